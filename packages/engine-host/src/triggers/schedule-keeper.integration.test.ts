import type { TriggerEvent } from '@penstock/connector-sdk';
import type { EventSource, RoutedIntakeDesk } from '../intake-desk';
import { dyingAt, openTriggerBench, type TriggerBench } from '../testing/trigger-bench';
import { ScheduleKeeper } from './schedule-keeper';

let bench: TriggerBench;
beforeAll(async () => {
  bench = await openTriggerBench();
});
afterAll(() => bench.close());
afterEach(async () => {
  await bench.pool.query('delete from schedule_state');
  bench.troubles.length = 0;
});

const WORKERS = ['0193aaaa-0000-7000-8000-000000000001', '0193aaaa-0000-7000-8000-000000000002'] as const;
type Parts = ConstructorParameters<typeof ScheduleKeeper>[0];

function keeper(changes: Partial<Parts> = {}): ScheduleKeeper {
  const { pool, desk, shelf, clock, observer } = bench;
  return new ScheduleKeeper({ pool, desk, shelf, clock, observer, workerId: WORKERS[0], ...changes });
}

/** An hourly schedule in UTC whose next time is 10:00. */
async function hourly(settings: Record<string, unknown> = {}): Promise<EventSource> {
  const spec = { cron: '0 * * * *', timeZone: 'UTC', overlap: 'parallel', ...settings };
  const source = await bench.source({ connector: 'schedule', trigger: 'schedule', settings: spec });
  await bench.pool.query(
    `insert into schedule_state (intake_source_id, organization_id, spec, next_at, look_at) values ($1, $2, $3, $4, $4)`,
    [source.sourceId, source.organizationId, JSON.stringify(spec), '2026-05-04T10:00Z'],
  );
  return source;
}
const at = (time: string): void => bench.clock.set(`2026-05-04T${time}Z`);
const started = async (source: EventSource): Promise<string[]> =>
  (await bench.events(source)).filter(({ runs }) => runs === 1).map(({ dedupe_key: key }) => key.slice(-13, -8));
const leaseEnds = () => bench.pool.query(`update schedule_state set lease_until = now() - interval '1 second' where lease_until is not null`);
const stateOf = async (source: EventSource) =>
  (await bench.rows<Record<string, unknown>>(`select to_char(next_at at time zone 'UTC', 'HH24:MI') as next, waiting, note, failure from schedule_state where intake_source_id = $1`, [source.sourceId]))[0];
const finishRuns = () => bench.pool.query(`with q as (delete from run_queue returning run_id) update run set status = 'succeeded', finished_at = now() from q where id = q.run_id`);

describe('a planned time', () => {
  test('starts one run, with an event that tells planned and real time', async () => {
    const source = await hourly({ timeZone: 'Europe/Paris' });
    at('10:00:02');

    const next = await keeper().round();

    const [event] = await bench.events(source);
    expect(event).toMatchObject({ dedupe_key: `sched:${source.sourceId}:2026-05-04T10:00:00.000Z`, state: 'routed', channel: 'schedule', runs: 1 });
    expect(JSON.parse(event?.payload ?? '')).toEqual({
      nominalTime: '2026-05-04T10:00:00.000Z', scheduledAt: '2026-05-04T10:00:02.000Z', localTime: '2026-05-04T12:00:00+02:00', timeZone: 'Europe/Paris',
    });
    expect(next).toBe(59 * 60_000 + 58_000);
  });

  test('starts nothing before it has come', async () => {
    const source = await hourly();
    at('09:59:59');

    expect([await keeper().round(), await started(source)]).toEqual([1_000, []]);
  });

  test('starts nothing for a flow that is no longer deployed', async () => {
    const source = await hourly();
    await bench.pool.query('update subscription set active = false where intake_source_id = $1', [source.sourceId]);
    at('10:00');

    expect([await keeper().round(), await bench.events(source)]).toEqual([null, []]);
  });
});

describe('three hours away', () => {
  test.each([
    ['skip', [], 'from 2026-05-04T10:00:00+00:00 to 2026-05-04T12:00:00+00:00'],
    ['once', ['12:00'], 'from 2026-05-04T10:00:00+00:00 to 2026-05-04T11:00:00+00:00'],
    ['all', ['10:00', '11:00', '12:00'], null],
  ])('the policy %s starts %j', async (missed, expected, leftOut) => {
    const source = await hourly({ missed });
    at('12:30');

    await keeper().round();

    const state = await stateOf(source);
    expect([await started(source), state?.['next']]).toEqual([expected, '13:00']);
    if (leftOut === null) expect(state?.['note']).toBeNull();
    else expect(state?.['note']).toContain(leftOut);
  });

  test('runs that are made up for are numbered', async () => {
    const source = await hourly({ missed: 'all', maxCatchUp: 2 });
    at('12:30');

    await keeper().round();

    expect((await bench.events(source)).map(({ payload }) => JSON.parse(payload ?? '').sequence)).toEqual([1, 2]);
  });
});

describe('nothing starts twice and nothing is lost', () => {
  test('when two keepers look at the same moment', async () => {
    const sources = await Promise.all(Array.from({ length: 10 }, () => hourly({ missed: 'all' })));
    const keepers = WORKERS.map((workerId) => keeper({ workerId }));

    for (const time of ['10:00', '11:00:10', '15:00:10']) {
      at(time);
      await Promise.all(keepers.flatMap((each) => [each.round(), each.round()]));
    }

    for (const source of sources) expect(await started(source)).toEqual(['10:00', '11:00', '12:00', '13:00', '14:00', '15:00']);
  });

  test('when a keeper dies between the event and moving on', async () => {
    const source = await hourly();
    at('10:00');
    await expect(keeper({ pool: dyingAt(bench.pool, 'settle_schedule') }).round()).rejects.toThrow('died');
    const afterDeath = [await started(source), (await stateOf(source))?.['next']];

    await leaseEnds();
    at('10:00:30');
    await keeper({ workerId: WORKERS[1] }).round();

    expect(afterDeath).toEqual([['10:00'], '10:00']);
    expect([await started(source), (await stateOf(source))?.['next']]).toEqual([['10:00'], '11:00']);
  });

  test('when a keeper stands still past its lease and comes back', async () => {
    const source = await hourly();
    at('10:00');
    let goOn = (): void => undefined;
    const still = new Promise<void>((resolve) => (goOn = resolve));
    const accept: RoutedIntakeDesk['accept'] = async (...args) => (await still, bench.desk.accept(...args));
    const stalled = keeper({ desk: { accept } }).round();
    while (((await bench.rows<{ n: number }>('select count(*)::int as n from schedule_state where epoch = 1'))[0]?.n ?? 0) === 0);
    await leaseEnds();
    const other = keeper({ workerId: WORKERS[1] });
    await other.round();
    at('11:00');
    await other.round();

    goOn();
    await stalled;

    expect([await started(source), (await stateOf(source))?.['next']]).toEqual([['10:00', '11:00'], '12:00']);
  });

  test('when the clock is set back by an hour', async () => {
    const source = await hourly();
    for (const time of ['10:00', '11:00', '10:00:30', '10:30', '11:00:30', '12:00']) {
      at(time);
      await keeper().round();
    }

    expect(await started(source)).toEqual(['10:00', '11:00', '12:00']);
  });

  test('while a test without the dedupe key would see a second run', async () => {
    const source = await hourly();
    let copies = 0;
    const accept: RoutedIntakeDesk['accept'] = (event: TriggerEvent, ...rest) => bench.desk.accept({ ...event, dedupeKey: `${(copies += 1)}:${event.dedupeKey}` }, ...rest);
    at('10:00');
    await expect(keeper({ desk: { accept }, pool: dyingAt(bench.pool, 'settle_schedule') }).round()).rejects.toThrow('died');
    await leaseEnds();

    await keeper({ desk: { accept } }).round();

    expect(await started(source)).toEqual(['10:00', '10:00']);
  });
});

describe('while the former run is open', () => {
  test('parallel starts the next one', async () => {
    const source = await hourly({ overlap: 'parallel' });
    for (const time of ['10:00', '11:00']) {
      at(time);
      await keeper().round();
    }

    expect(await started(source)).toEqual(['10:00', '11:00']);
  });

  test('skip leaves the time out, on the shelf and with its reason, also when the keeper dies then', async () => {
    const source = await hourly({ overlap: 'skip' });
    at('10:00');
    await keeper().round();
    at('11:00');
    await expect(keeper({ pool: dyingAt(bench.pool, 'settle_schedule') }).round()).rejects.toThrow('died');
    await leaseEnds();
    await finishRuns();

    await keeper().round();
    at('12:00');
    await keeper().round();

    const leftOut = (await bench.events(source)).filter(({ runs }) => runs === 0);
    expect(await started(source)).toEqual(['10:00', '12:00']);
    expect(leftOut).toMatchObject([{ state: 'unrouted', reason: expect.stringContaining('The run before was still open at 2026-05-04T11:00:00+00:00') }]);
  });

  test('queue starts the times one by one, in order, as runs are settled', async () => {
    const source = await hourly({ overlap: 'queue', missed: 'all' });
    const seen: string[][] = [];
    for (const time of ['10:00', '11:00', '12:00', '12:01', '12:02']) {
      at(time);
      await keeper().round();
      seen.push(await started(source));
      if (time >= '12:00') await finishRuns();
    }

    expect(seen).toEqual([['10:00'], ['10:00'], ['10:00'], ['10:00', '11:00'], ['10:00', '11:00', '12:00']]);
    expect(await stateOf(source)).toMatchObject({ next: '13:00', waiting: [] });
  });
});

describe('a schedule that cannot be kept', () => {
  test('says so, starts nothing and is not hammered', async () => {
    const source = await hourly();
    await bench.pool.query(`update intake_source set settings = '{"cron": "0 25 * * *", "timeZone": "UTC"}' where id = $1`, [source.sourceId]);
    at('10:00');

    const next = await keeper().round();

    expect(await stateOf(source)).toMatchObject({ next: '10:00', failure: expect.stringContaining('is no cron expression') });
    expect([next, bench.troubles.length, await started(source)]).toEqual([15 * 60_000, 1, []]);
  });
});
