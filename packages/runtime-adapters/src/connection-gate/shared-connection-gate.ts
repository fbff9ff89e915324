import {
  mayRetry,
  wakesPerSecond,
  type Cancel,
  type ConnectionGate,
  type FailureRecord,
  type GateAnswer,
  type GateEntry,
  type HoldReason,
  type Scheduler,
  type WeatherStore,
} from '@penstock/engine';
import type { Clock, ConnectionId, Random } from '@penstock/kernel';
import { BreakerKeeper, type Probe } from './breaker-keeper';
import { defaultGateSettings, type GateSettings } from './gate-settings';
import { KnownConnection } from './known-connection';

export interface GateParts {
  readonly store: WeatherStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly trouble: (what: string, error: unknown) => void;
  /** The connection's harmless read. Absent: this process sends no probes. */
  readonly probe?: Probe;
  /** Runs were woken here or elsewhere: look for work. */
  readonly onWoken?: () => void;
  /** Tells the other processes that a connection's weather changed. */
  readonly tell?: (connectionId: ConnectionId) => void;
  readonly settings?: Partial<GateSettings>;
}

/**
 * The gate of one process over the shared state of all (N1 to N3 of the port).
 *
 * The fast path, a closed breaker without limits, reads memory only. A refusal is answered from a fresh state, so that a
 * run that was woken by another process is not parked again. Rounds keep the shared state at most `refreshMs` old when
 * notifications are lost.
 */
export class SharedConnectionGate implements ConnectionGate {
  private readonly known = new Map<ConnectionId, KnownConnection>();
  private readonly settings: GateSettings;
  private readonly keeper: BreakerKeeper;
  private nextRound: Cancel = () => undefined;
  private isStopped = false;
  private currentRound: Promise<void> = Promise.resolve();
  /** Runs sent to the same opening are spread behind it. */
  private readonly queues = new Map<ConnectionId, { untilMs: number; count: number }>();

  constructor(private readonly parts: GateParts) {
    this.settings = { ...defaultGateSettings, ...parts.settings };
    this.keeper = new BreakerKeeper(parts, this.settings, (id) => this.known.get(id));
  }

  start(): void {
    void this.roundForEver();
  }

  /** Waiting calls are sent back; resolves when nothing more is asked of the shared state by rounds. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.nextRound();
    for (const { turnstile } of this.known.values()) turnstile.stop();
    await this.currentRound;
  }

  async enter(entry: GateEntry): Promise<GateAnswer> {
    const known = this.known.get(entry.connectionId) ?? this.admit(entry);
    if (known.loadedAt === -Infinity) await this.reload(known, entry);
    const now = this.parts.clock.now();
    const { isRetry = false } = entry;
    if (isRetry && !mayRetry(known.window.counts(now), this.settings.retries)) return this.hold('rate', this.settings.parkMs / 10);
    if (!known.isOpenRoad) {
      const refused = await this.refusal(known);
      if (refused) return refused;
      if (known.turnstile.isNeeded(this.parts.clock.now())) return this.throughTurnstile(known, isRetry);
    }
    known.window.recordCall(now, isRetry);
    return this.go(known, () => undefined);
  }

  /** Something about the connection changed in another process. */
  async refresh(connectionId: ConnectionId): Promise<void> {
    const known = this.known.get(connectionId);
    if (known) await this.reload(known);
  }

  /** One round: shared counts out, shared state in, slots renewed, due probes sent. Never throws. */
  async round(): Promise<void> {
    const { trouble } = this.parts;
    await this.reloadAll().catch((error: unknown) => trouble('reading the weather of connections', error));
    for (const known of this.known.values()) await known.turnstile.round();
    await this.keeper.round([...this.known.values()]);
  }

  private async roundForEver(): Promise<void> {
    this.currentRound = this.round();
    await this.currentRound;
    if (!this.isStopped) this.nextRound = this.parts.scheduler.after(this.settings.refreshMs, () => void this.roundForEver());
  }

  private admit({ connectionId, organizationId }: GateEntry): KnownConnection {
    const { store, clock, scheduler, trouble } = this.parts;
    const known = new KnownConnection(connectionId, organizationId, { store, clock, scheduler, trouble, settings: this.settings });
    this.known.set(connectionId, known);
    return known;
  }

  /** A held call is answered from a state that is fresh, or as fresh as can be read (N2). */
  private async refusal(known: KnownConnection): Promise<GateAnswer | null> {
    const { clock } = this.parts;
    if (!known.closure(clock.now())) return null;
    if (clock.monotonic() - known.loadedAt > this.settings.staleMs) await this.reload(known);
    const closure = known.closure(clock.now());
    if (!closure) return null;
    if (closure.untilMs === null) return this.hold(closure.reason, this.settings.parkMs);
    return { kind: 'hold', reason: closure.reason, waitMs: this.placeBehind(known, closure.untilMs) };
  }

  private async throughTurnstile(known: KnownConnection, isRetry: boolean): Promise<GateAnswer> {
    const passage = await known.turnstile.pass();
    if (passage.kind === 'hold') return passage;
    const now = this.parts.clock.now();
    // The breaker may have opened while this call waited for its turn.
    const closure = known.closure(now);
    if (closure) {
      known.turnstile.leave();
      return this.hold(closure.reason, this.settings.parkMs);
    }
    known.window.recordCall(now, isRetry);
    return this.go(known, () => known.turnstile.leave());
  }

  private go(known: KnownConnection, leaveTurnstile: () => void): GateAnswer {
    let hasLeft = false;
    return {
      kind: 'go',
      leave: (failure) => {
        if (hasLeft) return;
        hasLeft = true;
        this.learn(known, failure);
        leaveTurnstile();
      },
    };
  }

  private learn(known: KnownConnection, failure: FailureRecord | null): void {
    const isCounted = known.recordAnswer(failure, this.parts.clock.now());
    if (failure?.class === 'throttled') this.keeper.throttled(known, failure);
    if (isCounted && failure) this.keeper.failed(known, failure);
  }

  /** Half to one and a half of the time: what was parked together does not come back together. */
  private hold(reason: HoldReason, aboutMs: number): GateAnswer {
    return { kind: 'hold', reason, waitMs: Math.ceil(aboutMs * (0.5 + this.parts.random.next())) };
  }

  private placeBehind(known: KnownConnection, untilMs: number): number {
    const queue = this.queues.get(known.id);
    const count = queue?.untilMs === untilMs ? queue.count + 1 : 0;
    this.queues.set(known.id, { untilMs, count });
    return Math.ceil(untilMs - this.parts.clock.now() + (count * 1_000) / wakesPerSecond(known.weather.limits));
  }

  /** Never rejects: what cannot be read leaves the last known state in force (N2). */
  private reload(known: KnownConnection, firstSight?: GateEntry): Promise<void> {
    known.loading ??= this.load(known, firstSight)
      .catch((error: unknown) => this.parts.trouble('reading the weather of a connection', error))
      .finally(() => (known.loading = undefined));
    return known.loading;
  }

  private async load(known: KnownConnection, firstSight?: GateEntry): Promise<void> {
    const { store } = this.parts;
    if (firstSight) await store.ensure(firstSight);
    const [weather] = await store.load([known.id]);
    if (weather) known.apply(weather);
    this.flushIfClosed(known);
  }

  private async reloadAll(): Promise<void> {
    const { store, clock } = this.parts;
    const all = [...this.known.values()];
    if (all.length === 0) return;
    const active = all.filter((known) => known.hasNewAnswers);
    const reports = active.map((known) => ({ connectionId: known.id, version: known.weather.version, ...known.window.counts(clock.now()) }));
    for (const known of active) known.hasNewAnswers = false;
    if (reports.length > 0) await store.reportCalls(reports);
    for (const weather of await store.load(all.map(({ id }) => id))) this.known.get(weather.connectionId)?.apply(weather);
    for (const known of all) this.flushIfClosed(known);
  }

  private flushIfClosed(known: KnownConnection): void {
    const closure = known.closure(this.parts.clock.now());
    if (closure) known.turnstile.refuseAll(closure.reason, () => Math.ceil(this.settings.parkMs * (0.5 + this.parts.random.next())));
  }
}
