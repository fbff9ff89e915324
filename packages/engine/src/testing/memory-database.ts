import type { Clock, EventId, FlowVersionId, Ids, IntakeSourceId, RunId } from '@penstock/kernel';
import type { EffectRecord } from '../core/effect';
import type { FailureRecord } from '../core/failure';
import type { JournalEntry, LookUpRecord, NewEvent, ShelvedEvent, WaitpointRecord } from '../ports/run-store';

/** What the stores in memory share, as workers share the tables of Postgres. */
export interface Subscription {
  readonly intakeSourceId: IntakeSourceId;
  readonly flowId: string;
  readonly flowVersionId: FlowVersionId;
  readonly lane?: { readonly name: string; readonly path: string; readonly skips: boolean };
}

export interface StoredQueue {
  readonly readyAt: number;
  readonly owner: string | null;
  readonly epoch: number;
  readonly claims: number;
  readonly cancel: boolean;
  readonly isNudged: boolean;
  readonly lane: string | null;
  readonly laneSkips: boolean;
}

export interface StoredRun {
  readonly runId: RunId;
  readonly event: NewEvent;
  readonly flowId: string;
  readonly flowVersionId: FlowVersionId;
  status: string;
  failure: FailureRecord | null;
  attempts: number;
  readonly journal: JournalEntry[];
  readonly waitpoints: Map<string, WaitpointRecord>;
  readonly parent: { readonly runId: RunId; readonly key: string } | null;
  readonly createdAt: number;
  deadlineFrom: number;
  held: readonly string[];
  response: string | null;
  /** Absent once the run is settled. */
  queue: StoredQueue | undefined;
}

export type StoredEffect = EffectRecord & { readonly scope: string; readonly action: string };

export class MemoryDatabase {
  readonly subscriptions: Subscription[] = [];
  readonly events = new Map<EventId, NewEvent | ShelvedEvent>();
  readonly firstEvents = new Map<string, EventId>();
  readonly runs = new Map<RunId, StoredRun>();
  readonly effects: StoredEffect[] = [];
  readonly lookUps: LookUpRecord[] = [];
  /** Worker id → end of lease. */
  readonly leases = new Map<string, number>();

  constructor(
    readonly clock: Clock,
    readonly ids: Ids,
  ) {}
}
