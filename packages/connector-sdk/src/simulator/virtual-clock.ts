import type { Clock } from '@penstock/kernel';

/** A wall clock that can be moved ahead of, or behind, the clock it rests on. Monotonic time is never touched. */
export interface VirtualClock extends Clock {
  advance(ms: number): void;
  setNow(ms: number): void;
  /** Back to the clock it rests on. */
  follow(): void;
}

export function createVirtualClock(base: Clock = systemClock): VirtualClock {
  let offsetMs = 0;
  return {
    now: () => base.now() + offsetMs,
    monotonic: () => base.monotonic(),
    advance(ms) {
      offsetMs += ms;
    },
    setNow(ms) {
      offsetMs = ms - base.now();
    },
    follow() {
      offsetMs = 0;
    },
  };
}

/** The machine's clock. Simulators are programs of their own, so they may read it. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
