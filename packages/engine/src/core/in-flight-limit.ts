/**
 * How many runs a process should have in flight. Each one more makes all of them slower as soon as the processor is the
 * limit, and the remote side's slowness is hidden only by having more (measured beside a backlog of one flow: the other
 * flow's 99th percentile at 320 in flight is 2.3 times that at 128; a remote side that takes 2 s passes 64/s at 128).
 *
 * F1 Busy: fewer, down to `least`; they finish sooner and hold less memory.
 * F2 Idle although every place is taken: runs wait for somebody else; more, up to `most`.
 * F3 In between, or with places left: as it is.
 */
export interface InFlightBounds {
  readonly least: number;
  readonly most: number;
}

export interface ProcessLoad {
  /** Share of the last moments in which the process computed, 0 to 1. */
  readonly utilisation: number;
  /** No place was left for a run of any flow. */
  readonly isFull: boolean;
}

const BUSY = 0.85;
const IDLE = 0.6;
const GROWTH = 1.5;
const SHRINKAGE = 0.8;

export function nextInFlightLimit(limit: number, { utilisation, isFull }: ProcessLoad, { least, most }: InFlightBounds): number {
  if (utilisation >= BUSY) return Math.max(least, Math.floor(limit * SHRINKAGE));
  if (utilisation <= IDLE && isFull) return Math.min(most, Math.ceil(limit * GROWTH));
  return limit;
}
