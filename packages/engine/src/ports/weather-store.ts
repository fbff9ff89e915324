import type { ConnectionId, OrganizationId } from '@penstock/kernel';
import type { BreakerRecord, CallCounts, WakeStretch } from '../core/breaker';
import type { ConnectionLimits } from '../core/connection-limits';
import type { FailureRecord } from '../core/failure';
import type { Departures, RateLimiter } from '../core/token-bucket';

/** The weather of a connection as all processes share it. Times are of the caller's wall clock. */
export interface SharedWeather {
  readonly connectionId: ConnectionId;
  readonly organizationId: OrganizationId;
  /** Grows with every change of the breaker or of a person's hold. */
  readonly version: number;
  readonly breaker: BreakerRecord;
  /** A person holds the connection. */
  readonly hold: { readonly reason: string; readonly by: string; readonly since: number } | null;
  readonly limiter: RateLimiter;
  /** Grows with every change of the limiter. */
  readonly limiterVersion: number;
  readonly limits: ConnectionLimits;
  /** Recent answers that other processes had since the last change of the breaker. */
  readonly elsewhere: CallCounts;
}

export interface BreakerMove {
  readonly connectionId: ConnectionId;
  /** Compare-and-set: a move decided on an older state has no effect. */
  readonly version: number;
  readonly to: BreakerRecord;
  readonly failure: FailureRecord | null;
}

/**
 * What processes share about connections.
 *
 * V1 A breaker moves by compare-and-set only; of several that decide at once one succeeds.
 * V2 A due probe is won by exactly one process.
 * V3 Departures and slots granted to all processes together never exceed the limits; slots of a process that dies come back.
 */
export interface WeatherStore {
  load(connectionIds: readonly ConnectionId[]): Promise<readonly SharedWeather[]>;
  /** First sight of a connection. */
  ensure(connection: { readonly connectionId: ConnectionId; readonly organizationId: OrganizationId }): Promise<void>;
  /** @returns null when somebody else moved it first. */
  moveBreaker(move: BreakerMove): Promise<SharedWeather | null>;
  /** Moves due breakers to half-open with a lease; V2. */
  winDueProbes(leaseMs: number): Promise<readonly SharedWeather[]>;
  /** Stores the limiter that a 429 led to, by compare-and-set; the pause counts in any case. */
  throttle(change: { readonly connectionId: ConnectionId; readonly limiterVersion: number; readonly to: RateLimiter }): Promise<void>;
  reserve(request: ReservationRequest): Promise<Departures>;
  /** Sets how many calls this process may have in flight, for a while. `starved`: others wait for slots. */
  takeSlots(request: SlotRequest): Promise<{ readonly granted: number; readonly starved: boolean }>;
  reportCalls(reports: readonly ({ readonly connectionId: ConnectionId; readonly version: number } & CallCounts)[]): Promise<void>;
  /** Wakes the runs parked for the connection, in order, spread over the stretches. @returns how many. */
  wakeRuns(wake: { readonly connectionId: ConnectionId; readonly stretches: readonly WakeStretch[] }): Promise<number>;
}

export interface ReservationRequest {
  readonly connectionId: ConnectionId;
  readonly rate: number;
  readonly burst: number;
  readonly wanted: number;
  readonly horizonMs: number;
}

export interface SlotRequest {
  readonly connectionId: ConnectionId;
  readonly limit: number;
  readonly wanted: number;
  /** Calls in flight: never taken away. */
  readonly inUse: number;
  readonly ttlMs: number;
}
