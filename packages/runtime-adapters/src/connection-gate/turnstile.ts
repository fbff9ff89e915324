import { concurrencyNow, loadShare, rateNow, type Cancel, type HoldReason, type Scheduler, type SharedWeather, type WeatherStore } from '@penstock/engine';
import type { Clock } from '@penstock/kernel';
import type { GateSettings } from './gate-settings';

export type Passage = { readonly kind: 'go' } | { readonly kind: 'hold'; readonly reason: HoldReason; readonly waitMs: number };

export interface TurnstileParts {
  readonly store: Pick<WeatherStore, 'reserve' | 'takeSlots'>;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly settings: GateSettings;
  readonly trouble: (what: string, error: unknown) => void;
  /** The last known shared state of the connection. */
  readonly weather: () => SharedWeather;
}

interface Waiter {
  readonly settle: (passage: Passage) => void;
  readonly giveUp: Cancel;
}

/** What this process may use of the shared limits. */
interface Reserved {
  nextAt: number;
  left: number;
  intervalMs: number;
}

/** Calls in flight per second and slot that the pace of held runs assumes where no rate is set. */
const TURNS_PER_SLOT = 4;
const MAX_HOLD_MS = 60_000;
const ASK_AGAIN_MS = 50;

/**
 * Rate and concurrency of one connection in this process. Departures and slots come from the shared state in advance;
 * callers pass in the order they came.
 *
 * U1 A departure is used at its time or shortly after, never before; late ones do not bunch.
 * U2 A slot is used only while its grant surely holds: the grant's end is counted from before it was asked for.
 * U3 Who waits longer than the connection's `holdMs` is answered `hold`, with a time spread over the rate.
 */
export class Turnstile {
  private readonly queue: Waiter[] = [];
  private readonly departures: Reserved = { nextAt: 0, left: 0, intervalMs: 0 };
  private lastDeparture = -Infinity;
  private inUse = 0;
  private peak = 0;
  private granted = 0;
  private grantedUntil = 0;
  private isStarving = false;
  private isAsking = false;
  private askedAt = -Infinity;
  /** Nothing is free earlier: no reservation is asked for before. */
  private nextReservationAt = -Infinity;
  private usedLately = 0;
  private heldUntil = 0;
  private cancelTimer: Cancel | undefined;

  constructor(private readonly parts: TurnstileParts) {}

  /** Does anything limit this connection now? */
  isNeeded(now: number): boolean {
    const { limit, rate } = this.limits(now);
    return limit !== null || rate !== null || this.blockedForMs(now) > 0;
  }

  /** A passage that can be given at once is given at once. */
  pass(): Promise<Passage> | Passage {
    const { holdMs } = this.parts.weather().limits;
    const wait = this.expectedWaitMs();
    if (wait > holdMs) return this.held(this.lack() ?? 'rate');
    if (this.queue.length === 0 && this.lack() === null) return this.go();
    return new Promise((resolve) => {
      const waiter: Waiter = { settle: resolve, giveUp: this.parts.scheduler.after(holdMs, () => this.giveUp(waiter)) };
      this.queue.push(waiter);
      this.pump();
    });
  }

  leave(): void {
    this.inUse -= 1;
    if (this.isStarving) this.returnSlots();
    this.pump();
  }

  /** Nobody passes any more: the breaker opened or a person holds the connection. */
  refuseAll(reason: HoldReason, waitMs: () => number): void {
    for (const waiter of this.queue.splice(0)) {
      waiter.giveUp();
      waiter.settle({ kind: 'hold', reason, waitMs: waitMs() });
    }
  }

  /** After a 429 what was reserved at the old rate is void. */
  forgetDepartures(): void {
    this.departures.left = 0;
  }

  /** Renews the slots that are in use and gives back the others. */
  async round(): Promise<void> {
    const { limit } = this.limits(this.parts.clock.now());
    this.usedLately = 0;
    if (this.granted === 0 && this.inUse === 0 && this.queue.length === 0) return;
    if (limit !== null || this.granted > 0) await this.askSlots(limit ?? 0);
    this.peak = this.inUse;
  }

  stop(): void {
    this.cancelTimer?.();
    this.refuseAll('concurrency', () => 0);
  }

  private limits(now: number): { readonly limit: number | null; readonly rate: number | null } {
    const { breaker, limits, limiter } = this.parts.weather();
    const { settings } = this.parts;
    return {
      limit: concurrencyNow(limits, loadShare(breaker, now, settings.breaker)),
      rate: rateNow(limiter, limits.ratePerSecond, { now, settings: settings.limiter }),
    };
  }

  private blockedForMs(now: number): number {
    return Math.max(0, (this.parts.weather().limiter.blockedUntil ?? 0) - now);
  }

  /** What keeps the next caller from passing now; null: nothing. */
  private lack(): 'rate' | 'concurrency' | null {
    const [wall, now] = [this.parts.clock.now(), this.parts.clock.monotonic()];
    const { limit, rate } = this.limits(wall);
    if (this.blockedForMs(wall) > 0) return 'rate';
    if (limit !== null && (this.inUse >= Math.min(limit, this.granted) || now >= this.grantedUntil)) return 'concurrency';
    if (rate === null) return null;
    this.dropLate(now);
    return this.departures.left > 0 && this.departureAt() <= now ? null : 'rate';
  }

  /** U1: without a burst, departures keep their distance even when the process was busy at their time. */
  private departureAt(): number {
    const { nextAt, intervalMs } = this.departures;
    return this.burst === 1 ? Math.max(nextAt, this.lastDeparture + intervalMs) : nextAt;
  }

  /** Half of the burst is for the shared schedule, half for departures that are used late. */
  private dropLate(now: number): void {
    const { departures } = this;
    const slack = Math.max(1, this.burst - this.sharedBurst) * departures.intervalMs;
    while (departures.left > 0 && departures.nextAt + slack < now) {
      departures.left -= 1;
      departures.nextAt += departures.intervalMs;
    }
  }
  private get burst(): number {
    return Math.max(1, this.parts.weather().limits.burst ?? 1);
  }
  private get sharedBurst(): number {
    return 1 + Math.floor((this.burst - 1) / 2);
  }

  private go(): Passage {
    const now = this.parts.clock.monotonic();
    const { departures } = this;
    if (departures.left > 0) {
      departures.left -= 1;
      departures.nextAt += departures.intervalMs;
      this.lastDeparture = now;
    }
    this.usedLately += 1;
    this.inUse += 1;
    this.peak = Math.max(this.peak, this.inUse);
    return { kind: 'go' };
  }

  private pump(): void {
    while (this.queue.length > 0) {
      const lack = this.lack();
      if (lack !== null) return this.seek(lack);
      const waiter = this.queue.shift() as Waiter;
      waiter.giveUp();
      waiter.settle(this.go());
    }
  }

  private seek(lack: 'rate' | 'concurrency'): void {
    const [wall, now] = [this.parts.clock.now(), this.parts.clock.monotonic()];
    const blocked = this.blockedForMs(wall);
    if (blocked > 0) return this.pumpIn(blocked);
    if (lack === 'rate' && this.departures.left > 0) return this.pumpIn(this.departureAt() - now);
    const pause = this.askedAt + ASK_AGAIN_MS - now;
    if (this.isAsking) return;
    const wait = lack === 'rate' ? this.nextReservationAt - now : pause;
    if (wait > 0) return this.pumpIn(wait);
    void (lack === 'rate' ? this.askDepartures() : this.askSlots(this.limits(wall).limit ?? 0)).then(() => this.pump());
  }

  private pumpIn(delayMs: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.parts.scheduler.after(Math.max(1, Math.ceil(delayMs)), () => this.pump());
  }

  private async askDepartures(): Promise<void> {
    const { store, clock, settings, weather } = this.parts;
    const { rate } = this.limits(clock.now());
    if (rate === null || this.isAsking) return;
    this.isAsking = true;
    const mostAtOnce = Math.max(1, Math.floor((rate * settings.reserveMs) / 1_000));
    try {
      const { startInMs, count, intervalMs } = await store.reserve({
        connectionId: weather().connectionId,
        rate,
        burst: this.sharedBurst,
        wanted: Math.min(mostAtOnce, Math.max(this.queue.length, this.usedLately)),
        horizonMs: Math.max(settings.horizonMs, 1_000 / rate),
      });
      this.departures.left = count;
      this.departures.intervalMs = intervalMs;
      // The answer may come late; what is counted from its arrival can only be later than the shared schedule.
      this.departures.nextAt = clock.monotonic() + startInMs;
      this.isAsking = false;
      if (count === 0) this.nextReservationAt = clock.monotonic() + Math.max(1, startInMs - settings.horizonMs);
    } catch (error) {
      this.failAsking('reserving departures of a connection', error);
    }
  }

  private async askSlots(limit: number): Promise<void> {
    const { store, clock, settings, weather } = this.parts;
    if (this.isAsking) return;
    this.isAsking = true;
    const askedAt = clock.monotonic();
    this.askedAt = askedAt;
    const wanted = Math.min(limit, Math.max(this.inUse + this.queue.length, this.peak));
    try {
      const request = { connectionId: weather().connectionId, limit, wanted, inUse: this.inUse, ttlMs: settings.slotTtlMs };
      const { granted, starved } = await store.takeSlots(request);
      this.granted = granted;
      this.isStarving = starved;
      this.grantedUntil = askedAt + settings.slotTtlMs;
      this.isAsking = false;
    } catch (error) {
      this.failAsking('taking slots of a connection', error);
    }
  }

  private failAsking(what: string, error: unknown): void {
    this.isAsking = false;
    this.parts.trouble(what, error);
    this.nextReservationAt = this.parts.clock.monotonic() + ASK_AGAIN_MS;
  }

  /** Others wait and this process has enough: it asks for what it uses only. */
  private returnSlots(): void {
    if (this.isAsking || this.parts.clock.monotonic() < this.askedAt + ASK_AGAIN_MS) return;
    this.peak = this.inUse;
    void this.askSlots(this.limits(this.parts.clock.now()).limit ?? 0).then(() => this.pump());
  }

  private expectedWaitMs(): number {
    const wall = this.parts.clock.now();
    const { rate } = this.limits(wall);
    const ahead = rate === null ? 0 : (this.queue.length * 1_000) / rate;
    return Math.max(this.blockedForMs(wall), ahead);
  }

  private giveUp(waiter: Waiter): void {
    const place = this.queue.indexOf(waiter);
    if (place < 0) return;
    this.queue.splice(place, 1);
    waiter.settle(this.held(this.lack() ?? 'rate'));
  }

  /** U3. */
  private held(reason: 'rate' | 'concurrency'): Passage {
    const wall = this.parts.clock.now();
    const { limit, rate } = this.limits(wall);
    const pace = rate ?? Math.max(1, limit ?? 1) * TURNS_PER_SLOT;
    const earliest = wall + Math.max(this.blockedForMs(wall), this.parts.weather().limits.holdMs);
    this.heldUntil = Math.max(this.heldUntil, earliest) + 1_000 / pace;
    const most = this.blockedForMs(wall) + MAX_HOLD_MS;
    return { kind: 'hold', reason, waitMs: Math.ceil(Math.min(this.heldUntil - wall, most)) };
  }
}
