import type { Dispatcher, RunObserver } from '@penstock/engine';
import { BullmqDispatcher, createEnginePool, PostgresDispatcher, PostgresNotifications } from '@penstock/runtime-adapters';
import type { Pool } from 'pg';

/** Connections of the engine's own pool: two committers with two slots each, claims, look-ups, notifications. */
const POOL_SIZE = 8;
/** An answer that has not come by then never will (a router has forgotten the connection): the statement is repeated on another. */
const QUERY_TIMEOUT_MS = 5_000;

export interface EngineConnections {
  readonly pool: Pool;
  readonly notifications: PostgresNotifications;
  readonly dispatcher: Dispatcher;
}

/** What the engine reaches its database by, and the other processes: Redis where there is one, else the database. */
export function openEngineConnections(
  { databaseUrl, redisUrl }: { readonly databaseUrl: string; readonly redisUrl?: string | undefined },
  { trouble }: RunObserver,
): EngineConnections {
  const pool = createEnginePool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    application_name: 'penstock-engine',
    keepAlive: true,
    query_timeout: QUERY_TIMEOUT_MS,
    connectionTimeoutMillis: QUERY_TIMEOUT_MS,
  });
  pool.on('error', (error) => trouble('an idle database connection', error));
  const notifications = new PostgresNotifications(databaseUrl, pool, trouble);
  const dispatcher = redisUrl ? new BullmqDispatcher(redisUrl, trouble) : new PostgresDispatcher(notifications);
  return { pool, notifications, dispatcher };
}
