import type { Clock, Ids, Random } from './ports';
import { uuidv7 } from './uuid';

export interface ManualClock extends Clock {
  advance(ms: number): void;
  /** Moves the wall clock only, as a correction by a time server does; may go backwards. */
  setWallClock(ms: number): void;
}

/** A clock that stands still until it is moved. */
export function manualClock(startMs = 0): ManualClock {
  let wall = startMs;
  let elapsed = 0;
  return {
    now: () => wall,
    monotonic: () => elapsed,
    advance: (ms) => {
      wall += ms;
      elapsed += ms;
    },
    setWallClock: (ms) => {
      wall = ms;
    },
  };
}

/** Valid UUIDv7 texts that count up from 1: `00000000-0001-7000-8000-000000000000`. */
export function sequentialIds(): Ids {
  let last = 0;
  const noRandomness = new Uint8Array(10);
  return {
    next: () => {
      last += 1;
      return uuidv7(last, noRandomness);
    },
  };
}

/** Mulberry32: the same numbers for the same seed, everywhere. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}
