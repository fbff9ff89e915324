import type { EffectId, RunId } from '@penstock/kernel';
import { CLAIMS_COUNTED_AT_ONCE } from '../core/claims';
import { givenUpFailures } from '../core/given-up';
import type {
  AcceptedEvent,
  ClaimedRun,
  ClaimRequest,
  CommitResult,
  EffectSettlement,
  NewEvent,
  OperationResult,
  ProgressCommit,
  RerunRequest,
  RerunResult,
  RunOfOrganization,
  RunStore,
  ShelvedEvent,
  WaitpointAnswer,
} from '../ports/run-store';
import type { MemoryDatabase, StoredEffect, StoredRun } from './memory-database';
import { MemoryEffects } from './memory-effects';
import { MemoryLeases, type LeaseTimes } from './memory-leases';
import { MemoryRuns } from './memory-runs';
import { inTurn, withFewSuspects } from './memory-turns';

/**
 * The run store in memory: the same promises as on Postgres without the disk, for simulations and unit tests.
 * Several stores share one `MemoryDatabase`, as several workers share Postgres.
 */
export class MemoryRunStore implements RunStore {
  private readonly runs: MemoryRuns;
  private readonly effects: MemoryEffects;
  private readonly leases: MemoryLeases;

  constructor(
    private readonly database: MemoryDatabase,
    private readonly workerId: string,
    times: LeaseTimes,
  ) {
    this.runs = new MemoryRuns(database);
    this.effects = new MemoryEffects(database);
    this.leases = new MemoryLeases(database, workerId, times);
  }

  async accept(event: NewEvent): Promise<AcceptedEvent> {
    const { database } = this;
    const key = `${event.intakeSourceId}:${event.dedupeKey}`;
    const listeners = database.subscriptions.filter(({ intakeSourceId }) => intakeSourceId === event.intakeSourceId);
    const first = database.firstEvents.get(key);
    if (first && listeners.length > 0) return { status: 'duplicate', eventId: first, runs: [], claimed: [] };
    if (listeners.length > 0) database.firstEvents.set(key, event.id);
    database.events.set(event.id, event);
    const runs = listeners.map((subscription) => this.runs.start(event, subscription, this.workerId));
    return {
      status: runs.length > 0 ? 'accepted' : 'unrouted',
      eventId: event.id,
      runs: runs.map(({ runId, flowId }) => ({ runId, flowId })),
      claimed: runs.filter(({ queue }) => queue?.owner).map((run) => this.claimed(run)),
    };
  }

  async shelve(event: ShelvedEvent): Promise<AcceptedEvent> {
    this.database.events.set(event.id, event);
    return { status: 'unrouted', eventId: event.id, runs: [], claimed: [] };
  }

  async claim({ limit, passOver = [], suspects = limit }: ClaimRequest): Promise<readonly ClaimedRun[]> {
    const ready = [...this.database.runs.values()].filter(({ flowId, queue }) => queue && queue.owner === null && queue.readyAt <= this.now && !passOver.includes(flowId));
    return inTurn(withFewSuspects(ready.filter((run) => this.isHeadOfLane(run)), suspects))
      .slice(0, limit)
      .map((run) => {
        const { epoch, claims } = run.queue!;
        const counted = claims < CLAIMS_COUNTED_AT_ONCE ? claims + 1 : claims;
        run.queue = { ...run.queue!, owner: this.workerId, epoch: epoch + 1, claims: counted, isNudged: false };
        return { ...this.claimed(run), claims: claims + 1 };
      });
  }

  async countClaim({ runId, epoch, claims }: Pick<ClaimedRun, 'runId' | 'epoch' | 'claims'>): Promise<boolean> {
    const run = this.database.runs.get(runId);
    if (run?.queue?.owner !== this.workerId || run.queue.epoch !== epoch) return false;
    run.queue = { ...run.queue, claims };
    return true;
  }

  private isHeadOfLane({ runId, queue }: StoredRun): boolean {
    if (!queue?.lane) return true;
    const ofLane = [...this.database.runs.values()].filter((other) => other.queue?.lane === queue.lane);
    return ofLane.every((other) => other.runId >= runId);
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
      effects: this.effects.of(run.runId),
      waitpoints: [...run.waitpoints.values()],
      children: this.runs.childrenOf(run.runId),
      held: run.held,
      createdAt: run.createdAt,
      deadlineFrom: run.deadlineFrom,
      now: this.now,
    };
  }

  async commit(progress: ProgressCommit): Promise<CommitResult> {
    const run = this.database.runs.get(progress.runId);
    const queue = run?.queue;
    if (!run || !queue || queue.owner !== this.workerId || queue.epoch !== progress.epoch) return { kind: 'lost' };
    run.journal.push(...progress.journal);
    const overtaken = this.effects.overtakenBy(progress.outcomes);
    for (const outcome of progress.outcomes) this.effects.move(outcome);
    this.database.lookUps.push(...(progress.lookUps ?? []));
    const conflicts = new Map<EffectId, StoredEffect>();
    for (const intent of progress.intents) {
      const rival = this.effects.rivalOf(intent, run.runId);
      if (rival) conflicts.set(intent.id, rival);
      else this.effects.add(intent, run.runId);
    }
    for (const { key, kind, expiresInMs } of progress.waitpoints) {
      const opened = { key, kind, state: 'open', expiresAt: this.now + expiresInMs, result: null, actor: null } as const;
      if (!run.waitpoints.has(key)) run.waitpoints.set(key, opened);
    }
    const refusedChildren = progress.children.filter((child) => !this.runs.startChild(run, child)).map(({ key }) => key);
    run.response = progress.response ?? run.response;
    this.dispose(run, withoutKeys(progress.disposition, overtaken));
    return { kind: 'committed', cancelRequested: queue.cancel, conflicts, refusedChildren };
  }

  private dispose(run: StoredRun, disposition: ProgressCommit['disposition']): void {
    if (disposition.kind === 'continue') {
      if (disposition.held) [run.failure, run.held] = [disposition.held.failure, withKeys(run.held, disposition.held.keys)];
      return;
    }
    if (disposition.kind === 'finish') {
      [run.status, run.failure, run.queue] = [disposition.status, null, undefined];
      if (run.parent) this.runs.wake(run.parent.runId);
      return;
    }
    const isPark = disposition.kind === 'park';
    [run.status, run.failure] = isPark ? ['waiting', disposition.failure] : ['needs-attention', disposition.failure ?? run.failure];
    const queue = run.queue!;
    const passes = !isPark && queue.laneSkips;
    const readyAt = queue.isNudged ? this.now : disposition.readyInMs === null ? Number.POSITIVE_INFINITY : this.now + disposition.readyInMs;
    run.held = isPark ? run.held : withKeys(run.held, disposition.held);
    run.queue = { ...queue, owner: null, claims: 0, readyAt, isNudged: false, lane: passes ? null : queue.lane };
  }

  async nudge({ runIds }: { readonly runIds: readonly RunId[] }): Promise<void> {
    for (const runId of runIds) this.runs.wake(runId);
  }

  async answerWaitpoint({ organizationId, runId, key, kind, result, actor }: WaitpointAnswer): Promise<OperationResult> {
    const run = this.runs.find({ organizationId, runId });
    if (!run) return 'not-found';
    const known = run.waitpoints.get(key);
    const isEarly = !known && kind === 'callback' && run.queue !== undefined;
    const isOpen = known?.kind === kind && known.state === 'open' && (known.expiresAt ?? 0) > this.now;
    if (!isEarly && !isOpen) return known ? 'not-possible' : 'not-found';
    run.waitpoints.set(key, { key, kind, state: 'answered', expiresAt: known?.expiresAt ?? null, result, actor });
    this.runs.wake(runId);
    return 'done';
  }

  async expireWaitpoint({ runId, key }: { readonly runId: RunId; readonly key: string }): Promise<'expired' | 'answered'> {
    const waitpoints = this.database.runs.get(runId)?.waitpoints;
    const known = waitpoints?.get(key);
    if (known?.state === 'answered') return 'answered';
    if (known) waitpoints?.set(key, { ...known, state: 'expired' });
    return 'expired';
  }

  async settleEffect(settlement: EffectSettlement): Promise<OperationResult> {
    const { organizationId, effectId, isChecked, state, actor } = settlement;
    const effect = this.effects.byId(effectId);
    const run = effect && this.runs.find({ organizationId, runId: effect.runId });
    if (!effect || !run) return 'not-found';
    const isIdle = (run.queue?.owner ?? null) === null;
    const isOpen = effect.state === 'NEEDS_HUMAN' ? state !== 'NEEDS_HUMAN' || isIdle : effect.state === 'UNKNOWN' && state !== 'NEEDS_HUMAN' && isIdle;
    if (!isOpen) return 'not-possible';
    if (isChecked && !run.queue) return 'not-possible';
    this.effects.takeWord(effect, settlement);
    run.held = run.held.filter((key) => key !== effect.stepId);
    const givenUp = givenUpFailures[state]?.(actor);
    if (givenUp && !isChecked && run.queue) {
      run.held = [...run.held, effect.stepId];
      [run.status, run.failure] = ['needs-attention', { ...givenUp, stepId: effect.stepId }];
    }
    this.runs.wake(run.runId);
    return 'done';
  }

  async rerun({ organizationId, runId, newRunId, newEventId, keepKeys, version, payload }: RerunRequest): Promise<RerunResult> {
    const run = this.runs.find({ organizationId, runId });
    if (!run) return { kind: 'not-found' };
    const live = this.database.subscriptions.find(({ flowId }) => flowId === run.flowId);
    const flowVersionId = version === 'same' ? run.flowVersionId : live?.flowVersionId;
    if (!flowVersionId) return { kind: 'not-possible' };
    const event = { ...run.event, id: newEventId, dedupeKey: `rerun:${newRunId}`, payload: payload ?? run.event.payload };
    this.database.events.set(newEventId, event);
    const again = { ...this.runs.aRun(event, { flowId: run.flowId, flowVersionId }), runId: newRunId };
    again.journal.push(...run.journal.filter(({ stepId, port }) => port !== null && keepKeys.includes(stepId)));
    this.runs.store(again, { owner: null, lane: null, laneSkips: false });
    return { kind: 'started', runId: newRunId };
  }

  /** Heads of lanes are worked out at every claim here; nothing can be left behind. */
  async sweepLanes(): Promise<number> {
    return 0;
  }

  async heartbeat(): Promise<boolean> {
    return this.leases.heartbeat();
  }

  async releaseDead(): Promise<number> {
    return this.leases.releaseDead();
  }

  async release(released: Parameters<MemoryLeases['release']>[0]): Promise<void> {
    this.leases.release(released);
  }

  async ownedRuns(): Promise<readonly RunId[]> {
    return this.leases.ownedRuns();
  }

  async releaseForgotten({ runIds }: { readonly runIds: readonly RunId[] }): Promise<void> {
    this.leases.releaseForgotten(runIds);
  }

  async releaseOwn(): Promise<void> {
    this.leases.releaseOwn();
  }

  async retryRun(params: RunOfOrganization): Promise<OperationResult> {
    const run = this.runs.find(params);
    if (!run) return 'not-found';
    if (!run.queue || run.queue.owner !== null) return 'not-possible';
    run.queue = { ...run.queue, readyAt: this.now, claims: 0 };
    [run.status, run.failure, run.attempts, run.held, run.deadlineFrom] = ['queued', null, run.attempts + 1, [], this.now];
    return 'done';
  }

  async cancelRun(params: RunOfOrganization): Promise<OperationResult> {
    const run = this.runs.find(params);
    if (!run) return 'not-found';
    if (!run.queue) return 'not-possible';
    run.queue = { ...run.queue, cancel: true };
    run.held = [];
    this.runs.wake(run.runId);
    return 'done';
  }

  async countStuck({ overdueMs }: { readonly overdueMs: number }): Promise<number> {
    const overdue = [...this.database.runs.values()].filter(
      ({ status, queue }) =>
        !['succeeded', 'cancelled'].includes(status) && (!queue || (queue.owner === null && queue.readyAt < this.now - overdueMs)),
    );
    return overdue.length;
  }

  private get now(): number {
    return this.database.clock.now();
  }
}

/** Without the keys that a person has spoken on since. */
function withoutKeys(disposition: ProgressCommit['disposition'], keys: readonly string[]): ProgressCommit['disposition'] {
  const left = (held: readonly string[]) => held.filter((key) => !keys.includes(key));
  if (disposition.kind === 'needs-attention') return { ...disposition, held: left(disposition.held) };
  return disposition.kind === 'continue' && disposition.held ? { kind: 'continue', held: { ...disposition.held, keys: left(disposition.held.keys) } } : disposition;
}

const withKeys = (held: readonly string[], added: readonly string[]): readonly string[] => [...new Set([...held, ...added])];
