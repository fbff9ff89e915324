import { createDataSource, createRequestDataSource, UnitOfWork } from '@penstock/database';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { manualClock } from '@penstock/kernel';
import type { DataSource } from 'typeorm';
import { AttemptThrottle } from './attempt-throttle';

/** Two API processes on one database. */
let database: TestDatabase;
let sources: DataSource[];
const clock = manualClock(Date.parse('2026-11-01T10:00:00Z'));
let kinds = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  sources = await Promise.all([createDataSource(database.url).initialize(), createRequestDataSource(database.url).initialize()]);
}, 30_000);
afterAll(async () => {
  for (const source of sources) await source.destroy();
  await database.drop();
});

function twoProcesses(maxFailures = 2): readonly [AttemptThrottle, AttemptThrottle] {
  const limits = { kind: `test-${(kinds += 1)}`, maxFailures, windowMs: 60_000 };
  const [owner, requests] = sources as [DataSource, DataSource];
  const aProcess = () => new AttemptThrottle(new UnitOfWork(owner, requests), clock, limits);
  return [aProcess(), aProcess()];
}

describe('attempts', () => {
  test('are counted together by all processes', async () => {
    const [one, other] = twoProcesses();

    const waits = [await one.reserve('a'), await other.reserve('a'), await one.reserve('a'), await other.reserve('a'), await one.reserve('b')];

    expect(waits).toEqual([undefined, undefined, 60, 60, undefined]);
  });

  test('of the same moment get no more chances than those one by one', async () => {
    const [one, other] = twoProcesses(5);

    const waits = await Promise.all(Array.from({ length: 40 }, (_, number) => (number % 2 ? one : other).reserve('a')));

    expect(waits.filter((wait) => wait === undefined)).toHaveLength(5);
  });

  test('are over when the window has passed, and waiting does not begin anew with every try', async () => {
    const [one] = twoProcesses();
    await one.reserve('a');
    await one.reserve('a');
    clock.advance(50_000);
    const waiting = await one.reserve('a');

    clock.advance(10_000);

    expect([waiting, await one.reserve('a')]).toEqual([10, undefined]);
  });

  test('are given back when they were none', async () => {
    const [one, other] = twoProcesses();
    await one.reserve('a');
    await one.reserve('a');

    await other.release('a');

    expect([await one.reserve('a'), await one.reserve('a')]).toEqual([undefined, 60]);
  });

  test('are forgotten on request', async () => {
    const [one, other] = twoProcesses();
    await one.reserve('a');
    await one.reserve('a');

    await other.forget('a');

    expect(await one.reserve('a')).toBeUndefined();
  });

  test('name nobody in the table, and do not stay there', async () => {
    const [one] = twoProcesses();
    await one.reserve('ann@home.example');
    clock.advance(120_000);

    for (let number = 0; number < 10; number += 1) await one.reserve(`later ${number}`);

    const rows = await (sources[0] as DataSource).query<{ key: string; until: Date }[]>('select key, until from attempt_count');
    expect(rows.filter(({ key, until }) => key.includes('ann') || until.getTime() < clock.now())).toEqual([]);
  });
});
