import { createTestDatabase, seedSource, type TestDatabase } from '@penstock/database/testing';
import { defaultTimings } from '@penstock/engine';
import { invariant, type Clock } from '@penstock/kernel';
import { createSystemIds, pause, PostgresRunStore, systemClock } from '@penstock/runtime-adapters';
import { Pool } from 'pg';
import { RoutedIntakeDesk, type EventSource } from '../intake-desk';
import { RouteTable } from '../route-table';
import { TriggerShelf } from '../triggers/shelf';

/** Everything between a trigger and the tables, on a database of its own: real store, real desk, no worker. */
export interface TriggerBench {
  readonly pool: Pool;
  readonly desk: RoutedIntakeDesk;
  readonly shelf: TriggerShelf;
  readonly clock: SetClock;
  readonly troubles: unknown[];
  readonly observer: { runChanged(): void; trouble(what: string, error: unknown): void };
  /** A source with one deployed flow. */
  source(kind: SourceKind): Promise<EventSource>;
  events(source: EventSource): Promise<StoredRow[]>;
  rows<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface SourceKind {
  readonly connector: string;
  readonly trigger: string;
  readonly settings: unknown;
}

export interface StoredRow {
  readonly dedupe_key: string;
  readonly state: string;
  readonly reason: string | null;
  readonly channel: string;
  readonly payload: string | null;
  readonly runs: number;
}

export interface SetClock extends Clock {
  set(text: string): void;
}

export async function openTriggerBench(): Promise<TriggerBench> {
  const database: TestDatabase = await createTestDatabase();
  const pool = new Pool({ connectionString: database.url, max: 6 });
  const ids = createSystemIds();
  const troubles: unknown[] = [];
  const observer = { runChanged: () => undefined, responded: () => undefined, trouble: (_what: string, error: unknown) => void troubles.push(error) };
  const committer = { pause, monotonic: () => systemClock.monotonic() };
  const store = new PostgresRunStore({ pool, workerId: ids.next(), host: 'test', timings: defaultTimings, ids, committer });
  const dispatcher = { announce: () => undefined, onHint: () => undefined, subscribe: () => undefined, close: async () => undefined } as never;
  const routes = new RouteTable(pool, { read: async () => undefined });
  const clock = aClock();
  const desk = new RoutedIntakeDesk({ routes, store, dispatcher, ids, clock, observer, worker: undefined });
  const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => (await pool.query(text, values)).rows as Row[];
  return {
    pool,
    desk,
    shelf: new TriggerShelf(pool, ids),
    clock,
    troubles,
    observer,
    rows,
    async source({ connector, trigger, settings }) {
      const seeded = await seedSource(pool, ids, 1);
      const path = `without-address.${seeded.intakeSourceId}`;
      await pool.query('update intake_source set path = $2, connector = $3, trigger = $4, settings = $5 where id = $1', [
        seeded.intakeSourceId, path, connector, trigger, JSON.stringify(settings),
      ]);
      return { organizationId: seeded.organizationId, environmentId: seeded.environmentId, sourceId: seeded.intakeSourceId, path };
    },
    events: (source) =>
      rows<StoredRow>(
        `select e.dedupe_key, e.state, e.reason, e.channel, e.payload, (select count(*)::int from run r where r.event_id = e.id) as runs
         from event e where e.intake_source_id = $1 order by e.dedupe_key, e.id`,
        [source.sourceId],
      ),
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

function aClock(): SetClock {
  let now: number | undefined;
  return {
    now() {
      invariant(now !== undefined, 'the test set its clock');
      return now;
    },
    monotonic: () => systemClock.monotonic(),
    set: (text) => void (now = Date.parse(text)),
  };
}

/** A process that dies at a statement: the statement is not carried out, and nothing of the process runs afterwards. */
export function dyingAt(pool: Pool, statement: string): Pool {
  let isDead = false;
  const query = (...args: unknown[]): unknown => {
    const name = (args[0] as { name?: string } | undefined)?.name;
    isDead ||= name === statement;
    if (isDead) return Promise.reject(new ProcessDied('the process died here'));
    return (pool.query as (...all: unknown[]) => unknown).apply(pool, args);
  };
  return { query } as unknown as Pool;
}

class ProcessDied extends Error {}
