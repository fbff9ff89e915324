import type { MaintenanceWindow } from './maintenance';

/** What a person sets for a connection; null: no limit. */
export interface ConnectionLimits {
  readonly maxConcurrent: number | null;
  readonly ratePerSecond: number | null;
  /** Calls that may leave together after a quiet moment; within any time T at most `burst + ratePerSecond × T` leave. */
  readonly burst: number | null;
  /** A shorter wait is waited for in memory, a longer one parks the run. */
  readonly holdMs: number;
  readonly maintenance: readonly MaintenanceWindow[];
}

export const DEFAULT_HOLD_MS = 250;
export const noLimits: ConnectionLimits = { maxConcurrent: null, ratePerSecond: null, burst: null, holdMs: DEFAULT_HOLD_MS, maintenance: [] };

/** Calls in flight at full load where no limit is set: what the slow start takes its shares of. */
export const NORMAL_CONCURRENCY = 64;
/** Parked runs woken each second at full load where no rate is set. */
export const NORMAL_WAKES_PER_SECOND = 100;

/** Calls that may be in flight now over all processes; null: as many as come. */
export function concurrencyNow(limits: ConnectionLimits, share: number): number | null {
  if (share >= 1) return limits.maxConcurrent;
  return Math.max(1, Math.floor((limits.maxConcurrent ?? NORMAL_CONCURRENCY) * share));
}

export const wakesPerSecond = (limits: ConnectionLimits): number => limits.ratePerSecond ?? NORMAL_WAKES_PER_SECOND;
