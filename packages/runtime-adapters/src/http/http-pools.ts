import { Pool } from 'undici';
import { createGuardedLookup } from './address-guard';

/** Keep-alive connections shared by all HTTP clients of a process. One instance per process. */
export interface HttpPools {
  /** The pool of an origin; connections that may reach private addresses never mix with those that may not. */
  pool(origin: string, options: { readonly allowPrivate: boolean }): Pool;
  close(): Promise<void>;
}

export interface HttpPoolsOptions {
  /** Open connections per origin. */
  readonly connections?: number;
  readonly connectTimeoutMs?: number;
}

export function createHttpPools({ connections = 64, connectTimeoutMs = 10_000 }: HttpPoolsOptions = {}): HttpPools {
  const pools = new Map<string, Pool>();
  return {
    pool(origin, { allowPrivate }) {
      const key = `${origin} ${String(allowPrivate)}`;
      const known = pools.get(key);
      if (known) return known;

      const pool = new Pool(origin, {
        connections,
        // One request at a time per connection: with pipelining, a reset would leave several writes in doubt.
        pipelining: 1,
        // The client counts one deadline over the whole exchange.
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: { timeout: connectTimeoutMs, lookup: createGuardedLookup(allowPrivate) },
      });
      pools.set(key, pool);
      return pool;
    },
    async close() {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map((pool) => pool.destroy()));
    },
  };
}
