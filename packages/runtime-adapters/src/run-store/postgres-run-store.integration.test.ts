import { defaultTimings, type ClaimedRun } from '@penstock/engine';
import { settleEffect } from '@penstock/database';
import {
  aFailure,
  aMove,
  aNewEvent,
  aNewEffect,
  claimOneFrom,
  describeRunStore,
  describeRunStoreConstructs,
  describeRunStoreWords,
  parked,
  progress,
  withIntent,
  type RunStoreHarness,
} from '@penstock/engine/testing';
import { createTestDatabase, seedDeployment, seedSource, type TestDatabase } from '@penstock/database/testing';
import type { ClientBase, Pool } from 'pg';
import { createEnginePool } from '../postgres/engine-pool';
import { createSystemIds, pause, systemClock } from '../system/system-ports';
import { PostgresRunStore } from './postgres-run-store';

let database: TestDatabase;
let pool: Pool;
const ids = createSystemIds();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createEnginePool({ connectionString: database.url, max: 8 });
});
beforeEach(async () => {
  await pool.query('truncate run, run_queue, worker_lease, lane_gate');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function openStore(onFreed?: () => void): Promise<PostgresRunStore> {
  const committer = { pause, monotonic: () => systemClock.monotonic() };
  const store = new PostgresRunStore({ pool, workerId: ids.next(), host: 'test', timings: defaultTimings, ids, committer, ...(onFreed && { onFreed }) });
  await store.register();
  return store;
}

const openHarness = async (): Promise<RunStoreHarness> => ({
  newId: () => ids.next(),
  openStore: () => openStore(),
  createSource: async (deployments, lane) => {
    const source = await seedSource(pool, ids, deployments);
    if (lane) {
      const values = [source.intakeSourceId, lane.name, lane.path, lane.skips];
      await pool.query('update subscription set lane_name = $2, lane_path = $3, lane_skips = $4 where intake_source_id = $1', values);
    }
    return source;
  },
  subscribe: ({ organizationId, environmentId, intakeSourceId: sourceId }) => seedDeployment(pool, ids, { organizationId, environmentId, sourceId }),
  expireLeases: async () => {
    await pool.query(`update worker_lease set lease_until = now() - interval '1 minute'`);
  },
});

describeRunStore('on Postgres', openHarness);
describeRunStoreConstructs('on Postgres', openHarness);
describeRunStoreWords('on Postgres', openHarness);

describe('a run store on Postgres, during a rolling upgrade', () => {
  test('finds runs that a process of the former release has queued', async () => {
    const harness = await openHarness();
    const store = await harness.openStore();
    const source = await harness.createSource(1);
    const accepted = await store.accept(aNewEvent(harness, source));
    await pool.query('update run_queue set flow_id = null');

    await store.sweepLanes();

    expect((await store.claim({ limit: 1 })).map(({ runId }) => runId)).toEqual(accepted.runs.map(({ runId }) => runId));
  });
});

describe('the end of a run of a lane', () => {
  test('says that the next one may go: nobody has to wait for a sweep', async () => {
    const harness = await openHarness();
    const onFreed = jest.fn();
    const store = await openStore(onFreed);
    const laned = await harness.createSource(1, { name: 'customer', path: 'trigger.customer', skips: false });
    for (let count = 0; count < 2; count += 1) await store.accept(aNewEvent(harness, laned, { lanes: { 'trigger.customer': 'C-1' } }));
    const [first] = await store.claim({ limit: 2 });
    const end = (run: ClaimedRun) => store.commit(progress(run, { disposition: { kind: 'finish', status: 'succeeded' } }));

    await end(first as ClaimedRun);
    const [second] = await store.claim({ limit: 2 });
    await end(second as ClaimedRun);

    expect([second?.runId === first?.runId, onFreed.mock.calls.length]).toEqual([false, 1]);
  });
});

describe('a look-up', () => {
  const lookUpsOf = async (effectId: string) =>
    (await pool.query('select number, verdict, words from effect_look_up where effect_id = $1 order by number', [effectId])).rows;

  test('is recorded with the commit that follows from it, and not by a worker that lost the run', async () => {
    const harness = await openHarness();
    const store = await harness.openStore();
    await store.accept(aNewEvent(harness, await harness.createSource(1)));
    const run = await claimOneFrom(store);
    const intent = aNewEffect(harness);
    await store.commit(withIntent(run, intent));
    const asked = (number: number, words: string) => ({ effectId: intent.id, number, verdict: 'unsure', words }) as const;

    await store.commit(progress(run, { outcomes: [{ ...aMove(intent.id, 'UNKNOWN'), probes: 1 }], lookUps: [asked(1, 'It answered 503.')] }));
    await store.commit(progress(run, { lookUps: [asked(2, 'It was silent.')] }));
    await store.commit(progress(run, { lookUps: [asked(2, 'It is silent.')] }));
    await store.commit(progress({ ...run, epoch: run.epoch - 1 }, { lookUps: [asked(3, 'Too late.')] }));

    expect(await lookUpsOf(intent.id)).toEqual([
      { number: 1, verdict: 'unsure', words: 'It answered 503.' },
      { number: 2, verdict: 'unsure', words: 'It is silent.' },
    ]);
  });
});

describe('a repeated commit that waits while a person speaks', () => {
  test('does not hold again what they have spoken on', async () => {
    const harness = await openHarness();
    const store = await harness.openStore();
    await store.accept(aNewEvent(harness, await harness.createSource(1)));
    const run = await claimOneFrom(store);
    const intent = aNewEffect(harness);
    await store.commit(withIntent(run, intent));
    const holding = progress(run, {
      outcomes: [aMove(intent.id, 'NEEDS_HUMAN')],
      disposition: { kind: 'continue', held: { keys: [intent.stepId], failure: aFailure } },
    });
    await store.commit(holding);

    const speaking = await pool.connect();
    await speaking.query('begin');
    await speaking.query('select from run_queue where run_id = $1 for update', [run.runId]);
    const repeated = store.commit(holding);
    await rowWaiters(speaking);
    const word = JSON.stringify({ says: 'send', by: 'ann', remoteId: null });
    await speaking.query({ ...settleEffect, values: [run.organizationId, intent.id, 'ABSENT', null, null, 'ann', 'not in the portal', '{}', word, true] });
    await speaking.query('commit');
    speaking.release();
    await repeated;

    await store.commit(parked(run));
    const again = await claimOneFrom(store);
    expect([again.held, again.effects]).toMatchObject([[], [{ state: 'UNKNOWN', word: { says: 'send' } }]]);
  });
});

/** Until a statement of this database waits for a row that another one has locked. */
async function rowWaiters(session: ClientBase): Promise<void> {
  for (;;) {
    const { rows } = await session.query(`select from pg_locks where not granted and locktype = 'transactionid'`);
    if (rows.length > 0) return;
  }
}
