import type { AnyAction, ConnectorFailure } from '@penstock/connector-sdk';
import type { ConnectionId, EnvironmentId, Json, OrganizationId } from '@penstock/kernel';
import type { FailureRecord } from '../core/failure';
import type { ConnectionResolver } from '../ports/action-invoker';
import { openGate, type ConnectionGate } from '../ports/connection-gate';
import { aFlow, anAction } from '../testing/engine-bench';
import { LedgerRemote, ledgerConnector } from '../testing/ledger-remote';
import type { RecordedAnswer } from './rehearsal';
import { RehearsalBudget, rehearsalLimits } from './rehearsal-budget';
import { RehearsalNotes } from './rehearsal-notes';
import { echoed, RehearsalConnections, StandIns, type StandInOptions } from './stand-ins';

const organizationId = 'org' as OrganizationId;
const slot = { organizationId, environmentId: 'env' as EnvironmentId, connector: 'ledger', slot: 'ledger' };

/** A real connection that remembers every request that leaves by it. */
function aDirectory() {
  const requests: string[] = [];
  const directory: ConnectionResolver = {
    resolve: async () => ({
      connectionId: 'c1' as ConnectionId,
      fingerprint: 'ledger:real',
      context: {
        http: { send: async ({ url }) => (requests.push(url), { status: 200, headers: {}, body: null } as never) },
        settings: { account: '4711' },
        clock: { now: () => 0, monotonic: () => 0 },
      },
    }),
  };
  return { requests, directory };
}

const aBudget = (maxLiveReads = 100): RehearsalBudget =>
  new RehearsalBudget({ monotonic: () => 0, yield: async () => undefined }, { ...rehearsalLimits, maxLiveReads });

async function aStage(options: Partial<StandInOptions> = {}) {
  const remote = new LedgerRemote();
  const connections = new RehearsalConnections(aDirectory().directory, () => undefined);
  const connection = await connections.resolve(slot);
  const notes = new RehearsalNotes(aFlow(anAction('read')));
  const standIns = new StandIns({
    organizationId,
    recorded: new Map(),
    samples: {},
    asksLive: () => true,
    once: null,
    gate: openGate,
    connections,
    notes,
    budget: aBudget(),
    ...options,
  });
  const action = (id: string): AnyAction => ledgerConnector(remote).actions.find((each) => each.id === id) as AnyAction;
  const call = (id: string) =>
    standIns.invoke({ key: id, connector: 'ledger', action: action(id), connection, input: { key: 'K', amount: '1' } });
  return { remote, notes, call };
}

describe('the connections of a rehearsal', () => {
  test('are the real ones in name, and let no request out', async () => {
    const { requests, directory } = aDirectory();

    const { fingerprint, context } = await new RehearsalConnections(directory, () => undefined).resolve(slot);

    expect([fingerprint, context.settings]).toEqual(['ledger:real', { account: '4711' }]);
    await expect(context.http.send({ method: 'GET', url: '/anything' })).rejects.toThrow('sends nothing');
    expect(requests).toEqual([]);
  });

  test('pass on what is no word of the directory', async () => {
    const broken: ConnectionResolver = { resolve: () => Promise.reject(new TypeError('The database went away.')) };

    await expect(new RehearsalConnections(broken, () => undefined).resolve(slot)).rejects.toThrow(
      'The database went away.',
    );
  });
});

describe('an action of a rehearsal', () => {
  test.each(['book', 'mail', 'unbook'])(
    'that writes (%s) never reaches its connector, though reads are live',
    async (id) => {
      const { remote, call, notes } = await aStage();

      await call(id);

      expect([remote.calls, remote.undone, notes.sourceOf(id)]).toEqual([0, [], 'sample']);
    },
  );

  test.each([
    ['auth', null],
    ['transient', null],
    ['ambiguous', null],
    ['throttled', 'throttled'],
  ] as const)(
    'that reads passes the gate of its connection; a failure %s tells the breaker of real runs %s',
    async (refuse, told) => {
      const left: (FailureRecord | null)[] = [];
      const gate: ConnectionGate = { enter: async () => ({ kind: 'go', leave: (failure) => void left.push(failure) }) };
      const { remote, call } = await aStage({ gate });
      remote.behaviours.push('book', { refuse });

      await call('read');
      await call('read');

      expect(left.map((failure) => failure?.class ?? null)).toEqual([null, told]);
    },
  );

  test('that reads is answered by its sample once the rehearsal has read as often as it may', async () => {
    const { remote, call, notes } = await aStage({ budget: aBudget(2) });

    for (let time = 0; time < 4; time += 1) await call('read');

    expect([remote.calls, notes.sourceOf('read'), notes.assumptions]).toEqual([
      2,
      'sample',
      [{ key: 'read', code: 'READ_LIMIT', message: expect.stringContaining('has read 2 times') }],
    ]);
  });

  test('that reads is not sent while the gate holds', async () => {
    const gate: ConnectionGate = { enter: async () => ({ kind: 'hold', reason: 'breaker', waitMs: 1_000 }) };
    const { remote, call, notes } = await aStage({ gate });

    await call('read');

    expect([remote.calls, notes.assumptions.map(({ code }) => code)]).toEqual([0, ['READ_FAILED']]);
  });

  test.each([
    ['business', 'business'],
    ['config', 'config'],
    ['ambiguous', 'business'],
    ['throttled', 'business'],
  ] as const)('whose recorded failure was %s fails for good', async (recordedClass, expected) => {
    const answer: RecordedAnswer = {
      kind: 'failure',
      failure: { class: recordedClass, code: 'REFUSED', message: 'No.', remoteCode: '102' },
    };
    const { call } = await aStage({ recorded: new Map([['book', answer]]) });

    const thrown = await call('book').catch((error: unknown) => error);

    expect((thrown as ConnectorFailure).details).toEqual({
      class: expected,
      code: 'REFUSED',
      message: 'No.',
      remoteCode: '102',
    });
  });
});

describe('a sample', () => {
  const sampled = (sample: Json, input: unknown) => echoed({ sample }, input);

  test.each([
    [
      'takes what was asked for under the same name',
      { id: 'S', amount: '1' },
      { amount: '59.97' },
      { id: 'S', amount: '59.97' },
      ['amount'],
    ],
    [
      'stays as it is where the kinds differ',
      { amount: '1', lines: [] },
      { amount: 5, lines: 'x' },
      { amount: '1', lines: [] },
      [],
    ],
    ['stays as it is where nothing was asked for', { note: 'x' }, { note: null }, { note: 'x' }, []],
    ['may be a list', [1], { amount: 5 }, [1], []],
    ['needs no input', { id: 'S' }, undefined, { id: 'S' }, []],
  ])('%s', (_name, sample, input, output, facts) => {
    expect(sampled(sample as Json, input)).toEqual({ output, facts: new Set(facts) });
  });
});
