import * as statements from '@penstock/database';
import { failureToJson, type BreakerMove, type Departures, type RateLimiter, type ReservationRequest, type SharedWeather, type SlotRequest, type WakeStretch, type WeatherStore } from '@penstock/engine';
import type { Clock, ConnectionId, OrganizationId } from '@penstock/kernel';
import type { Pool, QueryResultRow } from 'pg';
import { weatherFrom, type WeatherRow } from './weather-rows';

export type WeatherStatements = Pick<
  typeof statements,
  'loadWeather' | 'ensureHealth' | 'moveBreaker' | 'winDueProbes' | 'reportCalls' | 'reserveDepartures' | 'takeSlots' | 'storeThrottle' | 'wakeBlockedRuns'
>;

/** The shared state of connections in Postgres: one row per connection, one statement per question. */
export class PostgresWeatherStore implements WeatherStore {
  private readonly statements: WeatherStatements;

  constructor(
    private readonly pool: Pool,
    private readonly options: {
      readonly workerId: string;
      readonly clock: Clock;
      /** Replaced by tests that switch a safety off. */
      readonly statements?: Partial<WeatherStatements>;
    },
  ) {
    this.statements = { ...statements, ...options.statements };
  }

  async load(connectionIds: readonly ConnectionId[]): Promise<readonly SharedWeather[]> {
    return this.weather(this.statements.loadWeather, [connectionIds, this.options.workerId]);
  }

  async ensure({ connectionId, organizationId }: { connectionId: ConnectionId; organizationId: OrganizationId }): Promise<void> {
    await this.pool.query(this.statements.ensureHealth.text, [connectionId, organizationId]);
  }

  async moveBreaker({ connectionId, version, to, failure }: BreakerMove): Promise<SharedWeather | null> {
    const probeInMs = to.probeAt === null ? null : to.probeAt - to.since;
    const told = failure ? JSON.stringify(failureToJson(failure)) : null;
    const values = [connectionId, this.options.workerId, version, to.state, to.cause, probeInMs, to.openings, told];
    return (await this.weather(this.statements.moveBreaker, values))[0] ?? null;
  }

  async winDueProbes(leaseMs: number): Promise<readonly SharedWeather[]> {
    return this.weather(this.statements.winDueProbes, [this.options.workerId, leaseMs]);
  }

  async throttle({ connectionId, limiterVersion, to }: { connectionId: ConnectionId; limiterVersion: number; to: RateLimiter }): Promise<void> {
    const now = this.options.clock.now();
    const values = [connectionId, limiterVersion, to.learnedRate, to.factor, (to.throttledAt ?? now) - now, (to.blockedUntil ?? now) - now];
    await this.rows(this.statements.storeThrottle, values);
  }

  async reserve({ connectionId, rate, burst, wanted, horizonMs }: ReservationRequest): Promise<Departures> {
    const [row] = await this.rows<{ start_in_ms: number; count: number }>(this.statements.reserveDepartures, [connectionId, wanted, rate, burst, horizonMs]);
    return { startInMs: row?.start_in_ms ?? 0, count: row?.count ?? 0, intervalMs: 1_000 / rate };
  }

  async takeSlots({ connectionId, limit, wanted, inUse, ttlMs }: SlotRequest): Promise<{ granted: number; starved: boolean }> {
    const values = [connectionId, this.options.workerId, limit, wanted, inUse, ttlMs];
    const [row] = await this.rows<{ granted: number; starved: boolean }>(this.statements.takeSlots, values);
    return row ?? { granted: 0, starved: false };
  }

  async reportCalls(reports: Parameters<WeatherStore['reportCalls']>[0]): Promise<void> {
    await this.rows(this.statements.reportCalls, [
      this.options.workerId,
      reports.map((each) => each.connectionId),
      reports.map((each) => each.version),
      reports.map((each) => each.calls),
      reports.map((each) => each.failures),
    ]);
  }

  async wakeRuns({ connectionId, stretches }: { connectionId: ConnectionId; stretches: readonly WakeStretch[] }): Promise<number> {
    const { rowCount } = await this.pool.query({
      ...this.statements.wakeBlockedRuns,
      values: [connectionId, stretches.map(({ from }) => from), stretches.map(({ startMs }) => startMs), stretches.map(({ perSecond }) => perSecond)],
    });
    return rowCount ?? 0;
  }

  private async weather(statement: { name: string; text: string }, values: unknown[]): Promise<readonly SharedWeather[]> {
    const rows = await this.rows<WeatherRow & QueryResultRow>(statement, values);
    const now = this.options.clock.now();
    return rows.map((row) => weatherFrom(row, now));
  }

  private async rows<Row extends QueryResultRow>(statement: { name: string; text: string }, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, values })).rows;
  }
}
