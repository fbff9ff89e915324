import { createHash, randomBytes } from 'node:crypto';
import type { Digest, Scheduler } from '@penstock/engine';
import { uuidv7, type Clock, type Ids, type Random } from '@penstock/kernel';

/** The only places that read the machine's clock, its entropy and its timers. */
export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

export const systemRandom: Random = { next: () => Math.random() };

/** UUIDv7 from a pool of random bytes: one system call for 256 ids. */
export function createSystemIds(clock: Clock = systemClock): Ids {
  const size = 10;
  let pool = randomBytes(size * 256);
  let offset = 0;
  return {
    next() {
      if (offset + size > pool.length) [pool, offset] = [randomBytes(size * 256), 0];
      const bytes = pool.subarray(offset, offset + size);
      offset += size;
      return uuidv7(clock.now(), bytes);
    },
  };
}

export const systemDigest: Digest = { sha256: (text) => createHash('sha256').update(text).digest('hex') };

export const systemScheduler: Scheduler = {
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
