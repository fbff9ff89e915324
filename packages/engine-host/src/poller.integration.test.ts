import type { FailureClass } from '@penstock/connector-sdk';
import { createSystemIds } from '@penstock/runtime-adapters';
import type { EventSource, RoutedIntakeDesk } from './intake-desk';
import { Poller } from './poller';
import { ScriptedRemote } from './testing/scripted-remote';
import { dyingAt, openTriggerBench, type TriggerBench } from './testing/trigger-bench';

let bench: TriggerBench;
let remote: ScriptedRemote;
beforeAll(async () => {
  bench = await openTriggerBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.pool.query('delete from poll_state');
  remote = new ScriptedRemote();
  bench.troubles.length = 0;
});

const WORKERS = ['0193aaaa-0000-7000-8000-000000000001', '0193aaaa-0000-7000-8000-000000000002'] as const;
type Parts = ConstructorParameters<typeof Poller>[0];

function poller(changes: Partial<Parts> = {}): Poller {
  const { pool, desk, shelf, observer } = bench;
  const { triggerOf, connections } = remote;
  return new Poller({ pool, desk, shelf, observer, triggerOf, connections, random: { next: () => 1 }, workerId: WORKERS[0], ...changes });
}

async function aPoll(settings: object = {}): Promise<EventSource> {
  const source = await bench.source({ connector: 'scripted', trigger: 'record', settings });
  await bench.pool.query(`insert into poll_state (intake_source_id, organization_id, connection_id) values ($1, $2, $3)`, [source.sourceId, source.organizationId, WORKERS[0]]);
  return source;
}
const records = (count: number, status = 'open') => Array.from({ length: count }, (_, index) => ({ id: `R${String(index).padStart(5, '0')}`, status }));
const isDue = () => bench.pool.query(`update poll_state set next_at = now() - interval '1 second'`);
const leaseEnds = () => bench.pool.query(`update poll_state set lease_until = now() - interval '1 second' where lease_until is not null`);
const stateOf = async (source: EventSource) =>
  (await bench.rows<{ cursor: string; wait: number; failure: string | null; failure_class: string | null }>(
    `select cursor, round(extract(epoch from next_at - now()))::int as wait, failure, failure_class from poll_state where intake_source_id = $1`,
    [source.sourceId],
  ))[0];
async function counts(source: EventSource) {
  const events = await bench.events(source);
  return { routed: events.filter(({ state }) => state === 'routed').length, runs: events.reduce((sum, { runs }) => sum + runs, 0), shelved: events.filter(({ state }) => state !== 'routed').length };
}
async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

describe('a look at the remote side', () => {
  test('stores every record of every page once and moves the cursor to the end', async () => {
    const source = await aPoll();
    remote.records = records(25);

    const next = await poller().round();

    expect([await counts(source), (await stateOf(source))?.cursor]).toEqual([{ routed: 25, runs: 25, shelved: 0 }, '25']);
    expect(next).toBeGreaterThan(59_000);
  });

  test('waits as long as the trigger’s settings say', async () => {
    const source = await aPoll({ seconds: 600 });

    await poller().round();

    expect((await stateOf(source))?.wait).toBe(600);
  });

  test('starts nothing for records it has read before, and one more run for a changed status', async () => {
    const source = await aPoll();
    remote.records = records(5);
    await poller().round();
    remote.records = [...remote.records.slice(0, 4), { id: 'R00004', status: 'paid' }, { id: 'LATE', status: 'open' }];
    await bench.pool.query(`update poll_state set cursor = '0', next_at = now()`);

    await poller().round();

    expect(await counts(source)).toEqual({ routed: 7, runs: 7, shelved: 0 });
  });

  test('parks a record that is no event and reads on', async () => {
    const source = await aPoll();
    remote.records = [{ id: 'A', status: 'open' }, { id: 'B', status: 'melted' }, { id: 'C', status: 'unreadable' }, { id: 'D', status: 'paid' }];
    await poller().round();
    await isDue();
    await bench.pool.query(`update poll_state set cursor = '0'`);

    await poller().round();

    const shelved = (await bench.events(source)).filter(({ state }) => state === 'unrouted');
    expect(await counts(source)).toEqual({ routed: 2, runs: 2, shelved: 2 });
    expect(shelved.map(({ dedupe_key: key, reason }) => [key, reason])).toEqual([
      ['poison:B:melted', expect.stringContaining('at status')],
      ['poison:C', 'This row cannot be read.'],
    ]);
  });

  test('parks a record the database refuses and keeps its neighbours', async () => {
    const source = await aPoll();
    remote.records = [{ id: 'A', status: 'open' }, { id: 'NUL\u0000', status: 'open' }, { id: 'C', status: 'open' }];

    await poller().round();

    expect([await counts(source), (await stateOf(source))?.cursor]).toEqual([{ routed: 2, runs: 2, shelved: 1 }, '3']);
  });
});

describe('a crash', () => {
  test('between a page and its cursor loses nothing and starts nothing twice', async () => {
    const source = await aPoll();
    remote.records = records(10_000);
    remote.pageSize = 500;
    for (let crashes = 0; crashes < 5; crashes += 1) {
      await expect(poller({ pool: dyingAt(bench.pool, 'move_poll_cursor') }).round()).rejects.toThrow('died');
      await leaseEnds();
      await isDue();
    }
    const afterCrashes = (await stateOf(source))?.cursor;

    await poller({ workerId: WORKERS[1] }).round();

    expect([afterCrashes, (await stateOf(source))?.cursor]).toEqual(['null', '10000']);
    expect(await counts(source)).toEqual({ routed: 10_000, runs: 10_000, shelved: 0 });
  }, 30_000);

  test('would start runs twice without the dedupe keys', async () => {
    const source = await aPoll();
    remote.records = records(10);
    let copies = 0;
    const accept: RoutedIntakeDesk['accept'] = (event, ...rest) => bench.desk.accept({ ...event, dedupeKey: `${(copies += 1)}:${event.dedupeKey}` }, ...rest);
    await expect(poller({ desk: { accept }, pool: dyingAt(bench.pool, 'move_poll_cursor') }).round()).rejects.toThrow('died');
    await leaseEnds();
    await isDue();

    await poller({ desk: { accept } }).round();

    expect((await counts(source)).runs).toBe(20);
  });
});

describe('several pollers', () => {
  test('share the sources: each is read by one of them', async () => {
    const sources = await Promise.all(Array.from({ length: 8 }, () => aPoll()));
    remote.records = records(3);

    await Promise.all(WORKERS.flatMap((workerId) => [poller({ workerId }).round(), poller({ workerId }).round()]));

    expect(remote.looks).toBe(8);
    for (const source of sources) expect(await counts(source)).toMatchObject({ runs: 3 });
  });

  test('are not held up by one slow remote side', async () => {
    const slow = await aPoll();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    remote.before = () => (remote.looks === 1 ? answered : Promise.resolve());
    const one = poller();
    const first = one.round();
    await until(() => remote.looks === 1);
    const quick = await aPoll();
    remote.records = records(3);

    await one.round();
    const whileWaiting = [await counts(slow), await counts(quick)].map(({ runs }) => runs);
    answer();
    await first;

    expect(whileWaiting).toEqual([0, 3]);
  });

  test('one that stood still past its lease cannot move the cursor back', async () => {
    const source = await aPoll();
    remote.records = records(30);
    let goOn = (): void => undefined;
    const still = new Promise<void>((resolve) => (goOn = resolve));
    remote.before = () => (remote.looks === 1 ? still : Promise.resolve());
    const stalled = poller().round();
    await until(() => remote.looks === 1);
    await leaseEnds();
    await isDue();
    await poller({ workerId: WORKERS[1] }).round();
    const before = await stateOf(source);

    // What it was told while it stood still is old: ten records and no more.
    remote.records = records(10);
    goOn();
    await stalled;

    expect([before?.cursor, (await stateOf(source))?.cursor]).toEqual(['30', '30']);
    expect(await counts(source)).toEqual({ routed: 30, runs: 30, shelved: 0 });
  });
});

describe('a failure', () => {
  test.each<[FailureClass, number[]]>([
    ['transient', [5, 10, 20]],
    ['config', [900, 900, 900]],
    ['auth', [900, 900, 900]],
  ])('of class %s is told in plain words and met with growing pauses', async (kind, pauses) => {
    const source = await aPoll();
    remote.failure = kind;
    const waits: (number | undefined)[] = [];
    for (const _ of pauses) {
      await isDue();
      await poller().round();
      waits.push((await stateOf(source))?.wait);
    }

    expect(waits).toEqual(pauses);
    expect(await stateOf(source)).toMatchObject({ cursor: 'null', failure: 'The remote side said no. Ask its people.', failure_class: kind });
  });

  test('is not waited for when the connection was mended meanwhile', async () => {
    const source = await aPoll();
    const connectionId = createSystemIds().next();
    await bench.pool.query(
      `insert into connection (id, organization_id, environment_id, name, connector, settings, fingerprint, updated_at) values ($1, $2, $3, 'Remote', 'scripted', '{}', 'remote', now() - interval '1 day')`,
      [connectionId, source.organizationId, source.environmentId],
    );
    await bench.pool.query('update poll_state set connection_id = $1', [connectionId]);
    remote.failure = 'auth';
    await poller().round();
    remote.failure = undefined;
    await poller().round();
    const before = [remote.looks, (await stateOf(source))?.failure];
    await bench.pool.query('update connection set updated_at = now() where id = $1', [connectionId]);

    await poller().round();

    expect([before, [remote.looks, (await stateOf(source))?.failure]]).toEqual([[1, 'The remote side said no. Ask its people.'], [2, null]]);
  });

  test('is forgotten with the next success', async () => {
    const source = await aPoll();
    remote.failure = 'transient';
    await poller().round();
    remote.failure = undefined;
    await isDue();

    await poller().round();

    expect(await stateOf(source)).toMatchObject({ failure: null, failure_class: null, wait: 60 });
  });
});

test('a poll that rests while it is read stays at rest', async () => {
  const source = await aPoll();
  remote.records = records(1);
  remote.before = async () => void (await bench.pool.query(`update poll_state set next_at = 'infinity'`));

  await poller().round();

  expect(await bench.rows(`select isfinite(next_at) as wakes from poll_state where intake_source_id = $1`, [source.sourceId])).toEqual([{ wakes: false }]);
});
