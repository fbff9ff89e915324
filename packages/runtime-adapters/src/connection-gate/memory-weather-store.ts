import { closedBreaker, idleLimiter, isProbeDue, nextBreaker, noLimits, reserveDepartures, type BreakerMove, type BreakerSettings, type ConnectionLimits, type Departures, type RateLimiter, type ReservationRequest, type SharedWeather, type SlotRequest, type WakeStretch, type WeatherStore } from '@penstock/engine';
import type { Clock, ConnectionId, OrganizationId } from '@penstock/kernel';

interface SharedConnection {
  weather: SharedWeather;
  nextAt: number;
  readonly grants: Map<string, { readonly granted: number; readonly wanted: number; readonly until: number }>;
  readonly calls: Map<string, { readonly version: number; readonly calls: number; readonly failures: number }>;
  woken: readonly WakeStretch[] | null;
}

/** The shared state of connections for one process and its tests: what Postgres does, without it. */
export class WeatherBoard {
  readonly connections = new Map<ConnectionId, SharedConnection>();

  constructor(
    readonly clock: Clock,
    readonly breaker: BreakerSettings,
  ) {}

  at(connectionId: ConnectionId, organizationId = '' as OrganizationId): SharedConnection {
    const found = this.connections.get(connectionId) ?? newConnection(connectionId, organizationId);
    this.connections.set(connectionId, found);
    return found;
  }

  limit(connectionId: ConnectionId, limits: Partial<ConnectionLimits>): void {
    const shared = this.at(connectionId);
    shared.weather = { ...shared.weather, limits: { ...noLimits, ...limits } };
  }
}

/** One worker's view of the board. */
export class MemoryWeatherStore implements WeatherStore {
  constructor(
    private readonly board: WeatherBoard,
    private readonly workerId: string,
  ) {}

  async load(connectionIds: readonly ConnectionId[]): Promise<readonly SharedWeather[]> {
    return connectionIds.map((id) => this.view(id));
  }

  async ensure({ connectionId, organizationId }: { connectionId: ConnectionId; organizationId: OrganizationId }): Promise<void> {
    this.board.at(connectionId, organizationId);
  }

  async moveBreaker({ connectionId, version, to }: BreakerMove): Promise<SharedWeather | null> {
    const shared = this.board.at(connectionId);
    if (shared.weather.version !== version) return null;
    shared.weather = { ...shared.weather, version: version + 1, breaker: to };
    return this.view(connectionId);
  }

  async winDueProbes(): Promise<readonly SharedWeather[]> {
    const { clock, breaker: settings } = this.board;
    const won: SharedWeather[] = [];
    for (const [id, shared] of this.board.connections) {
      if (!isProbeDue(shared.weather.breaker, clock.now())) continue;
      const to = nextBreaker(shared.weather.breaker, 'probe-won', { now: clock.now(), random: 0, settings });
      if (!to) continue;
      shared.weather = { ...shared.weather, version: shared.weather.version + 1, breaker: to };
      won.push(this.view(id));
    }
    return won;
  }

  async throttle({ connectionId, limiterVersion, to }: { connectionId: ConnectionId; limiterVersion: number; to: RateLimiter }): Promise<void> {
    const shared = this.board.at(connectionId);
    const { limiter } = shared.weather;
    const isFirst = shared.weather.limiterVersion === limiterVersion;
    const blockedUntil = Math.max(limiter.blockedUntil ?? 0, to.blockedUntil ?? 0);
    shared.nextAt = Math.max(shared.nextAt, blockedUntil);
    shared.weather = { ...shared.weather, limiter: { ...(isFirst ? to : limiter), blockedUntil }, limiterVersion: limiterVersion + (isFirst ? 1 : 0) };
  }

  async reserve({ connectionId, ...request }: ReservationRequest): Promise<Departures> {
    const shared = this.board.at(connectionId);
    const { nextAt, departures } = reserveDepartures(shared.nextAt, { ...request, now: this.board.clock.now() });
    shared.nextAt = nextAt;
    return departures;
  }

  async takeSlots({ connectionId, limit, wanted, inUse, ttlMs }: SlotRequest): Promise<{ granted: number; starved: boolean }> {
    const { grants } = this.board.at(connectionId);
    const now = this.board.clock.now();
    const others = [...grants].filter(([worker, { until }]) => worker !== this.workerId && until > now).map(([, grant]) => grant);
    const taken = others.reduce((sum, { granted }) => sum + granted, 0);
    const starved = others.some((grant) => grant.wanted > grant.granted);
    const fair = Math.floor(limit / (others.length + 1));
    const mine = grants.get(this.workerId)?.granted ?? 0;
    const cap = Math.max(0, starved && mine > fair ? Math.min(limit - taken, fair) : limit - taken);
    const granted = Math.max(inUse, Math.min(wanted, cap));
    if (wanted === 0 && inUse === 0) grants.delete(this.workerId);
    else grants.set(this.workerId, { granted, wanted, until: now + ttlMs });
    return { granted, starved };
  }

  async reportCalls(reports: Parameters<WeatherStore['reportCalls']>[0]): Promise<void> {
    for (const { connectionId, ...counts } of reports) this.board.at(connectionId).calls.set(this.workerId, counts);
  }

  async wakeRuns({ connectionId, stretches }: { connectionId: ConnectionId; stretches: readonly WakeStretch[] }): Promise<number> {
    this.board.at(connectionId).woken = stretches;
    return 0;
  }

  private view(connectionId: ConnectionId): SharedWeather {
    const { weather, calls } = this.board.at(connectionId);
    const recent = [...calls].filter(([worker, { version }]) => worker !== this.workerId && version === weather.version).map(([, counts]) => counts);
    const sum = (of: (counts: { calls: number; failures: number }) => number): number => recent.reduce((total, counts) => total + of(counts), 0);
    return { ...weather, elsewhere: { calls: sum((each) => each.calls), failures: sum((each) => each.failures) } };
  }
}

const newConnection = (connectionId: ConnectionId, organizationId: OrganizationId): SharedConnection => ({
  weather: { connectionId, organizationId, version: 0, breaker: closedBreaker, hold: null, limiter: idleLimiter, limiterVersion: 0, limits: noLimits, elsewhere: { calls: 0, failures: 0 } },
  nextAt: 0,
  grants: new Map(),
  calls: new Map(),
  woken: null,
});
