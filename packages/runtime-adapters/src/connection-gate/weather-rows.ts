import { DEFAULT_HOLD_MS, noLimits, type BreakerRecord, type ConnectionLimits, type SharedWeather } from '@penstock/engine';
import type { ConnectionId, OrganizationId } from '@penstock/kernel';

/** A health row as the statements of `database/hot/connection-weather` answer it. */
export interface WeatherRow {
  readonly connection_id: string;
  readonly organization_id: string;
  readonly version: number;
  readonly state: BreakerRecord['state'];
  readonly cause: BreakerRecord['cause'];
  readonly since_in_ms: string;
  readonly probe_in_ms: string | null;
  readonly openings: number;
  readonly hold_reason: string | null;
  readonly held_by: string | null;
  readonly held_in_ms: string | null;
  readonly limiter_version: number;
  readonly learned_rate: number | null;
  readonly factor: number;
  readonly throttled_in_ms: string | null;
  readonly blocked_in_ms: string | null;
  readonly limits: Partial<ConnectionLimits> | null;
  readonly calls_elsewhere: number;
  readonly failures_elsewhere: number;
}

/** Times of the database become times of this process' clock, read after the answer came. */
export function weatherFrom(row: WeatherRow, now: number): SharedWeather {
  const at = (inMs: string | null): number | null => (inMs === null ? null : now + Number(inMs));
  return {
    connectionId: row.connection_id as ConnectionId,
    organizationId: row.organization_id as OrganizationId,
    version: row.version,
    breaker: { state: row.state, cause: row.cause, since: now + Number(row.since_in_ms), probeAt: at(row.probe_in_ms), openings: row.openings },
    hold: row.hold_reason === null ? null : { reason: row.hold_reason, by: row.held_by ?? '', since: at(row.held_in_ms) ?? now },
    limiter: { learnedRate: row.learned_rate, factor: row.factor, throttledAt: at(row.throttled_in_ms), blockedUntil: at(row.blocked_in_ms) },
    limiterVersion: row.limiter_version,
    limits: { ...noLimits, holdMs: DEFAULT_HOLD_MS, ...row.limits },
    elsewhere: { calls: row.calls_elsewhere, failures: row.failures_elsewhere },
  };
}
