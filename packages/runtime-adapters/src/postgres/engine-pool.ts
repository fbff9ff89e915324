import { Pool, type PoolConfig, type QueryConfig } from 'pg';
import { arrayText, type ArrayElement } from './array-text';

/** A connection pool for the engine's batched statements: their array parameters are encoded the fast way. */
export function createEnginePool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  const query = pool.query.bind(pool) as (config: QueryConfig) => Promise<unknown>;
  const encoded = (statement: string | QueryConfig, values?: unknown[]) => query(withArrayTexts(statement, values));
  return Object.assign(pool, { query: encoded as Pool['query'] });
}

function withArrayTexts(statement: string | QueryConfig, values: unknown[] | undefined): QueryConfig {
  const config = typeof statement === 'string' ? { text: statement, ...(values && { values }) } : statement;
  if (!config.values?.some(Array.isArray)) return config;
  return { ...config, values: config.values.map((value: unknown) => (Array.isArray(value) ? arrayText(value as ArrayElement[]) : value)) };
}
