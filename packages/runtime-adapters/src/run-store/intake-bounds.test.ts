import type { NewEvent } from '@penstock/engine';
import { defaultTimings } from '@penstock/engine';
import type { Pool } from 'pg';
import { createSystemIds } from '../system/system-ports';
import { StoreBusy } from './group-committer';
import { PostgresRunStore } from './postgres-run-store';

/** A store before a database that never answers. */
function stalledStore(clock: { now: number }): PostgresRunStore {
  const pool = { query: () => new Promise(() => undefined) } as unknown as Pool;
  const committer = { pause: async () => undefined, monotonic: () => clock.now };
  return new PostgresRunStore({ pool, workerId: 'worker', host: 'test', timings: defaultTimings, ids: createSystemIds(), committer });
}

const ids = createSystemIds();
const event = (bytes: number) =>
  ({ id: ids.next(), organizationId: 'o', environmentId: 'e', intakeSourceId: 's', path: 'p', channel: '', dedupeKey: ids.next(), payload: 'x'.repeat(bytes), labels: '{}', claim: false }) as NewEvent;
const MB = 1024 * 1024;
const isRefused = (answer: Promise<unknown>): Promise<boolean> =>
  Promise.race([
    answer.then(
      () => false,
      (error) => error instanceof StoreBusy,
    ),
    new Promise<false>((resolve) => setImmediate(() => resolve(false))),
  ]);

describe('the intake of a store whose database does not answer', () => {
  test('holds 64 MB of events and refuses the next one', async () => {
    const store = stalledStore({ now: 0 });

    const refused = await Promise.all(Array.from({ length: 65 }, () => isRefused(store.accept(event(MB - 2)))));

    expect(refused.lastIndexOf(false)).toBe(63);
  });

  test('refuses once an event has waited two seconds for its turn', async () => {
    const clock = { now: 0 };
    const store = stalledStore(clock);
    for (let slot = 0; slot < 3; slot += 1) await isRefused(store.accept(event(MB)));

    clock.now = 2_000;
    const before = await isRefused(store.accept(event(1)));
    clock.now = 2_001;
    const after = await isRefused(store.accept(event(1)));

    expect([before, after, store.isIntakeBusy]).toEqual([false, true, true]);
  });
});
