import type { ConnectionId, EffectId, EnvironmentId, EventId, FlowVersionId, IntakeSourceId, OrganizationId, RunId } from '@penstock/kernel';
import type { EffectRecord, EffectState, SettledState } from '../core/effect';
import type { FailureRecord } from '../core/failure';

/**
 * The persistence contract of the engine: events in, runs claimed, progress committed. One store object belongs to one
 * worker incarnation; every write of a run carries the epoch it was claimed with.
 *
 * S1 `accept` resolves after the commit: event, dedupe key, runs and queue rows are durable together (G1, G2).
 * S2 `commit` is atomic, and without effect when the run's epoch is no longer the caller's (G6).
 * S3 At most one live effect per (run, step key) and per (scope, action, business key) (G3).
 * S4 A claimed run belongs to one worker until it is finished, parked, released or the worker's lease has ended.
 * S5 Runs of one lane are claimed in the order of their ids, one at a time, until the one ahead is settled (or has
 *    needed a person, in a lane that passes).
 * S6 Claims go round over organisations and flows: a backlog of one does not starve another.
 * S7 Whatever is told to a run while it is being executed wakes it as soon as it parks.
 */
export interface RunStore {
  accept(event: NewEvent): Promise<AcceptedEvent>;
  /** Keeps an event that starts nothing: no route, or refused. `payload` is null when it must not be kept. */
  shelve(event: ShelvedEvent): Promise<AcceptedEvent>;
  claim(request: ClaimRequest): Promise<readonly ClaimedRun[]>;
  /** The claim of a suspect counts from here on. @returns false when the run belongs to another by now. */
  countClaim(run: Pick<ClaimedRun, 'runId' | 'epoch' | 'claims'>): Promise<boolean>;
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
  /** Wakes runs that wait for something that has happened: a finished sub-flow. */
  nudge(params: { readonly runIds: readonly RunId[] }): Promise<void>;
  /** A call from outside or a person's decision for a waiting step; counted once. */
  answerWaitpoint(answer: WaitpointAnswer): Promise<OperationResult>;
  /** Ends a wait whose time is over. `answered`: somebody was quicker, their answer counts. */
  expireWaitpoint(params: { readonly runId: RunId; readonly key: string }): Promise<'expired' | 'answered'>;
  /** A person's word on an effect nobody could look up, or did not want to wait for (`not-possible` while its run is being executed). Wakes its run. */
  settleEffect(settlement: EffectSettlement): Promise<OperationResult>;
  /** Starts a settled (or open) run's work anew as a run of its own. */
  rerun(params: RerunRequest): Promise<RerunResult>;
  /** Lets the next run of lanes go whose head is gone; a lost wake-up costs one round of this. */
  sweepLanes(): Promise<number>;
  /** Opens a settled-by-nobody run for another attempt now; a run that is being cancelled goes on being cancelled. */
  retryRun(params: RunOfOrganization): Promise<OperationResult>;
  /** Asks a run to stop between steps and to undo what its flow lists; for good, since undoing may have begun. */
  cancelRun(params: RunOfOrganization): Promise<OperationResult>;
  /** Runs a person should look at because no wake-up is due (G5): always zero, or an alarm. */
  countStuck(params: { readonly overdueMs: number }): Promise<number>;
}

/** The part of the store that the execution of a claimed run uses. */
export type RunProgressStore = Pick<RunStore, 'commit' | 'expireWaitpoint'>;

export interface ClaimRequest {
  /** About this many: one more per flow when there are more flows than that. */
  readonly limit: number;
  /** Flows whose runs are left to others this time. */
  readonly passOver?: readonly string[];
  /** Of these, suspects of ending their workers (`isSuspect`), those with the fewest claims first. The others are left as they are, at no cost to them. Default: no limit of their own. */
  readonly suspects?: number;
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
  /** Values of lane paths in the payload, by path: which runs go one after the other. */
  readonly lanes?: Readonly<Record<string, string>> | undefined;
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
  /** This claim's number without progress in between; a run that ends its worker every time ends as poison. From the third on it counts once the run is begun (`countClaim`). */
  readonly claims: number;
  readonly cancelRequested: boolean;
  /** JSON text. */
  readonly payload: string;
  readonly journal: readonly JournalEntry[];
  readonly effects: readonly EffectRecord[];
  readonly waitpoints: readonly WaitpointRecord[];
  /** Runs that sub-flow steps of this run have started. */
  readonly children: readonly ChildRecord[];
  /** Keys of steps that wait for a person; a retry empties it. */
  readonly held: readonly string[];
  /** When the event was taken; what came before a restored gap is looked up before it is sent. */
  readonly createdAt: number;
  /** What a deadline counts from: the run's creation, or the last retry by a person. */
  readonly deadlineFrom: number;
  /** Database time at the claim, milliseconds. */
  readonly now: number;
}

export interface WaitpointRecord {
  readonly key: string;
  readonly kind: WaitpointKind;
  readonly state: 'open' | 'answered' | 'expired';
  readonly expiresAt: number | null;
  /** JSON text. */
  readonly result: string | null;
  readonly actor: string | null;
}
export type WaitpointKind = 'timer' | 'callback' | 'decision';

export interface NewWaitpoint {
  readonly key: string;
  readonly kind: WaitpointKind;
  readonly expiresInMs: number;
  /** What a person is asked and shown, JSON text. */
  readonly prompt: string | null;
}

export interface WaitpointAnswer {
  readonly organizationId: OrganizationId;
  readonly runId: RunId;
  readonly key: string;
  /** Only `callback` may be answered before the run has come to it. */
  readonly kind: Exclude<WaitpointKind, 'timer'>;
  /** JSON text. */
  readonly result: string;
  readonly actor: string;
  readonly reason: string | null;
}

export interface ChildRecord {
  readonly key: string;
  readonly runId: RunId;
  readonly status: string;
  /** What its respond step answered, JSON text. */
  readonly result: string | null;
}

export interface NewChildRun {
  readonly runId: RunId;
  readonly eventId: EventId;
  readonly key: string;
  readonly flowId: string;
  readonly payload: string;
}

export interface EffectSettlement {
  readonly organizationId: OrganizationId;
  readonly effectId: EffectId;
  /** It happened; it did not and may be sent; it did not and shall not be sent; nobody can tell, and it is left so (not while its run is being executed). */
  readonly state: SettledState;
  /** The run asks the remote side first, and only then does what the word says; a word on a run that has ended is `not-possible`. */
  readonly isChecked: boolean;
  readonly remoteId: string | null;
  readonly response: string | null;
  readonly actor: string;
  readonly reason: string;
}

export interface RerunRequest {
  readonly organizationId: OrganizationId;
  readonly runId: RunId;
  readonly newRunId: RunId;
  readonly newEventId: EventId;
  /** Journal entries of these keys are taken over: the steps count as finished. */
  readonly keepKeys: readonly string[];
  readonly version: 'same' | 'live';
  /** JSON text in place of the original event's. */
  readonly payload: string | null;
  readonly actor: string;
}
export type RerunResult = { readonly kind: 'started'; readonly runId: RunId } | { readonly kind: 'not-found' } | { readonly kind: 'not-possible' };

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
  /** It is only recorded, to be looked up: a request for it may have left since then. Database time, milliseconds. */
  readonly sentFrom?: number | undefined;
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

/** What the remote side said when it was asked about an effect. */
export interface LookUpRecord {
  readonly effectId: EffectId;
  /** 1-based; a repeat of the same number replaces it. */
  readonly number: number;
  readonly verdict: 'found' | 'refused' | 'absent' | 'unsure' | 'duplicate';
  /** For people; no card data. */
  readonly words: string;
}

/** What becomes of the run with this commit. */
export type Disposition =
  /** Steps that came to wait for a person while others go on: no crash may forget them, or what was refused goes out again. */
  | { readonly kind: 'continue'; readonly held?: NewlyHeld | undefined }
  | { readonly kind: 'park'; readonly readyInMs: number; readonly failure: FailureRecord | null; readonly blockedOn?: ConnectionId | undefined }
  | {
      readonly kind: 'needs-attention';
      /** Null: as it was recorded before. */
      readonly failure: FailureRecord | null;
      /** Added to the keys held before, of which a person may have taken some away meanwhile. */
      readonly held: readonly string[];
      /** When another branch of the run goes on by itself; null: only a person can. */
      readonly readyInMs: number | null;
    }
  | { readonly kind: 'finish'; readonly status: 'succeeded' | 'cancelled' };

export interface NewlyHeld {
  readonly keys: readonly string[];
  readonly failure: FailureRecord;
}

export interface ProgressCommit {
  readonly runId: RunId;
  readonly epoch: number;
  readonly journal: readonly JournalEntry[];
  readonly outcomes: readonly EffectOutcome[];
  /** For the record only; absent when nobody was asked. */
  readonly lookUps?: readonly LookUpRecord[];
  readonly intents: readonly (NewEffect & { readonly organizationId: OrganizationId; readonly environmentId: EnvironmentId })[];
  readonly waitpoints: readonly NewWaitpoint[];
  readonly children: readonly NewChildRun[];
  /** What the caller at the webhook, or the flow that called, is told. JSON text. */
  readonly response: string | null;
  readonly disposition: Disposition;
}

export type CommitResult =
  | {
      readonly kind: 'committed';
      readonly cancelRequested: boolean;
      /** Intents that were not stored, each with the live effect that has its business key or step. */
      readonly conflicts: ReadonlyMap<EffectId, EffectRecord>;
      /** Keys of sub-flow steps whose flow has no live version here. */
      readonly refusedChildren: readonly string[];
    }
  /** Nothing was stored: the run belongs to somebody else now. */
  | { readonly kind: 'lost' };
