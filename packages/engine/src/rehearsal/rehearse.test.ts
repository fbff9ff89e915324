import type { FlowStep } from '@penstock/flow-model';
import type { EffectRecord } from '../core/effect';
import { aFlow, anAction, copy, flowOf, place } from '../testing/engine-bench';
import { aLedgerConnection, RehearsalBench, stepOf } from '../testing/rehearsal-bench';
import { totalsOf } from './rehearsal-report';
import type { RehearsalPorts } from './rehearse';

let bench: RehearsalBench;
beforeEach(() => {
  bench = new RehearsalBench();
});

describe('the effects of a rehearsed flow', () => {
  test('are planned with amount, key and request, and none is sent', async () => {
    const rehearsal = await bench.rehearse(aFlow(anAction('book')));

    expect(rehearsal.effects).toMatchObject([
      {
        key: 'book',
        stepId: 'book',
        iteration: [],
        connector: 'ledger',
        action: 'book',
        scope: 'org:rehearsal:env:ledger:ledger',
        slot: 'ledger',
        kind: 'ledger',
        class: 'L',
        businessKey: 'INV-1',
        request: { key: 'INV-1', amount: '19.99' },
        standing: 'new',
        restsOn: [],
      },
    ]);
    expect([rehearsal.outcome, bench.remote.calls, bench.remote.lookUps]).toEqual(['succeeded', 0, 0]);
  });

  test.each(['stand-in', 'live'] as const)('are not sent with reads %s, whatever their class', async (reads) => {
    await bench.rehearse(aFlow(anAction('book'), anAction('mail', 'mail', { keyPath: 'trigger.amount' })), {
      reads,
      ports: { connections: aLedgerConnection },
    });

    expect([bench.remote.calls, bench.remote.booked]).toEqual([0, []]);
  });

  test('of a loop are planned once per item', async () => {
    const loop: FlowStep = {
      kind: 'for-each',
      id: 'lines',
      name: 'lines',
      items: 'trigger.lines',
      concurrency: 2,
      onItemError: 'stop',
      ...place,
    };
    const book = anAction('book', 'book', { keyPath: 'loop.lines.item.id', parent: 'lines' });
    const document = flowOf(
      [loop, book],
      [
        ['trigger', 'lines'],
        ['lines', 'book', 'each'],
      ],
    );

    const { effects } = await bench.rehearse(document, {
      payload: { amount: '1.00', lines: [{ id: 'A' }, { id: 'B' }] },
    });

    expect(effects.map(({ key, iteration, businessKey }) => [key, iteration, businessKey])).toEqual([
      ['lines[0]/book', [0], 'A'],
      ['lines[1]/book', [1], 'B'],
    ]);
  });

  test('for one business fact are one effect', async () => {
    const { effects, outcome } = await bench.rehearse(aFlow(anAction('book'), anAction('book', 'again')));

    expect([effects.length, outcome]).toEqual([1, 'succeeded']);
  });

  test('for one business fact with other values are a question for a person', async () => {
    const other = anAction('book', 'again') as Extract<FlowStep, { kind: 'action' }>;
    const again: FlowStep = {
      ...other,
      input: { v: 1, rules: [copy('key', 'trigger.id'), copy('amount', 'trigger.id')], tables: {} },
    };

    const { effects, outcome, problems } = await bench.rehearse(aFlow(anAction('book'), again));

    expect([effects.map(({ standing }) => standing), outcome, problems.map(({ code }) => code)]).toEqual([
      ['new', 'conflict'],
      'needs-attention',
      ['BUSINESS_KEY_IN_USE'],
    ]);
  });

  test('of what undoes them are planned as well', async () => {
    const guard: FlowStep = { kind: 'try', id: 'guard', name: 'guard', undo: ['book'], ...place };
    const stop: FlowStep = { kind: 'stop', id: 'stop', name: 'stop', message: 'No.', parent: 'guard', ...place };
    const after: FlowStep = {
      kind: 'map',
      id: 'after',
      name: 'after',
      mapping: { v: 1, rules: [], tables: {} },
      ...place,
    };
    const document = flowOf(
      [guard, anAction('book', 'book', { parent: 'guard' }), stop, after],
      [
        ['trigger', 'guard'],
        ['guard', 'book', 'body'],
        ['book', 'stop'],
        ['guard', 'after', 'error'],
      ],
    );

    const { effects, outcome } = await bench.rehearse(document);

    expect([effects.map(({ key, action }) => `${key} ${action}`), outcome]).toEqual([
      ['guard/book book', 'guard/book~undo unbook'],
      'succeeded',
    ]);
    expect(bench.remote.undone).toEqual([]);
  });
});

describe('an effect that a real run has done already', () => {
  const rival =
    (over: Partial<EffectRecord>): NonNullable<RehearsalPorts['liveEffect']> =>
    async (intent) => ({
      ...intent,
      runId: 'r' as EffectRecord['runId'],
      state: 'DONE',
      sentAt: 0,
      resolveAfter: null,
      probes: 0,
      absentProbes: 0,
      remoteId: 'R-7',
      response: '{"id":"R-7"}',
      failure: null,
      word: null,
      ...over,
    });

  test('is confirmed, and its own answer goes on', async () => {
    const rehearsal = await bench.rehearse(aFlow(anAction('book')), { ports: { liveEffect: rival({}) } });

    expect([
      rehearsal.effects[0]?.standing,
      stepOf(rehearsal, 'book')?.output,
      stepOf(rehearsal, 'book')?.answeredFrom,
    ]).toEqual(['confirmed', { id: 'R-7' }, 'recording']);
    expect(rehearsal.assumptions).toEqual([]);
  });

  test('is looked up first while its outcome is unknown', async () => {
    const { effects, outcome } = await bench.rehearse(aFlow(anAction('book')), {
      ports: { liveEffect: rival({ state: 'UNKNOWN', response: null }) },
    });

    expect([effects.map(({ standing }) => standing), outcome]).toEqual([['unknown'], 'succeeded']);
  });

  test('is not looked for under a key that is made of an assumed value', async () => {
    const second = anAction('mail', 'mail', { keyPath: 'steps.book.id' });
    const asked: string[] = [];

    const { effects } = await bench.rehearse(aFlow(anAction('book'), second), {
      ports: { liveEffect: async ({ businessKey }) => void asked.push(businessKey) as undefined },
    });

    expect([asked, effects.map(({ standing }) => standing)]).toEqual([['INV-1'], ['new', 'new']]);
  });
});

test('totals are exact sums per kind, standing and currency', () => {
  const effect = (amount: string | null, kind: 'money' | 'ledger', currency: string | null = 'USD') => ({
    kind,
    standing: 'new' as const,
    currency,
    amount,
  });

  expect(
    totalsOf([
      effect('0.1', 'money'),
      effect('0.2', 'money'),
      effect('5', 'ledger'),
      effect(null, 'money', null),
      effect('3', 'money', 'EUR'),
    ]),
  ).toEqual([
    { kind: 'money', standing: 'new', currency: 'USD', count: 2, amount: '0.3' },
    { kind: 'ledger', standing: 'new', currency: 'USD', count: 1, amount: '5' },
    { kind: 'money', standing: 'new', currency: 'EUR', count: 1, amount: '3' },
  ]);
});
