import {
  defaultBreakerSettings,
  defaultLimiterSettings,
  defaultRetryBudget,
  type BreakerSettings,
  type LimiterSettings,
  type RetryBudget,
} from '@penstock/engine';

/** The times of the gate, in milliseconds; tests and the demo scale them down. */
export interface GateSettings {
  readonly breaker: BreakerSettings;
  readonly limiter: LimiterSettings;
  readonly retries: RetryBudget;
  /** Round of the gate: shared state is at most this old without a notification. */
  readonly refreshMs: number;
  /** A refusal is not answered from a state older than this. */
  readonly staleMs: number;
  /** A held run looks again after this long if nothing wakes it: the safety net of the wake-up, not its way. */
  readonly parkMs: number;
  /** Departures are reserved no further ahead. */
  readonly horizonMs: number;
  /** One reservation covers this much time, so that processes take turns. */
  readonly reserveMs: number;
  readonly slotTtlMs: number;
}

export const defaultGateSettings: GateSettings = {
  breaker: defaultBreakerSettings,
  limiter: defaultLimiterSettings,
  retries: defaultRetryBudget,
  refreshMs: 1_000,
  staleMs: 250,
  parkMs: 60_000,
  horizonMs: 250,
  reserveMs: 125,
  slotTtlMs: 5_000,
};
