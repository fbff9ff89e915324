import type { ConnectionId, EffectId, EnvironmentId, EventId, FlowVersionId, IntakeSourceId, OrganizationId, RunId } from '@penstock/kernel';
import type { EffectRecord, EffectState } from '../core/effect';
import type { FailureRecord } from '../core/failure';

/**
 * The persistence contract of the engine: events in, runs claimed, progress committed. One store object belongs to one
 * worker incarnation; every write of a run carries the epoch it was claimed with.
 *
 * S1 `accept` resolves after the commit: event, dedupe key, runs and queue rows are durable together (G1, G2).
 * S2 `commit` is atomic, and without effect when the run's epoch is no longer the caller's (G6).
 * S3 At most one live effect per (run, step) and per (scope, action, business key) (G3).
 * S4 A claimed run belongs to one worker until it is finished, parked, released or the worker's lease has ended.
 */
export interface RunStore {
  accept(event: NewEvent): Promise<AcceptedEvent>;
  /** Keeps an event that starts nothing: no route, or refused. `payload` is null when it must not be kept. */
  shelve(event: ShelvedEvent): Promise<AcceptedEvent>;
  claim(params: { readonly limit: number }): Promise<readonly ClaimedRun[]>;
  commit(progress: ProgressCommit): Promise<CommitResult>;
  /** Renews this worker's lease. `false`: it was taken over, stop at once. */
  heartbeat(): Promise<boolean>;
  /** Frees the runs of other workers whose lease ended before the grace period; answers how many runs. */
  releaseDead(): Promise<number>;
  /** Gives one run back after an infrastructure error; its journal decides how it goes on. */
  release(params: { readonly runId: RunId; readonly epoch: number; readonly readyInMs: number }): Promise<void>;
  /** Runs that belong to this worker, by the store's word. */
  ownedRuns(): Promise<readonly RunId[]>;
  /** Gives back runs this worker owns and does not execute: their claim was committed and its answer lost. */
  releaseForgotten(params: { readonly runIds: readonly RunId[] }): Promise<void>;
  /** Gives this worker's runs back (graceful stop). */
  releaseOwn(): Promise<void>;
  /** Opens a settled-by-nobody run for another attempt now. */
  retryRun(params: RunOfOrganization): Promise<OperationResult>;
  /** Asks a run to stop between steps. */
  cancelRun(params: RunOfOrganization): Promise<OperationResult>;
  /** Runs a person should look at because no wake-up is due (G5): always zero, or an alarm. */
  countStuck(params: { readonly overdueMs: number }): Promise<number>;
}

export interface RunOfOrganization {
  readonly organizationId: OrganizationId;
  readonly runId: RunId;
}
export type OperationResult = 'done' | 'not-found' | 'not-possible';

export interface NewEvent {
  readonly id: EventId;
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  readonly intakeSourceId: IntakeSourceId;
  readonly path: string;
  readonly channel: string;
  readonly dedupeKey: string;
  /** JSON text. */
  readonly payload: string;
  readonly labels: string;
  /** The event's runs are claimed by this worker in the same commit and come back in `claimed`. */
  readonly claim: boolean;
}

export interface ShelvedEvent {
  readonly id: EventId;
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  readonly intakeSourceId: IntakeSourceId | null;
  readonly path: string;
  readonly channel: string;
  readonly dedupeKey: string;
  readonly state: 'unrouted' | 'refused';
  readonly reason: string;
  /** JSON text of the delivery's headers, kept for a later signature check; null when nothing is kept. */
  readonly headers: string | null;
  readonly payload: string | null;
}

export interface AcceptedEvent {
  readonly status: 'accepted' | 'duplicate' | 'unrouted';
  /** Of the first event with this key, when duplicate. */
  readonly eventId: EventId;
  readonly runs: readonly { readonly runId: RunId; readonly flowId: string }[];
  readonly claimed: readonly ClaimedRun[];
}

export interface ClaimedRun {
  readonly runId: RunId;
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  readonly flowId: string;
  readonly flowVersionId: FlowVersionId;
  readonly eventId: EventId;
  readonly epoch: number;
  /** Claims without a commit in between; a run that kills its worker every time ends as poison. */
  readonly claims: number;
  readonly cancelRequested: boolean;
  /** JSON text. */
  readonly payload: string;
  readonly journal: readonly JournalEntry[];
  readonly effects: readonly EffectRecord[];
  /** Database time at the claim, milliseconds. */
  readonly now: number;
}

/** One finished execution try of a step. */
export interface JournalEntry {
  readonly stepId: string;
  /** 1-based. */
  readonly attempt: number;
  readonly status: 'succeeded' | 'failed';
  readonly port: string | null;
  /** JSON texts, redacted; null when not recorded. */
  readonly input: string | null;
  readonly output: string | null;
  readonly failure: FailureRecord | null;
  readonly startedAt: number;
  readonly finishedAt: number;
}

export interface NewEffect {
  readonly id: EffectId;
  readonly stepId: string;
  readonly attempt: number;
  readonly connectionId: ConnectionId;
  /** Organisation and remote fingerprint: what the business key is unique within. */
  readonly scope: string;
  readonly connector: string;
  readonly action: string;
  readonly actionVersion: number;
  readonly class: 'I' | 'L' | 'H';
  readonly kind: string;
  readonly businessKey: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly request: string;
  readonly requestHash: string;
}

/** A move of an effect the run already has; refused when it is not a legal transition from the stored state. */
export interface EffectOutcome {
  readonly effectId: EffectId;
  readonly state: EffectState;
  /** From now, database clock; null when nothing is to be looked up. */
  readonly resolveInMs: number | null;
  readonly probes: number;
  readonly absentProbes: number;
  readonly remoteId: string | null;
  readonly response: string | null;
  readonly failure: FailureRecord | null;
  /** `answer`, `verified` or a person. */
  readonly resolvedBy: string | null;
}

/** What becomes of the run with this commit. */
export type Disposition =
  | { readonly kind: 'continue' }
  | { readonly kind: 'park'; readonly readyInMs: number; readonly failure: FailureRecord | null }
  | { readonly kind: 'needs-attention'; readonly failure: FailureRecord }
  | { readonly kind: 'finish'; readonly status: 'succeeded' | 'cancelled' };

export interface ProgressCommit {
  readonly runId: RunId;
  readonly epoch: number;
  readonly journal: readonly JournalEntry[];
  readonly outcomes: readonly EffectOutcome[];
  readonly intent: (NewEffect & { readonly organizationId: OrganizationId; readonly environmentId: EnvironmentId }) | null;
  readonly disposition: Disposition;
}

export type CommitResult =
  | { readonly kind: 'committed'; readonly cancelRequested: boolean }
  /** Everything but the intent was stored: another live effect has the business key. */
  | { readonly kind: 'conflict'; readonly existing: EffectRecord }
  /** Nothing was stored: the run belongs to somebody else now. */
  | { readonly kind: 'lost' };
