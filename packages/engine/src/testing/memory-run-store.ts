import type { Clock, EventId, FlowVersionId, Ids, IntakeSourceId, OrganizationId, RunId } from '@penstock/kernel';
import { effectTransitions, isLive, type EffectRecord } from '../core/effect';
import type { FailureRecord } from '../core/failure';
import type {
  AcceptedEvent,
  ClaimedRun,
  CommitResult,
  EffectOutcome,
  JournalEntry,
  NewEffect,
  NewEvent,
  OperationResult,
  ProgressCommit,
  RunOfOrganization,
  RunStore,
  ShelvedEvent,
} from '../ports/run-store';

/**
 * The run store in memory: the same promises as on Postgres without the disk, for simulations and unit tests.
 * Several stores share one `MemoryDatabase`, as several workers share Postgres.
 */
export interface Subscription {
  readonly intakeSourceId: IntakeSourceId;
  readonly flowId: string;
  readonly flowVersionId: FlowVersionId;
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
  /** Absent once the run is settled. */
  queue: { readyAt: number; owner: string | null; epoch: number; claims: number; cancel: boolean } | undefined;
}

export type StoredEffect = EffectRecord & { readonly scope: string; readonly action: string };

export class MemoryDatabase {
  readonly subscriptions: Subscription[] = [];
  readonly events = new Map<EventId, NewEvent | ShelvedEvent>();
  readonly firstEvents = new Map<string, EventId>();
  readonly runs = new Map<RunId, StoredRun>();
  readonly effects: StoredEffect[] = [];
  /** Worker id → end of lease. */
  readonly leases = new Map<string, number>();

  constructor(
    readonly clock: Clock,
    readonly ids: Ids,
  ) {}
}

export class MemoryRunStore implements RunStore {
  constructor(
    private readonly database: MemoryDatabase,
    private readonly workerId: string,
    private readonly times: { readonly workerLeaseMs: number; readonly takeoverGraceMs: number },
  ) {
    database.leases.set(workerId, database.clock.now() + times.workerLeaseMs);
  }

  async accept(event: NewEvent): Promise<AcceptedEvent> {
    const { database } = this;
    const key = `${event.intakeSourceId}:${event.dedupeKey}`;
    const listeners = database.subscriptions.filter(({ intakeSourceId }) => intakeSourceId === event.intakeSourceId);
    const first = database.firstEvents.get(key);
    if (first && listeners.length > 0) return { status: 'duplicate', eventId: first, runs: [], claimed: [] };
    if (listeners.length > 0) database.firstEvents.set(key, event.id);
    database.events.set(event.id, event);
    const runs = listeners.map((subscription) => this.startRun(event, subscription));
    return {
      status: runs.length > 0 ? 'accepted' : 'unrouted',
      eventId: event.id,
      runs: runs.map(({ runId, flowId }) => ({ runId, flowId })),
      claimed: event.claim ? runs.map((run) => this.claimed(run)) : [],
    };
  }

  private startRun(event: NewEvent, { flowId, flowVersionId }: Subscription): StoredRun {
    const owner = event.claim ? this.workerId : null;
    const run: StoredRun = {
      runId: this.database.ids.next() as RunId,
      event,
      flowId,
      flowVersionId,
      status: 'queued',
      failure: null,
      attempts: 1,
      journal: [],
      queue: { readyAt: this.now, owner, epoch: owner ? 1 : 0, claims: owner ? 1 : 0, cancel: false },
    };
    this.database.runs.set(run.runId, run);
    return run;
  }

  async shelve(event: ShelvedEvent): Promise<AcceptedEvent> {
    this.database.events.set(event.id, event);
    return { status: 'unrouted', eventId: event.id, runs: [], claimed: [] };
  }

  async claim({ limit }: { readonly limit: number }): Promise<readonly ClaimedRun[]> {
    const ready = [...this.database.runs.values()]
      .filter(({ queue }) => queue && queue.owner === null && queue.readyAt <= this.now)
      .slice(0, limit);
    return ready.map((run) => {
      run.queue = { ...run.queue!, owner: this.workerId, epoch: run.queue!.epoch + 1, claims: run.queue!.claims + 1 };
      return this.claimed(run);
    });
  }

  private claimed(run: StoredRun): ClaimedRun {
    const { event, queue } = run;
    return {
      runId: run.runId,
      organizationId: event.organizationId,
      environmentId: event.environmentId,
      flowId: run.flowId,
      flowVersionId: run.flowVersionId,
      eventId: event.id,
      epoch: queue?.epoch ?? 0,
      claims: queue?.claims ?? 0,
      cancelRequested: queue?.cancel ?? false,
      payload: event.payload,
      journal: [...run.journal],
      effects: this.database.effects.filter(({ runId }) => runId === run.runId),
      now: this.now,
    };
  }

  async commit(progress: ProgressCommit): Promise<CommitResult> {
    const run = this.database.runs.get(progress.runId);
    const queue = run?.queue;
    if (!run || !queue || queue.owner !== this.workerId || queue.epoch !== progress.epoch) return { kind: 'lost' };
    run.journal.push(...progress.journal);
    for (const outcome of progress.outcomes) this.move(outcome);
    const rival = progress.intent ? this.rivalOf(progress.intent, run.runId) : undefined;
    if (progress.intent && !rival) this.database.effects.push(this.intended(progress.intent, run.runId));
    this.dispose(run, progress.disposition);
    return rival ? { kind: 'conflict', existing: rival } : { kind: 'committed', cancelRequested: queue.cancel };
  }

  private dispose(run: StoredRun, disposition: ProgressCommit['disposition']): void {
    if (disposition.kind === 'continue') return;
    run.failure = 'failure' in disposition ? disposition.failure : null;
    if (disposition.kind === 'finish') {
      run.status = disposition.status;
      run.queue = undefined;
      return;
    }
    run.status = disposition.kind === 'park' ? 'waiting' : 'needs-attention';
    const readyAt = disposition.kind === 'park' ? this.now + disposition.readyInMs : Number.POSITIVE_INFINITY;
    run.queue = { ...run.queue!, owner: null, claims: 0, readyAt };
  }

  private rivalOf(intent: NewEffect, runId: RunId): StoredEffect | undefined {
    return this.database.effects.find(
      (effect) =>
        isLive(effect.state) &&
        ((effect.scope === intent.scope && effect.action === intent.action && effect.businessKey === intent.businessKey) ||
          (effect.runId === runId && effect.stepId === intent.stepId)),
    );
  }

  private intended(intent: NewEffect, runId: RunId): StoredEffect {
    const { id, stepId, attempt, businessKey, request, requestHash, scope, action } = intent;
    const fresh = { state: 'INTENT', resolveAfter: null, probes: 0, absentProbes: 0, remoteId: null, response: null, failure: null } as const;
    return { id, runId, stepId, attempt, businessKey, request, requestHash, scope, action, sentAt: this.now, ...fresh };
  }

  private move(outcome: EffectOutcome): void {
    const index = this.database.effects.findIndex(({ id }) => id === outcome.effectId);
    const effect = this.database.effects[index];
    if (!effect || !effectTransitions[effect.state].includes(outcome.state)) return;
    this.database.effects[index] = {
      ...effect,
      state: outcome.state,
      resolveAfter: outcome.resolveInMs === null ? null : this.now + outcome.resolveInMs,
      probes: outcome.probes,
      absentProbes: outcome.absentProbes,
      remoteId: outcome.remoteId ?? effect.remoteId,
      response: outcome.response ?? effect.response,
      failure: outcome.failure,
    };
  }

  async heartbeat(): Promise<boolean> {
    if (!this.database.leases.has(this.workerId)) return false;
    this.database.leases.set(this.workerId, this.now + this.times.workerLeaseMs);
    return true;
  }

  async releaseDead(): Promise<number> {
    const { leases, runs } = this.database;
    for (const [worker, until] of leases) {
      if (worker !== this.workerId && until < this.now - this.times.takeoverGraceMs) leases.delete(worker);
    }
    const orphans = [...runs.values()].filter(({ queue }) => queue?.owner && !leases.has(queue.owner));
    for (const run of orphans) run.queue = { ...run.queue!, owner: null, epoch: run.queue!.epoch + 1 };
    return orphans.length;
  }

  async release({ runId, epoch, readyInMs }: { readonly runId: RunId; readonly epoch: number; readonly readyInMs: number }): Promise<void> {
    const run = this.database.runs.get(runId);
    if (run?.queue?.owner !== this.workerId || run.queue.epoch !== epoch) return;
    run.queue = { ...run.queue, owner: null, epoch: epoch + 1, readyAt: this.now + readyInMs };
  }

  async ownedRuns(): Promise<readonly RunId[]> {
    return [...this.database.runs.values()].filter(({ queue }) => queue?.owner === this.workerId).map(({ runId }) => runId);
  }

  async releaseForgotten({ runIds }: { readonly runIds: readonly RunId[] }): Promise<void> {
    for (const runId of runIds) {
      const run = this.database.runs.get(runId);
      if (run?.queue?.owner === this.workerId) run.queue = { ...run.queue, owner: null, epoch: run.queue.epoch + 1 };
    }
  }

  async releaseOwn(): Promise<void> {
    for (const run of this.database.runs.values()) {
      if (run.queue?.owner === this.workerId) run.queue = { ...run.queue, owner: null, epoch: run.queue.epoch + 1 };
    }
    this.database.leases.delete(this.workerId);
  }

  async retryRun(params: RunOfOrganization): Promise<OperationResult> {
    const run = this.find(params);
    if (!run) return 'not-found';
    if (!run.queue || run.queue.owner !== null) return 'not-possible';
    run.queue = { ...run.queue, readyAt: this.now, claims: 0, cancel: false };
    [run.status, run.failure, run.attempts] = ['queued', null, run.attempts + 1];
    return 'done';
  }

  async cancelRun(params: RunOfOrganization): Promise<OperationResult> {
    const run = this.find(params);
    if (!run) return 'not-found';
    if (!run.queue) return 'not-possible';
    run.queue = { ...run.queue, cancel: true, readyAt: run.queue.owner === null ? this.now : run.queue.readyAt };
    return 'done';
  }

  async countStuck({ overdueMs }: { readonly overdueMs: number }): Promise<number> {
    const overdue = [...this.database.runs.values()].filter(
      ({ status, queue }) =>
        !['succeeded', 'cancelled'].includes(status) && (!queue || (queue.owner === null && queue.readyAt < this.now - overdueMs)),
    );
    return overdue.length;
  }

  private find({ organizationId, runId }: { organizationId: OrganizationId; runId: RunId }): StoredRun | undefined {
    const run = this.database.runs.get(runId);
    return run?.event.organizationId === organizationId ? run : undefined;
  }

  private get now(): number {
    return this.database.clock.now();
  }
}
