/**
 * The rate of a connection as a schedule of departure times that all processes share (generic cell rate algorithm):
 * one number, the time of the next free departure, is all the state there is. A process reserves a few departures
 * ahead and uses each at its time.
 *
 * T1 Within any time T at most `burst + rate × T` departures are reserved, whoever reserves them.
 * T2 Nobody reserves further ahead than the horizon: a process that dies takes little with it.
 * T3 A 429 halves the rate and blocks until the time it names; the rate comes back linearly (AIMD).
 */
export interface RateLimiter {
  /** The rate learned from a 429 where none is set; null: not throttled lately. */
  readonly learnedRate: number | null;
  readonly factor: number;
  readonly throttledAt: number | null;
  readonly blockedUntil: number | null;
}

export const idleLimiter: RateLimiter = { learnedRate: null, factor: 1, throttledAt: null, blockedUntil: null };

export interface LimiterSettings {
  /** Added to the factor per second after a 429. */
  readonly recoveryPerSecond: number;
  readonly minFactor: number;
  /** Several 429s of one burst are one piece of news. */
  readonly settleMs: number;
  /** A learned rate is forgotten when it has grown to this multiple without another 429. */
  readonly learnedCap: number;
  /** How long after a 429 without Retry-After nothing is sent. */
  readonly defaultPauseMs: number;
}

export const defaultLimiterSettings: LimiterSettings = {
  recoveryPerSecond: 0.02,
  minFactor: 0.02,
  settleMs: 1_000,
  learnedCap: 2,
  defaultPauseMs: 1_000,
};

/** Departures per second now; null: no limit. */
export function rateNow(limiter: RateLimiter, setRate: number | null, moment: { now: number; settings: LimiterSettings }): number | null {
  const base = setRate ?? limiter.learnedRate;
  if (base === null) return null;
  const { now, settings } = moment;
  const cap = setRate === null ? settings.learnedCap : 1;
  const seconds = limiter.throttledAt === null ? Infinity : Math.max(0, now - limiter.throttledAt) / 1_000;
  const factor = Math.min(cap, limiter.factor + settings.recoveryPerSecond * seconds);
  return setRate === null && factor >= cap ? null : base * factor;
}

export interface Throttling {
  readonly now: number;
  readonly retryAfterMs: number | null;
  /** Calls per second just before, for connections without a set rate. */
  readonly observedRate: number;
  readonly setRate: number | null;
  readonly settings: LimiterSettings;
}

/** T3. */
export function throttled(limiter: RateLimiter, throttling: Throttling): RateLimiter {
  const { now, retryAfterMs, observedRate, setRate, settings } = throttling;
  const blockedUntil = Math.max(limiter.blockedUntil ?? 0, now + (retryAfterMs ?? settings.defaultPauseMs));
  if (limiter.throttledAt !== null && now - limiter.throttledAt < settings.settleMs) return { ...limiter, blockedUntil };
  const current = rateNow(limiter, setRate, { now, settings });
  const learnedRate = setRate === null ? (limiter.learnedRate !== null && current !== null ? limiter.learnedRate : Math.max(1, observedRate)) : null;
  const base = setRate ?? learnedRate ?? 1;
  // While the pause lasts the factor stands still: recovery is counted from its end.
  return { learnedRate, factor: Math.max(settings.minFactor, (current ?? base) / base / 2), throttledAt: blockedUntil, blockedUntil };
}

export interface Departures {
  /** Milliseconds from now until the first one; negative: usable at once. */
  readonly startInMs: number;
  readonly count: number;
  readonly intervalMs: number;
}

export interface DepartureRequest {
  readonly now: number;
  readonly rate: number;
  readonly burst: number;
  readonly wanted: number;
  readonly horizonMs: number;
}

/** T1, T2. `nextAt`: the next free departure of the shared schedule. The statement `reserve_departures` does the same. */
export function reserveDepartures(nextAt: number, request: DepartureRequest): { readonly nextAt: number; readonly departures: Departures } {
  const { now, rate, burst, wanted, horizonMs } = request;
  const intervalMs = 1_000 / rate;
  const start = Math.max(nextAt, now - (burst - 1) * intervalMs);
  const free = Math.ceil((now + horizonMs - start) / intervalMs);
  const count = Math.max(0, Math.min(wanted, free));
  return { nextAt: count > 0 ? start + count * intervalMs : nextAt, departures: { startInMs: start - now, count, intervalMs } };
}
