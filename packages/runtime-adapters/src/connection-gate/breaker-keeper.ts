import {
  isFailing,
  isRampOver,
  nextBreaker,
  throttled,
  wakeRamp,
  wakesPerSecond,
  type BreakerEvent,
  type FailureRecord,
  type SharedWeather,
} from '@penstock/engine';
import { messageOf, type ConnectionId } from '@penstock/kernel';
import type { GateSettings } from './gate-settings';
import type { KnownConnection } from './known-connection';
import type { GateParts } from './shared-connection-gate';

/** Asks the remote side with the connection's harmless read; never anything that moves money. */
export type Probe = (weather: SharedWeather) => Promise<{ readonly isWell: boolean; readonly failure?: FailureRecord | undefined }>;

/**
 * Moves breakers: decides by the pure table, writes by compare-and-set, sends the probes this process wins, and wakes
 * the parked runs when one succeeds. A process that dies in between leaves a half-open breaker whose lease ends, or
 * parked runs that come back by their own time.
 */
export class BreakerKeeper {
  constructor(
    private readonly parts: GateParts,
    private readonly settings: GateSettings,
    private readonly knownOf: (id: ConnectionId) => KnownConnection | undefined,
  ) {}

  failed(known: KnownConnection, failure: FailureRecord): void {
    if (failure.class === 'auth') return this.move(known, 'credentials-refused', failure);
    const own = known.window.counts(this.parts.clock.now());
    const { elsewhere } = known.weather;
    const counts = { calls: own.calls + elsewhere.calls, failures: own.failures + elsewhere.failures };
    if (isFailing(counts, this.settings.breaker)) this.move(known, 'failing', failure);
  }

  throttled(known: KnownConnection, failure: FailureRecord): void {
    const { store, clock, trouble, tell } = this.parts;
    const now = clock.now();
    const { weather } = known;
    const limiter = throttled(weather.limiter, {
      now,
      retryAfterMs: failure.retryAfterMs ?? null,
      observedRate: known.observedRate(now),
      setRate: weather.limits.ratePerSecond,
      settings: this.settings.limiter,
    });
    known.weather = { ...weather, limiter };
    known.turnstile.forgetDepartures();
    known.judgeRoad();
    store
      .throttle({ connectionId: known.id, limiterVersion: weather.limiterVersion, to: limiter })
      .then(() => tell?.(known.id))
      .catch((error: unknown) => trouble('storing the pause that a remote side asked for', error));
  }

  async round(all: readonly KnownConnection[]): Promise<void> {
    const { clock, store, trouble, probe } = this.parts;
    for (const known of all) {
      if (isRampOver(known.weather.breaker, clock.now(), this.settings.breaker)) this.move(known, 'ramp-ended', null);
      await this.wakeStragglers(known);
    }
    if (!probe) return;
    try {
      for (const won of await store.winDueProbes(this.settings.breaker.probeLeaseMs)) void this.sendProbe(won, probe);
    } catch (error) {
      trouble('looking for connections to ask again', error);
    }
  }

  /** The own process stops sending at once; the others when the write has succeeded. */
  private move(known: KnownConnection, event: BreakerEvent, failure: FailureRecord | null): void {
    const { clock, random, store, trouble } = this.parts;
    if (known.isMoving) return;
    const to = nextBreaker(known.weather.breaker, event, { now: clock.now(), random: random.next(), settings: this.settings.breaker });
    if (!to) return;
    const { version } = known.weather;
    known.isMoving = true;
    known.weather = { ...known.weather, breaker: to };
    known.window.clear();
    known.judgeRoad();
    if (to.state === 'open') {
      const reason = to.cause === 'credentials' ? 'credentials' : 'breaker';
      known.turnstile.refuseAll(reason, () => Math.ceil(this.settings.parkMs * (0.5 + random.next())));
    }
    store
      .moveBreaker({ connectionId: known.id, version, to, failure })
      .then(async (moved) => {
        known.isMoving = false;
        // Another process was faster: its state counts.
        const [actual] = moved ? [moved] : await store.load([known.id]);
        if (actual) known.apply(actual);
        this.tell(known.id);
      })
      .catch((error: unknown) => trouble('storing the state of a breaker', error))
      .finally(() => (known.isMoving = false));
  }

  private async sendProbe(won: SharedWeather, probe: Probe): Promise<void> {
    const { store, trouble } = this.parts;
    this.knownOf(won.connectionId)?.apply(won);
    this.tell(won.connectionId);
    try {
      const { isWell, failure } = await probe(won).catch((thrown: unknown) => ({ isWell: false, failure: probeFailure(thrown) }));
      const moved = await this.settle(won, isWell ? 'probe-succeeded' : 'probe-failed', failure ?? null);
      if (!moved) return;
      this.knownOf(won.connectionId)?.apply(moved);
      this.tell(won.connectionId);
      if (isWell && !moved.hold) await this.wake(store, moved);
    } catch (error) {
      trouble('asking a connection whether it is back', error);
    }
  }

  private settle(won: SharedWeather, event: BreakerEvent, failure: FailureRecord | null): Promise<SharedWeather | null> {
    const { clock, random, store } = this.parts;
    const to = nextBreaker(won.breaker, event, { now: clock.now(), random: random.next(), settings: this.settings.breaker });
    return to ? store.moveBreaker({ connectionId: won.connectionId, version: won.version, to, failure }) : Promise.resolve(null);
  }

  private async wake(store: GateParts['store'], { connectionId, limits }: SharedWeather): Promise<void> {
    const woken = await store.wakeRuns({ connectionId, stretches: wakeRamp(wakesPerSecond(limits), this.settings.breaker) });
    if (woken > 0) this.parts.onWoken?.();
  }

  /**
   * Runs that were refused just before the road was open and parked just after the others were woken, and all of them
   * when the process that won the probe ended before it woke any: without this they would sleep for `parkMs`. The time
   * from one wake to the next doubles: a run that is held for want of room in the slow start is woken a few times only.
   */
  private async wakeStragglers(known: KnownConnection): Promise<void> {
    const { clock, store, trouble } = this.parts;
    const now = clock.now();
    const sinceMs = now - known.reopenedAt;
    if (sinceMs > STRAGGLE_PARKS * this.settings.parkMs || known.closure(now)) return;
    if (sinceMs < this.settings.refreshMs * (2 ** known.stragglerWakes - 1)) return;
    known.stragglerWakes += 1;
    await this.wake(store, known.weather).catch((error: unknown) => trouble('waking runs that were held a moment too long', error));
  }

  private tell(connectionId: ConnectionId): void {
    this.parts.tell?.(connectionId);
  }
}

/** The longest hold, in parking times. */
const STRAGGLE_PARKS = 1.5;

const probeFailure = (thrown: unknown): FailureRecord => ({ class: 'ambiguous', code: 'PROBE_FAILED', message: messageOf(thrown) });
