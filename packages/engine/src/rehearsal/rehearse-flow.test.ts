import { ConnectorFailure } from '@penstock/connector-sdk';
import type { FlowStep } from '@penstock/flow-model';
import { parseJson, stringifyJson } from '@penstock/kernel';
import type { ConnectionResolver } from '../ports/action-invoker';
import { aFlow, anAction, copy, flowOf, place } from '../testing/engine-bench';
import { RehearsalBench, stepOf } from '../testing/rehearsal-bench';

let bench: RehearsalBench;
beforeEach(() => {
  bench = new RehearsalBench();
});

describe('waits of a rehearsal', () => {
  const after = anAction('mail');

  test('are skipped by moving the clock', async () => {
    const sleep: FlowStep = {
      kind: 'wait',
      id: 'sleep',
      name: 'sleep',
      wait: { kind: 'duration', seconds: 40 * 24 * 3600 },
      ...place,
    };

    const { outcome, assumptions } = await bench.rehearse(aFlow(sleep, after));

    expect([
      outcome,
      assumptions.map(({ key, code, message }) => [key, code, message.includes('2027-03-12T08:00:00.000Z')]),
    ]).toEqual([
      'succeeded',
      [
        ['sleep', 'WAIT_SKIPPED', true],
        ['mail', 'EFFECT_NOT_SENT', false],
      ],
    ]);
  });

  const ask: FlowStep = {
    kind: 'wait',
    id: 'ask',
    name: 'ask',
    wait: {
      kind: 'decision',
      question: 'Release?',
      choices: [
        { id: 'release', label: 'Release it' },
        { id: 'hold', label: 'Hold it' },
      ],
      show: [],
      timeoutSeconds: 60,
    },
    ...place,
  };
  const decided = flowOf(
    [ask, anAction('book'), after],
    [
      ['trigger', 'ask'],
      ['ask', 'book', 'release'],
      ['ask', 'mail', 'hold'],
    ],
  );

  test.each([
    [{}, 'book'],
    [{ ask: 'hold' }, 'mail'],
  ])('for a person take the first choice, or the one that is given: %j', async (choices, effect) => {
    const rehearsal = await bench.rehearse(decided, { choices: choices as Record<string, string> });

    expect(rehearsal.effects.map(({ key, conditionalOn }) => [key, conditionalOn])).toEqual([[effect, ['ask']]]);
    expect(rehearsal.assumptions[0]).toMatchObject({ key: 'ask', code: 'DECISION_CHOSEN' });
  });

  test('for a person run out when that is asked for, or was recorded', async () => {
    const document = flowOf(
      [ask, anAction('book'), after],
      [
        ['trigger', 'ask'],
        ['ask', 'book', 'release'],
        ['ask', 'mail', 'timeout'],
      ],
    );
    const timedOut = { kind: 'output', output: { timedOut: true, name: 'ask' } } as const;

    const asked = await bench.rehearse(document, { choices: { ask: 'timeout' } });
    const recorded = await bench.rehearse(document, { recorded: new Map([['ask', timedOut]]) });

    expect([asked, recorded].map(({ effects }) => effects.map(({ key }) => key))).toEqual([['mail'], ['mail']]);
  });

  test('for a person are answered as they were recorded', async () => {
    const recorded = new Map([['ask', { kind: 'output', output: { choice: 'hold', actor: 'Ada' } } as const]]);

    const { effects, assumptions } = await bench.rehearse(decided, { recorded });

    expect([effects.map(({ key, conditionalOn }) => [key, conditionalOn]), assumptions.map(({ key }) => key)]).toEqual([
      [['mail', []]],
      ['mail'],
    ]);
  });

  test('for a call from outside end with an empty answer', async () => {
    const call: FlowStep = {
      kind: 'wait',
      id: 'call',
      name: 'call',
      wait: { kind: 'callback', timeoutSeconds: 60 },
      ...place,
    };

    const { outcome, assumptions } = await bench.rehearse(aFlow(call, after));

    expect([outcome, assumptions.map(({ code }) => code)]).toEqual([
      'succeeded',
      ['CALLBACK_ASSUMED', 'EFFECT_NOT_SENT'],
    ]);
  });

  test('that outlast the run’s deadline end it as they would', async () => {
    const sleep: FlowStep = {
      kind: 'wait',
      id: 'sleep',
      name: 'sleep',
      wait: { kind: 'duration', seconds: 100 },
      ...place,
    };

    const { outcome, problems, effects } = await bench.rehearse({
      ...aFlow(sleep, after),
      settings: { deadlineSeconds: 50, undo: [] },
    });

    expect([outcome, problems.map(({ code }) => code), effects]).toEqual(['needs-attention', ['RUN_OVERDUE'], []]);
  });
});

describe('what goes wrong in a rehearsal', () => {
  test('is told with its step and field', async () => {
    const { problems, outcome, steps } = await bench.rehearse(aFlow(anAction('book'), anAction('mail')), {
      payload: { id: 'INV-1' },
    });

    expect([outcome, problems]).toMatchObject([
      'needs-attention',
      [{ key: 'book', stepId: 'book', field: 'amount', code: 'INPUT_INVALID', isCaught: false }],
    ]);
    expect(steps.map(({ key, status }) => [key, status])).toEqual([
      ['book', 'failed'],
      ['mail', 'not-reached'],
    ]);
  });

  test('is a refusal from the record where one was recorded', async () => {
    const failure = { class: 'business', code: 'DECLINED', message: 'The bank said no.' } as const;

    const { problems, effects } = await bench.rehearse(aFlow(anAction('book'), anAction('mail')), {
      recorded: new Map([['book', { kind: 'failure', failure }]]),
    });

    expect([problems.map(({ code }) => code), effects.map(({ key }) => key)]).toEqual([['DECLINED'], ['book']]);
  });

  test('is a slot without a connection, and the rest is told all the same', async () => {
    const unbound: ConnectionResolver = {
      resolve: () =>
        Promise.reject(
          new ConnectorFailure({ class: 'config', code: 'SLOT_NOT_BOUND', message: 'Nothing fills the slot.' }),
        ),
    };

    const { assumptions, effects } = await bench.rehearse(aFlow(anAction('book')), { ports: { connections: unbound } });

    expect([assumptions.map(({ code }) => code), effects.length]).toEqual([['SLOT_NOT_BOUND', 'EFFECT_NOT_SENT'], 1]);
  });
});

describe('a flow that calls another', () => {
  const call: FlowStep = {
    kind: 'sub-flow',
    id: 'call',
    name: 'call',
    flowId: 'other',
    input: { v: 1, rules: [copy('id', 'trigger.id'), copy('amount', 'trigger.amount')], tables: {} },
    wait: true,
    ...place,
  };
  const respond: FlowStep = {
    kind: 'respond',
    id: 'respond',
    name: 'respond',
    status: 200,
    body: { v: 1, rules: [copy('booking', 'steps.book.id')], tables: {} },
    ...place,
  };

  test('shows what the other one would do, behind the step that calls it', async () => {
    const other = aFlow(anAction('book'), respond);

    const rehearsal = await bench.rehearse(aFlow(call), { ports: { liveFlow: async () => other } });

    expect(rehearsal.effects.map(({ key, businessKey }) => [key, businessKey])).toEqual([['call>book', 'INV-1']]);
    expect(stepOf(rehearsal, 'call')?.output).toEqual({ booking: 'R-1' });
  });

  test('shows what the other one would do even where nobody waits for it', async () => {
    const { effects } = await bench.rehearse(aFlow({ ...call, wait: false }), {
      ports: { liveFlow: async () => aFlow(anAction('book')) },
    });

    expect(effects.map(({ key }) => key)).toEqual(['call>book']);
  });

  test('ends although the other one calls itself', async () => {
    const { assumptions } = await bench.rehearse(aFlow(call), { ports: { liveFlow: async () => aFlow(call) } });

    expect(assumptions.at(-1)).toMatchObject({ key: 'call>call>call>call>call>call', code: 'SUB_FLOW_ASSUMED' });
  });

  test('fails as it would when the other one is not live', async () => {
    const { problems } = await bench.rehearse(aFlow(call), { ports: { liveFlow: async () => undefined } });

    expect(problems.map(({ code }) => code)).toEqual(['SUB_FLOW_NOT_DEPLOYED']);
  });

  test('stops where the other one stops', async () => {
    const { outcome, problems } = await bench.rehearse(aFlow(call), {
      payload: { id: 'INV-1' },
      ports: { liveFlow: async () => aFlow(anAction('book')) },
    });

    expect([outcome, problems.map(({ key, code }) => [key, code])]).toEqual([
      'needs-attention',
      [['call>book', 'INPUT_INVALID']],
    ]);
  });
});

test('what the flow would answer its caller is told with every digit', async () => {
  const respond: FlowStep = {
    kind: 'respond',
    id: 'r',
    name: 'r',
    status: 200,
    body: { v: 1, rules: [copy('id', 'trigger.id')], tables: {} },
    ...place,
  };

  const { response } = await bench.rehearse(aFlow(respond), { payload: parseJson('{"id":12345678901234567890.10}') });

  expect(stringifyJson(response ?? null)).toBe('{"status":200,"body":{"id":12345678901234567890.10}}');
});
