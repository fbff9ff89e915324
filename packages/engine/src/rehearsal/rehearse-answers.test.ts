import type { FlowStep } from '@penstock/flow-model';
import { aFlow, anAction, copy, flowOf, place } from '../testing/engine-bench';
import { aLedgerConnection, RehearsalBench, stepOf } from '../testing/rehearsal-bench';

let bench: RehearsalBench;
beforeEach(() => {
  bench = new RehearsalBench();
});

describe('what nobody has answered', () => {
  test('is the sample of the action, with what repeats the request taken from it', async () => {
    const rehearsal = await bench.rehearse(aFlow(anAction('book')));

    expect(stepOf(rehearsal, 'book')).toMatchObject({ output: { id: 'R-1' }, answeredFrom: 'sample' });
    expect(rehearsal.assumptions).toMatchObject([{ key: 'book', code: 'EFFECT_NOT_SENT' }]);
  });

  test('is a given sample in place of the own one of the action', async () => {
    const rehearsal = await bench.rehearse(
      aFlow(anAction('book'), anAction('mail', 'mail', { keyPath: 'steps.book.id' })),
      {
        samples: { book: { id: 'R-99' } },
      },
    );

    expect(stepOf(rehearsal, 'book')).toMatchObject({ output: { id: 'R-99' }, answeredFrom: 'sample' });
    expect(rehearsal.effects[1]).toMatchObject({ businessKey: 'R-99', restsOn: [{ source: 'steps.book.id' }] });
  });

  test('marks the fields that are made of it', async () => {
    const { effects } = await bench.rehearse(
      aFlow(anAction('book'), anAction('mail', 'mail', { keyPath: 'steps.book.id' })),
    );

    expect(effects[1]).toMatchObject({ restsOn: [{ field: 'key', source: 'steps.book.id' }] });
  });

  test('marks a branch that is chosen by it, and the effects behind', async () => {
    const check: FlowStep = {
      kind: 'if',
      id: 'check',
      name: 'check',
      condition: { left: 'steps.book.id', op: 'equals', value: 'R-1' },
      ...place,
    };
    const document = flowOf(
      [anAction('book'), check, anAction('mail')],
      [
        ['trigger', 'book'],
        ['book', 'check'],
        ['check', 'mail', 'yes'],
      ],
    );

    const rehearsal = await bench.rehearse(document);

    expect(stepOf(rehearsal, 'check')).toMatchObject({
      isGuess: true,
      restsOn: [{ field: null, source: 'steps.book.id' }],
    });
    expect(rehearsal.effects.map(({ key, conditionalOn }) => [key, conditionalOn])).toEqual([
      ['book', []],
      ['mail', ['check']],
    ]);
  });

  test('is followed through mappings field by field', async () => {
    const make: FlowStep = {
      kind: 'map',
      id: 'make',
      name: 'make',
      mapping: { v: 1, rules: [copy('sure', 'trigger.id'), copy('guess', 'steps.book.id')], tables: {} },
      ...place,
    };
    const sure = anAction('mail', 'sure', { keyPath: 'steps.make.sure' });
    const guess = anAction('mail', 'guess', { keyPath: 'steps.make.guess' });

    const { effects } = await bench.rehearse(aFlow(anAction('book'), make, sure, guess));

    expect(effects.map(({ key, restsOn }) => [key, restsOn.map(({ source }) => source)])).toEqual([
      ['book', []],
      ['sure', []],
      ['guess', ['steps.make.guess']],
    ]);
  });

  test('is nothing at all where a recording answers', async () => {
    const rehearsal = await bench.rehearse(
      aFlow(anAction('book'), anAction('mail', 'mail', { keyPath: 'steps.book.id' })),
      {
        recorded: new Map([['book', { kind: 'output', output: { id: 'R-88' } }]]),
      },
    );

    expect(stepOf(rehearsal, 'book')).toMatchObject({ output: { id: 'R-88' }, answeredFrom: 'recording' });
    expect(rehearsal.effects[1]).toMatchObject({ businessKey: 'R-88', restsOn: [] });
  });
});

describe('reads of a rehearsal', () => {
  test('are not sent unless asked for', async () => {
    const rehearsal = await bench.rehearse(aFlow(anAction('read')), { ports: { connections: aLedgerConnection } });

    expect([bench.remote.calls, stepOf(rehearsal, 'read')?.answeredFrom]).toEqual([0, 'sample']);
  });

  test('are really sent when they are live', async () => {
    const rehearsal = await bench.rehearse(aFlow(anAction('read')), {
      reads: 'live',
      ports: { connections: aLedgerConnection },
    });

    expect([bench.remote.calls, stepOf(rehearsal, 'read')?.answeredFrom, rehearsal.assumptions]).toEqual([
      1,
      'live',
      [],
    ]);
  });

  test('fall back to the sample, and say so, when the remote system is away', async () => {
    bench.remote.behaviours.push({ refuse: 'transient' });

    const rehearsal = await bench.rehearse(aFlow(anAction('read')), {
      reads: 'live',
      ports: { connections: aLedgerConnection },
    });

    expect([rehearsal.outcome, rehearsal.assumptions.map(({ code }) => code)]).toEqual(['succeeded', ['READ_FAILED']]);
  });

  test('tell what the remote system refuses', async () => {
    bench.remote.behaviours.push({ refuse: 'business' });

    const { problems, outcome } = await bench.rehearse(aFlow(anAction('read')), {
      reads: 'live',
      ports: { connections: aLedgerConnection },
    });

    expect([outcome, problems.map(({ stepId, code }) => [stepId, code])]).toEqual([
      'needs-attention',
      [['read', 'REMOTE']],
    ]);
  });
});
