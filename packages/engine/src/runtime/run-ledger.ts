import { parseJson, stringifyJson, type EffectId, type Json, type RunId } from '@penstock/kernel';
import type { EffectRecord } from '../core/effect';
import type { FailureRecord } from '../core/failure';
import type { StepOutcome } from '../core/run-state';
import type {
  ChildRecord,
  ClaimedRun,
  CommitResult,
  Disposition,
  EffectOutcome,
  JournalEntry,
  LookUpRecord,
  NewChildRun,
  NewEffect,
  NewWaitpoint,
  ProgressCommit,
  WaitpointRecord,
} from '../ports/run-store';
import type { ExecutionContext } from './execution-context';
import type { StepResult } from './step-result';

/**
 * What one execution of a run knows and has not written yet. Outcomes of pure steps and of the last effects wait here
 * and travel with the next commit that must be durable (an intent, a parking, the end).
 *
 * L1 Nothing is sent before `intend` has answered `committed`.
 * L2 After `lost` nothing more is written: the run belongs to another worker.
 * L3 A run has at most one commit under way; what comes meanwhile goes out together in the next one.
 * L4 After a commit has failed nothing more is written: what it carried may be missing, and what follows builds on it.
 *    The run is given back and goes on from what is durable.
 */
export type IntentAnswer = 'committed' | 'lost' | { readonly conflict: EffectRecord };
export type SpawnAnswer = 'started' | 'lost' | 'not-deployed';

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class RunLedger {
  readonly outcomes = new Map<string, StepOutcome>();
  readonly effects = new Map<string, EffectRecord>();
  readonly waitpoints = new Map<string, WaitpointRecord>();
  readonly children = new Map<string, ChildRecord>();
  readonly held: Set<string>;
  private attentionOf: FailureRecord | null = null;
  private newlyHeld: string[] = [];
  private readonly failedAttempts = new Map<string, number>();
  private journal: JournalEntry[] = [];
  private moves: EffectOutcome[] = [];
  private lookUps: LookUpRecord[] = [];
  private newWaitpoints: NewWaitpoint[] = [];
  private response: string | null = null;
  private intents: Waiting<NewEffect, IntentAnswer>[] = [];
  private spawns: Waiting<NewChildRun, SpawnAnswer>[] = [];
  private writing: Promise<void> | undefined;
  private mustWrite = false;
  private broken: { readonly error: unknown } | undefined;
  private cancelling: boolean;
  private lostRun = false;

  constructor(
    private readonly context: ExecutionContext,
    readonly run: ClaimedRun,
  ) {
    this.cancelling = run.cancelRequested;
    this.held = new Set(run.held);
    for (const entry of run.journal) this.fold(entry);
    for (const effect of run.effects) this.remember(effect);
    for (const waitpoint of run.waitpoints) this.waitpoints.set(waitpoint.key, waitpoint);
    for (const child of run.children) this.children.set(child.key, child);
  }

  get runId(): RunId {
    return this.run.runId;
  }
  get isCancelling(): boolean {
    return this.cancelling;
  }
  get isLost(): boolean {
    return this.lostRun;
  }
  /** L4. */
  get isBroken(): boolean {
    return this.broken !== undefined;
  }

  /** What a person is asked first; null when nothing of this execution needs one. */
  get attention(): FailureRecord | null {
    return this.attentionOf;
  }

  /** Leaves a step to a person. Travels with the very commit that carries what the step came to. */
  hold(key: string, failure: FailureRecord): StepResult {
    this.held.add(key);
    this.newlyHeld.push(key);
    this.attentionOf ??= failure;
    return { kind: 'attention', failure };
  }

  /** 1-based number of the attempt that would come next. */
  nextAttempt(key: string): number {
    return (this.failedAttempts.get(key) ?? 0) + 1;
  }

  /** A try that is followed by another one, or by a person. */
  recordFailure(key: string, seen: { readonly attempt: number; readonly failure: FailureRecord; readonly input: string | null; readonly startedAt: number }): void {
    const finishedAt = this.context.clock.now();
    this.journal.push({ stepId: key, status: 'failed', port: null, output: null, finishedAt, ...seen });
    this.failedAttempts.set(key, Math.max(seen.attempt, this.failedAttempts.get(key) ?? 0));
  }

  finishStep(key: string, outcome: StepOutcome, seen: Partial<SeenStep> = {}): void {
    const now = this.context.clock.now();
    const { attempt = this.nextAttempt(key), input = null, failure = null, startedAt = now } = seen;
    const output = stringifyJson(outcome.output);
    const status = failure ? 'failed' : 'succeeded';
    this.journal.push({ stepId: key, attempt, status, port: outcome.port, input, output, failure, startedAt, finishedAt: now });
    this.outcomes.set(key, outcome);
  }

  /** The state change of an effect of this run; written with the next commit. */
  move(key: string, outcome: EffectOutcome): void {
    this.moves.push(outcome);
    const known = this.effects.get(key);
    if (!known || known.id !== outcome.effectId) return;
    const { state, probes, absentProbes, failure } = outcome;
    const { remoteId = known.remoteId, response = known.response } = outcome;
    this.effects.set(key, { ...known, state, probes, absentProbes, failure, remoteId, response, resolveAfter: null });
  }

  /** The answer to a question about an effect; written with the next commit. */
  recordLookUp(lookUp: LookUpRecord): void {
    this.lookUps.push(lookUp);
  }

  openWaitpoint(waitpoint: NewWaitpoint): void {
    this.newWaitpoints.push(waitpoint);
  }

  respond(body: Json): void {
    this.response = stringifyJson(body);
  }

  /** L1: resolves when the intent is durable, or tells why it is not. */
  intend(intent: NewEffect): Promise<IntentAnswer> {
    return new Promise((resolve, reject) => {
      this.intents.push({ item: intent, resolve, reject });
      this.write();
    });
  }

  spawn(child: NewChildRun): Promise<SpawnAnswer> {
    return new Promise((resolve, reject) => {
      this.spawns.push({ item: child, resolve, reject });
      this.write();
    });
  }

  /** What is known goes out now, while other steps of the run are still under way. */
  flushSoon(): void {
    this.mustWrite = true;
    this.write();
  }

  /** The last commit of this execution. No step is under way any more. */
  async settle(disposition: Disposition): Promise<CommitResult> {
    await this.writing;
    return this.commit(disposition, { intents: [], spawns: [] });
  }

  private write(): void {
    this.writing ??= this.writeAll();
  }

  private async writeAll(): Promise<void> {
    while (this.intents.length + this.spawns.length > 0 || this.mustWrite) {
      const [intents, spawns] = [this.intents, this.spawns];
      [this.intents, this.spawns, this.mustWrite] = [[], [], false];
      try {
        this.answer(await this.commit({ kind: 'continue' }, { intents, spawns }), { intents, spawns });
      } catch (error) {
        for (const { reject } of [...intents, ...spawns]) reject(error);
      }
    }
    this.writing = undefined;
  }

  private answer(result: CommitResult, { intents, spawns }: Asked): void {
    const isLost = result.kind === 'lost';
    for (const { item, resolve } of intents) {
      const conflict = isLost ? undefined : result.conflicts.get(item.id);
      if (!isLost && !conflict) this.remember(this.intended(item));
      resolve(isLost ? 'lost' : conflict ? { conflict } : 'committed');
    }
    for (const { item, resolve } of spawns) resolve(isLost ? 'lost' : result.refusedChildren.includes(item.key) ? 'not-deployed' : 'started');
  }

  private async commit(disposition: Disposition, { intents, spawns }: Asked): Promise<CommitResult> {
    if (this.lostRun) return { kind: 'lost' };
    if (this.broken) throw this.broken.error;
    const { runId, epoch, organizationId, environmentId } = this.run;
    const { journal, moves, lookUps, newWaitpoints, response } = this;
    const withHeld = this.withNewlyHeld(disposition);
    [this.journal, this.moves, this.lookUps, this.newWaitpoints, this.newlyHeld, this.response] = [[], [], [], [], [], null];
    const result = await this.store({
      runId,
      epoch,
      journal,
      outcomes: moves,
      ...(lookUps.length > 0 && { lookUps }),
      intents: intents.map(({ item }) => ({ ...item, organizationId, environmentId })),
      waitpoints: newWaitpoints,
      children: spawns.map(({ item }) => item),
      response,
      disposition: withHeld,
    });
    this.lostRun = result.kind === 'lost';
    if (result.kind === 'committed') this.announce(disposition, { response, isCancelled: result.cancelRequested });
    return result;
  }

  private withNewlyHeld(disposition: Disposition): Disposition {
    const { newlyHeld: keys, attentionOf: failure } = this;
    if (disposition.kind === 'needs-attention') return { ...disposition, held: [...keys, ...disposition.held] };
    return disposition.kind === 'continue' && failure && keys.length > 0 ? { kind: 'continue', held: { keys, failure } } : disposition;
  }

  private async store(progress: ProgressCommit): Promise<CommitResult> {
    try {
      return await this.context.store.commit(progress);
    } catch (error) {
      this.broken = { error };
      throw error;
    }
  }

  private announce(disposition: Disposition, { response, isCancelled }: { readonly response: string | null; readonly isCancelled: boolean }): void {
    this.cancelling ||= isCancelled;
    const status = disposition.kind === 'finish' ? disposition.status : ({ continue: 'running', park: 'waiting', 'needs-attention': 'needs-attention' } as const)[disposition.kind];
    const { organizationId, environmentId, flowId, runId } = this.run;
    this.context.observer.runChanged({ organizationId, environmentId, flowId, runId, status });
    if (response !== null) this.context.observer.responded({ runId, text: response });
  }

  private intended({ id, stepId, attempt, connectionId, scope, businessKey, request, requestHash, sentFrom }: NewEffect): EffectRecord {
    const fresh = { state: 'INTENT', resolveAfter: null, probes: 0, absentProbes: 0, remoteId: null, response: null, failure: null, word: null } as const;
    return { id, runId: this.runId, stepId, attempt, connectionId, scope, businessKey, request, requestHash, sentAt: sentFrom ?? this.context.clock.now(), ...fresh };
  }

  private fold(entry: JournalEntry): void {
    if (entry.port === null) {
      this.failedAttempts.set(entry.stepId, Math.max(entry.attempt, this.failedAttempts.get(entry.stepId) ?? 0));
      return;
    }
    this.outcomes.set(entry.stepId, { port: entry.port, output: entry.output === null ? null : parseJson(entry.output) });
  }

  private remember(effect: EffectRecord): void {
    const known = this.effects.get(effect.stepId);
    if (!known || effect.attempt > known.attempt) this.effects.set(effect.stepId, effect);
  }
}

interface Asked {
  readonly intents: readonly Waiting<NewEffect, IntentAnswer>[];
  readonly spawns: readonly Waiting<NewChildRun, SpawnAnswer>[];
}

export interface SeenStep {
  readonly attempt: number;
  /** JSON text. */
  readonly input: string | null;
  readonly failure: FailureRecord | null;
  readonly startedAt: number;
}

/** The part of an effect's move that says nothing. */
export const unresolved = (effectId: EffectId): Omit<EffectOutcome, 'state'> => ({
  effectId,
  resolveInMs: null,
  probes: 0,
  absentProbes: 0,
  remoteId: null,
  response: null,
  failure: null,
  resolvedBy: null,
});
