import { manualClock } from '@penstock/kernel';
import { z } from 'zod';
import { defineAction, defineConnector } from '../define';
import { ConnectorFailure } from '../failure';
import { fuzzAction } from './answer-fuzz';
import { effectConformance, testEffects } from './effect-conformance';
import { goodHabits, ledgerSecret, startLedger, toldAs, type LedgerHabits, type LedgerRemote } from './ledger/ledger-remote';

let ledger: LedgerRemote;
let number = 0;

beforeEach(async () => {
  ledger = await startLedger();
});
afterEach(() => ledger.simulator.close());

const optionsFor = (habits: Partial<LedgerHabits>, actions: readonly string[] = ['post-entry']) => ({
  bench: () => ledger.bench(habits),
  faults: (change: Parameters<LedgerRemote['simulator']['faults']['change']>[0]) => void ledger.simulator.faults.change(change),
  control: async () => void (await ledger.bench().run('post-entry', { key: 'control' })),
  effectCount: () => ledger.simulator.effects.length,
  secrets: [ledgerSecret],
  cases: actions.map((action) => ({ action, input: () => Promise.resolve({ key: `K-${(number += 1)}` }) })),
});

async function broken(habits: Partial<LedgerHabits>, action = 'post-entry'): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { title, check } of effectConformance(optionsFor(habits, [action]))) {
    await check().catch(() => failed.push(title.replace(`${action}: `, '')));
  }
  return failed;
}

describe('a connector that keeps its contract', () => {
  testEffects(optionsFor({}, ['post-entry']));

  test('passes as idempotent where the remote side does it once', async () => {
    expect(await broken({ contract: { class: 'I', kind: 'message' } }, 'post-once')).toEqual([]);
  });

  test('passes as class H without a look-up', async () => {
    expect(await broken({ contract: { class: 'H', kind: 'message' } })).toEqual([]);
  });
});

const everyLostAnswer = [
  'a lost answer ends in the truth',
  'an unreadable answer ends in the truth',
  'an answer that never comes ends in the truth',
  'an answer that never ends ends in the truth',
  'a web page instead of an answer ends in the truth',
  'half an answer ends in the truth',
];

describe('a connector that breaks its contract is told so', () => {
  test('when doubt is told as a passing trouble', async () => {
    const mapFailure = (failure: unknown) =>
      toldAs(failure, failure instanceof ConnectorFailure && failure.class === 'ambiguous' ? { class: 'transient' } : {});

    expect(await broken({ mapFailure })).toEqual(everyLostAnswer);
  });

  test('when any 200 counts as success', async () => {
    const readAnswer: LedgerHabits['readAnswer'] = (response) => (response.status === 200 ? { key: 'K' } : goodHabits.readAnswer(response));

    expect(await broken({ readAnswer })).toContain('a web page instead of an answer ends in the truth');
  });

  test('when its look-up takes an outage for absence', async () => {
    const verify = () => Promise.resolve({ verdict: 'absent' as const, evidence: 'nothing seen' });

    expect(await broken({ contract: { class: 'L', kind: 'ledger', verify } })).toEqual([
      ...everyLostAnswer,
      'an outage is never absence',
      'a web page is never absence',
    ]);
  });

  test('when it does not hear how long to wait', async () => {
    const mapFailure = (failure: unknown) => toldAs(failure, { retryAfterMs: 0 });

    expect(await broken({ mapFailure })).toEqual(['429 waits as long as asked']);
  });

  test('when a failure shows the connection’s secret', async () => {
    const mapFailure = (failure: unknown) => toldAs(failure, { message: `Refused with key ${ledgerSecret}.` });

    expect(await broken({ mapFailure })).toEqual(['failures show no secret and no card data']);
  });

  test('when it is not idempotent and says so', async () => {
    expect(await broken({ contract: { class: 'I', kind: 'message' } }, 'post-entry')).toEqual(everyLostAnswer);
  });

  test('when it throws something else than a connector failure', async () => {
    const mapFailure = () => new TypeError('undefined is not a function');

    expect((await broken({ mapFailure })).length).toBeGreaterThanOrEqual(9);
  });
});

describe('strange answers', () => {
  const connectorThat = (read: (body: string) => unknown) => {
    const ask = defineAction<unknown, object, unknown>({
      id: 'ask',
      version: 1,
      title: 'Ask',
      summary: 'Reads.',
      contract: { class: 'R' },
      input: z.strictObject({}),
      output: z.looseObject({ id: z.string() }),
      sample: { id: 'A-1' },
      run: async ({ http }) => read((await http.send({ method: 'GET', url: '/' })).body),
    });
    return defineConnector({ id: 'asker', title: 'Asker', summary: '', category: 'general', mark: '', apiRevision: '1', actions: [ask], triggers: [] });
  };
  const fuzz = (read: (body: string) => unknown) =>
    fuzzAction({ connector: connectorThat(read), settings: () => ({}), inputs: { ask: {} }, clock: manualClock(0) }, 'ask', 200);

  test('find a connector that lets a parser’s error out', async () => {
    await expect(fuzz((body) => JSON.parse(body))).rejects.toMatchObject({ code: 'CONFORMANCE_BROKEN', message: expect.stringContaining('seed') });
  });

  test('find a connector that answers in another shape than it declares', async () => {
    await expect(fuzz(() => ({ id: 7 }))).rejects.toMatchObject({ code: 'CONFORMANCE_BROKEN' });
  });

  test('are survived by a connector that maps them', async () => {
    const report = await fuzz((body) => {
      if (body.startsWith('{"id":"')) return { id: 'A-1' };
      throw new ConnectorFailure({ class: 'transient', code: 'ODD', message: 'Odd.' });
    });

    expect(report.asked).toBe(200);
    expect(Math.min(report.answered, report.failed)).toBeGreaterThan(0);
  });
});
