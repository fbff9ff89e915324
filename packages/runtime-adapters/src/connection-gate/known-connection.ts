import { CallWindow, closedBreaker, compileMaintenance, idleLimiter, isCountedFailure, letsThrough, noLimits, type FailureRecord, type HoldReason, type MaintenanceCalendar, type SharedWeather } from '@penstock/engine';
import type { ConnectionId, OrganizationId } from '@penstock/kernel';
import { Turnstile, type TurnstileParts } from './turnstile';

/** How much of the past the rate of a connection is learned from after a 429. */
const OBSERVED_MS = 5_000;

/** One connection as this process knows it: the last shared state, and what its own calls were answered. */
export class KnownConnection {
  weather: SharedWeather;
  loadedAt = -Infinity;
  /** When this process saw that the connection lets calls through again, by the wall clock. At first sight as well: the process that was before it may have ended before it woke anybody. */
  reopenedAt = -Infinity;
  /** How often those held a moment too long were woken since then. */
  stragglerWakes = 0;
  loading: Promise<void> | undefined;
  /** A move of the breaker is being written: older states that are read meanwhile do not count. */
  isMoving = false;
  /** Nothing can hold a call: the fast path. */
  isOpenRoad = false;
  hasNewAnswers = false;
  readonly window: CallWindow;
  readonly turnstile: Turnstile;
  private readonly observed = new CallWindow(OBSERVED_MS);
  private calendar: MaintenanceCalendar | undefined;

  constructor(
    readonly id: ConnectionId,
    readonly organizationId: OrganizationId,
    private readonly parts: Omit<TurnstileParts, 'weather'>,
  ) {
    // N2: until the shared state was read once, nothing is known against the connection.
    this.weather = { connectionId: id, organizationId, version: 0, breaker: closedBreaker, hold: null, limiter: idleLimiter, limiterVersion: 0, limits: noLimits, elsewhere: { calls: 0, failures: 0 } };
    this.window = new CallWindow(parts.settings.breaker.windowMs);
    this.turnstile = new Turnstile({ ...parts, weather: () => this.weather });
    this.judgeRoad();
  }

  /** Takes over what was read, unless it is older than what this process knows. */
  apply(weather: SharedWeather): void {
    if (weather.version < this.weather.version || this.isMoving) return;
    if (weather.version > this.weather.version) this.window.clear();
    if (weather.limiterVersion > this.weather.limiterVersion) this.turnstile.forgetDepartures();
    const now = this.parts.clock.now();
    const wasClosed = this.loadedAt === -Infinity || this.closure(now) !== null;
    this.weather = weather;
    this.loadedAt = this.parts.clock.monotonic();
    this.calendar = this.calendarOf(weather);
    if (wasClosed && this.closure(now) === null) [this.reopenedAt, this.stragglerWakes] = [now, 0];
    this.judgeRoad();
  }

  recordAnswer(failure: FailureRecord | null, now: number): boolean {
    const isCounted = failure !== null && isCountedFailure(failure);
    this.window.recordAnswer(now, isCounted);
    this.observed.recordAnswer(now, false);
    this.hasNewAnswers = true;
    return isCounted;
  }

  /** Calls per second of all processes just before. */
  observedRate(now: number): number {
    const { elsewhere } = this.weather;
    return (this.observed.counts(now).calls * 1_000) / OBSERVED_MS + (elsewhere.calls * 1_000) / this.parts.settings.breaker.windowMs;
  }

  /** What holds every call of this connection now, apart from its limits. */
  closure(now: number): { readonly reason: HoldReason; readonly untilMs: number | null } | null {
    const { breaker, hold } = this.weather;
    if (hold) return { reason: 'maintenance', untilMs: null };
    const closing = this.calendar?.current(now);
    if (closing) return { reason: 'maintenance', untilMs: closing.to };
    if (letsThrough(breaker.state)) return null;
    return { reason: breaker.cause === 'credentials' ? 'credentials' : 'breaker', untilMs: null };
  }

  judgeRoad(): void {
    const { breaker, hold, limits, limiter } = this.weather;
    const isLimited = limits.maxConcurrent !== null || limits.ratePerSecond !== null || limits.maintenance.length > 0;
    this.isOpenRoad = breaker.state === 'closed' && hold === null && !isLimited && limiter.throttledAt === null;
  }

  private calendarOf({ limits }: SharedWeather): MaintenanceCalendar | undefined {
    if (limits.maintenance.length === 0) return undefined;
    try {
      return compileMaintenance(limits.maintenance);
    } catch (error) {
      // Saved limits are checked; a zone that this machine does not know must not stop every call.
      this.parts.trouble('reading a maintenance calendar', error);
      return undefined;
    }
  }
}
