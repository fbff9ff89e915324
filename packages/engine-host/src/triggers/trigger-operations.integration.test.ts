import type { OrganizationId } from '@penstock/kernel';
import { createSystemIds } from '@penstock/runtime-adapters';
import type { EventSource } from '../intake-desk';
import { Poller } from '../poller';
import { ScriptedRemote } from '../testing/scripted-remote';
import { dyingAt, openTriggerBench, type TriggerBench } from '../testing/trigger-bench';
import { BackfillRunner } from './backfill-runner';
import { LiveTriggerOperations, type DeploymentOfOrganization } from './trigger-operations';

let bench: TriggerBench;
let remote: ScriptedRemote;
let operations: LiveTriggerOperations;
let source: EventSource;
let live: DeploymentOfOrganization;
const ids = createSystemIds();
const NOBODY = '0193aaaa-0000-7000-8000-00000000dead' as OrganizationId;
const WORKERS = ['0193aaaa-0000-7000-8000-000000000001', '0193aaaa-0000-7000-8000-000000000002'] as const;

beforeAll(async () => {
  bench = await openTriggerBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.pool.query('delete from backfill');
  await bench.pool.query('delete from poll_state');
  remote = new ScriptedRemote();
  bench.clock.set('2026-05-04T10:00Z');
  const { pool, desk, shelf, clock } = bench;
  operations = new LiveTriggerOperations({ pool, desk, shelf, clock, ids, ...remote, onBackfill: () => undefined });
  source = await bench.source({ connector: 'scripted', trigger: 'record', settings: {} });
  const [row] = await bench.rows<{ deployment_id: string }>('select deployment_id from subscription where intake_source_id = $1', [source.sourceId]);
  live = { organizationId: source.organizationId, deploymentId: row?.deployment_id ?? '' };
  await pool.query(`insert into poll_state (intake_source_id, organization_id, connection_id) values ($1, $2, $3)`, [source.sourceId, source.organizationId, NOBODY]);
});

type RunnerParts = ConstructorParameters<typeof BackfillRunner>[0];
function runner(changes: Partial<RunnerParts> = {}): BackfillRunner {
  const { pool, desk, shelf, observer } = bench;
  return new BackfillRunner({ pool, desk, shelf, observer, ...remote, random: { next: () => 1 }, workerId: WORKERS[0], ...changes });
}
const records = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `R${index}`, status: 'open' }));
const range = { from: Date.parse('2026-04-01'), to: Date.parse('2026-05-01'), requestedBy: 'Ada' };
const backfills = () => bench.rows<Record<string, unknown>>('select state, pages, fresh, known, parked, cursor, failure from backfill order by id');
const runCount = async () => (await bench.events(source)).reduce((sum, { runs }) => sum + runs, 0);

describe('starting a flow by hand', () => {
  test('starts a run with the payload as its event', async () => {
    const answer = await operations.start(live, { payload: { id: 'M-1', status: 'open' } });

    expect(answer.outcome).toBe('accepted');
    expect(await bench.events(source)).toMatchObject([{ channel: 'manual', state: 'routed', runs: 1, payload: '{"id":"M-1","status":"open"}' }]);
  });

  test('starts each time without a key, and once with the same key', async () => {
    const payload = { id: 'M-1', status: 'open' };
    const answers = [
      await operations.start(live, { payload }),
      await operations.start(live, { payload }),
      await operations.start(live, { payload, key: 'order-7' }),
      await operations.start(live, { payload, key: 'order-7' }),
    ];

    expect(answers.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'accepted', 'duplicate']);
    expect(await runCount()).toBe(3);
  });

  test('is refused with the place of what is wrong', async () => {
    const answer = await operations.start(live, { payload: { id: 7, status: 'open' } });

    expect(answer).toMatchObject({ outcome: 'refused', reason: 'payload', issues: [{ path: 'id' }] });
    expect(await bench.events(source)).toEqual([]);
  });

  test('is refused with card data, and nothing is kept', async () => {
    const answer = await operations.start(live, { payload: { id: '4111 1111 1111 1111', status: 'open' } });

    expect(answer).toMatchObject({ outcome: 'refused', reason: 'card-data' });
    expect(await bench.events(source)).toEqual([]);
  });

  test('is refused for a former version, and for another organisation', async () => {
    const foreign = await operations.start({ ...live, organizationId: NOBODY }, { payload: {} });
    await bench.pool.query(`update deployment set status = 'superseded' where id = $1`, [live.deploymentId]);

    const former = await operations.start(live, { payload: {} });

    expect([foreign, former]).toMatchObject([{ reason: 'not-found' }, { reason: 'not-live' }]);
  });

  test('is refused where it would start other flows as well', async () => {
    const other = await bench.source({ connector: 'scripted', trigger: 'record', settings: {} });
    await bench.pool.query('update subscription set intake_source_id = $1 where intake_source_id = $2', [source.sourceId, other.sourceId]);

    expect(await operations.start(live, { payload: { id: 'M', status: 'open' } })).toMatchObject({ reason: 'shared-address' });
  });
});

describe('one record now', () => {
  test('is stored, and counted as known the second time', async () => {
    remote.records = records(3);

    const answers = [await operations.syncOne(live, 'R1'), await operations.syncOne(live, 'R1'), await operations.syncOne(live, 'R9')];

    expect(answers).toEqual([
      { outcome: 'synced', fresh: 1, known: 0, parked: 0 },
      { outcome: 'synced', fresh: 0, known: 1, parked: 0 },
      { outcome: 'synced', fresh: 0, known: 0, parked: 0 },
    ]);
    expect(await runCount()).toBe(1);
  });
});

describe('a backfill', () => {
  test('reads all pages and counts what was new and what was known', async () => {
    remote.records = [...records(25), { id: 'X', status: 'melted' }];
    await operations.syncOne(live, 'R3');
    await operations.backfill(live, range);

    await runner().round();

    expect(await backfills()).toMatchObject([{ state: 'done', pages: 3, fresh: 24, known: 1, parked: 1, cursor: '26' }]);
    expect(await runCount()).toBe(25);
  });

  test('repeated is harmless: everything is known', async () => {
    remote.records = records(25);
    for (let round = 0; round < 2; round += 1) {
      await operations.backfill(live, range);
      await runner().round();
    }

    expect(await backfills()).toMatchObject([{ fresh: 25, known: 0 }, { fresh: 0, known: 25 }]);
    expect(await runCount()).toBe(25);
  });

  test('survives a crash between a page and its progress', async () => {
    remote.records = records(25);
    await operations.backfill(live, range);
    await expect(runner({ pool: dyingAt(bench.pool, 'move_backfill') }).round()).rejects.toThrow('died');
    await bench.pool.query(`update backfill set lease_until = now() - interval '1 second'`);

    await runner({ workerId: WORKERS[1] }).round();

    expect(await backfills()).toMatchObject([{ state: 'done', pages: 3, fresh: 15, known: 10 }]);
    expect(await runCount()).toBe(25);
  });

  test('counts nothing of a process that stood still past its lease', async () => {
    remote.records = records(10);
    await operations.backfill(live, range);
    let goOn = (): void => undefined;
    const still = new Promise<void>((resolve) => (goOn = resolve));
    remote.before = () => (remote.looks === 1 ? still : Promise.resolve());
    const stalled = runner().round();
    while (remote.looks === 0) await new Promise((resolve) => setImmediate(resolve));
    await bench.pool.query(`update backfill set lease_until = now() - interval '1 second'`);
    remote.pageSize = 5;
    const other = runner({ workerId: WORKERS[1] });
    remote.before = async () => {
      if (remote.looks !== 3) return;
      goOn();
      await stalled;
    };

    await other.round();

    expect(await backfills()).toMatchObject([{ state: 'done', pages: 2, cursor: '10' }]);
    expect(await runCount()).toBe(10);
  });

  test('stops between two pages when it is aborted', async () => {
    remote.records = records(50);
    const opened = await operations.backfill(live, range);
    const backfillId = 'backfillId' in opened ? opened.backfillId : '';
    remote.before = async () => void (remote.looks === 2 && (await operations.abortBackfill(live, backfillId)));

    await runner().round();
    const again = await operations.abortBackfill(live, backfillId);

    expect(await backfills()).toMatchObject([{ state: 'aborted', pages: 1, fresh: 10 }]);
    expect([remote.looks, again, await operations.abortBackfill({ ...live, organizationId: NOBODY }, backfillId)]).toEqual([2, 'not-possible', 'not-found']);
  });

  test('runs once per trigger at a time', async () => {
    const answers = await Promise.all([operations.backfill(live, range), operations.backfill(live, range)]);

    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['opened', 'refused']);
  });

  test('ends with words when only a person can mend it, and is tried again otherwise', async () => {
    await operations.backfill(live, range);
    remote.failure = 'transient';
    await runner().round();
    const passing = await backfills();
    await bench.pool.query('update backfill set look_at = now()');
    remote.failure = 'auth';

    await runner().round();

    expect([...passing, ...(await backfills())]).toMatchObject([
      { state: 'running', failure: 'The remote side said no. Ask its people.' },
      { state: 'failed', failure: 'The remote side said no. Ask its people.' },
    ]);
  });

  test('of the last days is opened for every live poll', async () => {
    await bench.pool.query(`update intake_source set created_at = '2026-01-01'`);

    const opened = [await operations.reread(7), await operations.reread(7)];

    expect(opened).toEqual([1, 0]);
    expect(await bench.rows(`select to_char(from_at at time zone 'UTC', 'YYYY-MM-DD') as day, requested_by from backfill`)).toEqual([
      { day: '2026-04-27', requested_by: 'Penstock (daily re-read)' },
    ]);
  });

  test('of the last days leaves out what was there before the flow', async () => {
    await bench.pool.query(`update intake_source set created_at = '2026-05-02T10:00Z'`);
    const late = await operations.reread(7);
    await bench.pool.query('delete from backfill');
    await bench.pool.query(`update intake_source set created_at = '2026-05-03T11:00Z'`);

    const young = await operations.reread(7);

    expect([late, young]).toEqual([1, 0]);
  });
});

test('whatever way a record comes in, it starts one run', async () => {
  remote.records = records(5);
  const { pool, desk, shelf, observer } = bench;
  const poller = new Poller({ pool, desk, shelf, observer, ...remote, random: { next: () => 1 }, workerId: WORKERS[1] });
  await operations.backfill(live, range);

  await Promise.all([poller.round(), runner().round(), ...remote.records.map(({ id }) => operations.syncOne(live, id))]);

  expect(await runCount()).toBe(5);
});
