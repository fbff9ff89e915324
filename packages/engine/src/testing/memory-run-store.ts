import type { EffectId, OrganizationId, RunId } from '@penstock/kernel';
import { CLAIMS_COUNTED_AT_ONCE } from '../core/claims';
import { effectTransitions, isLive, isOvertaken, saidBy } from '../core/effect';
import { givenUpFailure } from '../core/given-up';
import type {
  AcceptedEvent,
  ChildRecord,
  ClaimedRun,
  ClaimRequest,
  CommitResult,
  EffectOutcome,
  EffectSettlement,
  NewChildRun,
  NewEffect,
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
import type { MemoryDatabase, StoredEffect, StoredQueue, StoredRun, Subscription } from './memory-database';

/**
 * The run store in memory: the same promises as on Postgres without the disk, for simulations and unit tests.
 * Several stores share one `MemoryDatabase`, as several workers share Postgres.
 */
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
      claimed: runs.filter(({ queue }) => queue?.owner).map((run) => this.claimed(run)),
    };
  }

  private startRun(event: NewEvent, subscription: Subscription): StoredRun {
    const value = subscription.lane && event.lanes?.[subscription.lane.path];
    const lane = value === undefined ? null : `${subscription.lane?.name}:${value}`;
    const owner = event.claim && lane === null ? this.workerId : null;
    return this.store(this.aRun(event, subscription), { owner, lane, laneSkips: subscription.lane?.skips ?? false });
  }

  private aRun(event: NewEvent, { flowId, flowVersionId }: Omit<Subscription, 'intakeSourceId'>): StoredRun {
    const times = { createdAt: this.now, deadlineFrom: this.now };
    const empty = { failure: null, journal: [], waitpoints: new Map(), parent: null, held: [], response: null, queue: undefined };
    return { runId: this.database.ids.next() as RunId, event, flowId, flowVersionId, status: 'queued', attempts: 1, ...times, ...empty };
  }

  private store(run: StoredRun, { owner, lane, laneSkips }: Pick<StoredQueue, 'owner' | 'lane' | 'laneSkips'>): StoredRun {
    const started = owner ? 1 : 0;
    run.queue = { readyAt: this.now, owner, epoch: started, claims: started, cancel: false, isNudged: false, lane, laneSkips };
    this.database.runs.set(run.runId, run);
    return run;
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
      effects: this.database.effects.filter(({ runId }) => runId === run.runId),
      waitpoints: [...run.waitpoints.values()],
      children: this.childrenOf(run.runId),
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
    const overtaken = this.overtakenBy(progress);
    for (const outcome of progress.outcomes) this.move(outcome);
    this.database.lookUps.push(...(progress.lookUps ?? []));
    const conflicts = new Map<EffectId, StoredEffect>();
    for (const intent of progress.intents) {
      const rival = this.rivalOf(intent, run.runId);
      if (rival) conflicts.set(intent.id, rival);
      else this.database.effects.push(this.intended(intent, run.runId));
    }
    for (const { key, kind, expiresInMs } of progress.waitpoints) {
      const opened = { key, kind, state: 'open', expiresAt: this.now + expiresInMs, result: null, actor: null } as const;
      if (!run.waitpoints.has(key)) run.waitpoints.set(key, opened);
    }
    const refusedChildren = progress.children.filter((child) => !this.startChild(run, child)).map(({ key }) => key);
    run.response = progress.response ?? run.response;
    this.dispose(run, withoutKeys(progress.disposition, overtaken));
    return { kind: 'committed', cancelRequested: queue.cancel, conflicts, refusedChildren };
  }

  private overtakenBy({ outcomes }: ProgressCommit): readonly string[] {
    return outcomes.flatMap((move) => this.database.effects.filter((effect) => effect.id === move.effectId && isOvertaken(effect, move)).map(({ stepId }) => stepId));
  }

  private startChild(parent: StoredRun, { runId, eventId, key, flowId, payload }: NewChildRun): boolean {
    const live = this.database.subscriptions.find((subscription) => subscription.flowId === flowId);
    if (!live) return false;
    const event = { ...parent.event, id: eventId, dedupeKey: `${parent.runId}:${key}`, payload, labels: '{}', claim: false };
    this.database.events.set(eventId, event);
    this.store({ ...this.aRun(event, live), runId, parent: { runId: parent.runId, key } }, { owner: null, lane: null, laneSkips: false });
    return true;
  }

  private childrenOf(parentId: RunId): ChildRecord[] {
    const children = [...this.database.runs.values()].filter(({ parent }) => parent?.runId === parentId);
    return children.map(({ runId, parent, status, response }) => ({ key: parent?.key ?? '', runId, status, result: response }));
  }

  private dispose(run: StoredRun, disposition: ProgressCommit['disposition']): void {
    if (disposition.kind === 'continue') {
      if (disposition.held) [run.failure, run.held] = [disposition.held.failure, withKeys(run.held, disposition.held.keys)];
      return;
    }
    if (disposition.kind === 'finish') {
      [run.status, run.failure, run.queue] = [disposition.status, null, undefined];
      if (run.parent) this.wake(run.parent.runId);
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

  private wake(runId: RunId): void {
    const run = this.database.runs.get(runId);
    if (run?.queue) run.queue = { ...run.queue, isNudged: run.queue.owner !== null, readyAt: run.queue.owner === null ? this.now : run.queue.readyAt };
  }

  async nudge({ runIds }: { readonly runIds: readonly RunId[] }): Promise<void> {
    for (const runId of runIds) this.wake(runId);
  }

  async answerWaitpoint({ organizationId, runId, key, kind, result, actor }: WaitpointAnswer): Promise<OperationResult> {
    const run = this.find({ organizationId, runId });
    if (!run) return 'not-found';
    const known = run.waitpoints.get(key);
    const isEarly = !known && kind === 'callback' && run.queue !== undefined;
    const isOpen = known?.kind === kind && known.state === 'open' && (known.expiresAt ?? 0) > this.now;
    if (!isEarly && !isOpen) return known ? 'not-possible' : 'not-found';
    run.waitpoints.set(key, { key, kind, state: 'answered', expiresAt: known?.expiresAt ?? null, result, actor });
    this.wake(runId);
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
    const effect = this.database.effects.find(({ id }) => id === effectId);
    const run = effect && this.find({ organizationId, runId: effect.runId });
    if (!effect || !run) return 'not-found';
    const isIdle = run.queue?.owner === null;
    if (effect.state !== 'NEEDS_HUMAN' && !(effect.state === 'UNKNOWN' && isIdle)) return 'not-possible';
    if (isChecked && !run.queue) return 'not-possible';
    this.takeWord(effect, settlement);
    run.held = run.held.filter((key) => key !== effect.stepId);
    if (state === 'REJECTED' && !isChecked && run.queue) {
      run.held = [...run.held, effect.stepId];
      [run.status, run.failure] = ['needs-attention', { ...givenUpFailure(actor), stepId: effect.stepId }];
    }
    this.wake(run.runId);
    return 'done';
  }

  private takeWord(effect: StoredEffect, { state, isChecked, remoteId, response, actor }: EffectSettlement): void {
    const { probes, absentProbes } = effect;
    // A quarantine is waited for, whatever a person says; a later look-up comes at once.
    const resolveInMs = effect.state === 'UNKNOWN' && probes === 0 ? Math.max(0, (effect.resolveAfter ?? this.now) - this.now) : 0;
    const base = { effectId: effect.id, probes, failure: effect.failure };
    if (isChecked) this.move({ ...base, state: 'UNKNOWN', resolveInMs, absentProbes: 0, remoteId: null, response: null, resolvedBy: null });
    else this.move({ ...base, state, resolveInMs: null, absentProbes, remoteId, response, failure: null, resolvedBy: 'person' });
    const index = this.database.effects.findIndex(({ id }) => id === effect.id);
    this.database.effects[index] = { ...this.database.effects[index]!, word: { says: saidBy[state], by: actor, remoteId } };
  }

  async rerun({ organizationId, runId, newRunId, newEventId, keepKeys, version, payload }: RerunRequest): Promise<RerunResult> {
    const run = this.find({ organizationId, runId });
    if (!run) return { kind: 'not-found' };
    const live = this.database.subscriptions.find(({ flowId }) => flowId === run.flowId);
    const flowVersionId = version === 'same' ? run.flowVersionId : live?.flowVersionId;
    if (!flowVersionId) return { kind: 'not-possible' };
    const event = { ...run.event, id: newEventId, dedupeKey: `rerun:${newRunId}`, payload: payload ?? run.event.payload };
    this.database.events.set(newEventId, event);
    const again = { ...this.aRun(event, { flowId: run.flowId, flowVersionId }), runId: newRunId };
    again.journal.push(...run.journal.filter(({ stepId, port }) => port !== null && keepKeys.includes(stepId)));
    this.store(again, { owner: null, lane: null, laneSkips: false });
    return { kind: 'started', runId: newRunId };
  }

  /** Heads of lanes are worked out at every claim here; nothing can be left behind. */
  async sweepLanes(): Promise<number> {
    return 0;
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
    const { id, stepId, attempt, businessKey, request, requestHash, scope, action, sentFrom } = intent;
    const fresh = { state: 'INTENT', resolveAfter: null, probes: 0, absentProbes: 0, remoteId: null, response: null, failure: null, word: null } as const;
    return { id, runId, stepId, attempt, businessKey, request, requestHash, scope, action, sentAt: sentFrom ?? this.now, ...fresh };
  }

  private move(outcome: EffectOutcome): void {
    const index = this.database.effects.findIndex(({ id }) => id === outcome.effectId);
    const effect = this.database.effects[index];
    if (!effect || !effectTransitions[effect.state].includes(outcome.state) || isOvertaken(effect, outcome)) return;
    this.database.effects[index] = {
      ...effect,
      state: outcome.state,
      resolveAfter: outcome.resolveInMs === null ? null : this.now + outcome.resolveInMs,
      probes: outcome.probes,
      absentProbes: outcome.absentProbes,
      remoteId: outcome.remoteId ?? effect.remoteId,
      response: outcome.response ?? effect.response,
      failure: outcome.failure,
      // Looked up on a retry: what was said before it is over.
      word: effect.state === 'NEEDS_HUMAN' ? null : effect.word,
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
    run.queue = { ...run.queue, owner: null, epoch: epoch + 1, claims: 0, readyAt: this.now + readyInMs };
  }

  async ownedRuns(): Promise<readonly RunId[]> {
    return [...this.database.runs.values()].filter(({ queue }) => queue?.owner === this.workerId).map(({ runId }) => runId);
  }

  async releaseForgotten({ runIds }: { readonly runIds: readonly RunId[] }): Promise<void> {
    for (const runId of runIds) {
      const run = this.database.runs.get(runId);
      if (run?.queue?.owner === this.workerId) run.queue = { ...run.queue, owner: null, epoch: run.queue.epoch + 1, claims: takenBack(run.queue.claims) };
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
    run.queue = { ...run.queue, readyAt: this.now, claims: 0 };
    [run.status, run.failure, run.attempts, run.held, run.deadlineFrom] = ['queued', null, run.attempts + 1, [], this.now];
    return 'done';
  }

  async cancelRun(params: RunOfOrganization): Promise<OperationResult> {
    const run = this.find(params);
    if (!run) return 'not-found';
    if (!run.queue) return 'not-possible';
    run.queue = { ...run.queue, cancel: true };
    run.held = [];
    this.wake(run.runId);
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

/** Without the keys that a person has spoken on since. */
function withoutKeys(disposition: ProgressCommit['disposition'], keys: readonly string[]): ProgressCommit['disposition'] {
  const left = (held: readonly string[]) => held.filter((key) => !keys.includes(key));
  if (disposition.kind === 'needs-attention') return { ...disposition, held: left(disposition.held) };
  return disposition.kind === 'continue' && disposition.held ? { kind: 'continue', held: { ...disposition.held, keys: left(disposition.held.keys) } } : disposition;
}

const withKeys = (held: readonly string[], added: readonly string[]): readonly string[] => [...new Set([...held, ...added])];

/** From the third on a claim counts only once its run is begun: there is nothing to take back. */
const takenBack = (claims: number): number => (claims > CLAIMS_COUNTED_AT_ONCE ? claims : Math.max(0, claims - 1));

/** Those that ended fewer workers come first. */
function withFewSuspects(runs: readonly StoredRun[], most: number): readonly StoredRun[] {
  const claimsOf = ({ queue }: StoredRun): number => queue?.claims ?? 0;
  const suspected = runs.filter((run) => claimsOf(run) >= CLAIMS_COUNTED_AT_ONCE).sort((a, b) => claimsOf(a) - claimsOf(b));
  const left = new Set(suspected.slice(most));
  return runs.filter((run) => !left.has(run));
}

/** S6: one run of every flow in turn. */
function inTurn(runs: readonly StoredRun[]): StoredRun[] {
  const turns = new Map<string, number>();
  const numbered = runs.map((run) => {
    const flow = `${run.event.organizationId}:${run.flowId}`;
    const turn = turns.get(flow) ?? 0;
    turns.set(flow, turn + 1);
    return { run, turn };
  });
  return numbered.sort((a, b) => a.turn - b.turn).map(({ run }) => run);
}
