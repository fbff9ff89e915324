/** Settings of the database that holds real work, for a machine of two cores and a few gigabytes. */
export const DURABLE_SETTINGS: readonly string[] = [
  // An acknowledged event is on disk: the platform's first promise rests on this line.
  'synchronous_commit=on',
  'shared_buffers=256MB',
  'max_connections=200',
  // Checkpoints by time, not by volume: full-page writes after each checkpoint are what slows intake down.
  'max_wal_size=2GB',
  'min_wal_size=256MB',
  'checkpoint_timeout=15min',
  'wal_compression=on',
  // Hot queue-like tables (runs, wake-ups) turn over within seconds.
  'autovacuum_naptime=15s',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  'idle_in_transaction_session_timeout=5min',
];

/** Settings of a database that lives for one test run: a crash may lose it. */
export const THROWAWAY_SETTINGS: readonly string[] = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'shared_buffers=128MB',
  'max_connections=200',
  'max_wal_size=1GB',
  'autovacuum_naptime=60s',
  'jit=off',
  'timezone=UTC',
  'log_checkpoints=off',
];
