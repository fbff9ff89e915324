import { redactCardData } from '@penstock/card-data-guard';
import type { EffectContract, Verdict } from '@penstock/connector-sdk';
import { canonicalJson, messageOf, parseJson, stringifyJson, type EffectId, type Json } from '@penstock/kernel';
import { decideAfterFailure, LEASE_ENDING, type FailureDecision } from '../core/decide-after-failure';
import { decideAfterVerdict } from '../core/decide-after-verdict';
import { decideOnEffect } from '../core/decide-on-effect';
import type { EffectRecord, EffectState } from '../core/effect';
import type { PlannedAction } from '../core/execution-plan';
import { failureFrom, type FailureRecord } from '../core/failure';
import { quarantineMs } from '../core/quarantine';
import type { RunProgress } from '../core/run-progress';
import type { ResolvedConnection } from '../ports/action-invoker';
import type { EffectOutcome, NewEffect } from '../ports/run-store';
import { buildInput, type BuiltInput } from './build-input';
import type { ExecutionContext } from './execution-context';
import type { RunLedger } from './run-ledger';
import { connectionOf, type StepResult } from './step-result';
import { watchConnection } from './watched-connection';

/**
 * One write to the outside, exactly once.
 *
 * W1 The intent is committed before the request leaves (L1); the request is not sent when the lease may end first.
 * W2 An answer that leaves doubt makes the effect UNKNOWN; it is looked up after its quarantine, never repeated.
 * W3 Only ABSENT or NOT_SENT is followed by a new attempt, with the same business key.
 * W5 Once an effect has written, the failure of a later request is doubt, whatever that request's own failure was.
 * W4 A business key that is live already is not sent again: the same request reuses its outcome, another one is a
 *    question for a person.
 */
export class EffectExecution {
  private readonly contract: EffectContract<unknown, unknown, unknown>;

  constructor(
    private readonly context: ExecutionContext,
    private readonly ledger: RunLedger,
    private readonly step: PlannedAction,
  ) {
    this.contract = step.action.contract as EffectContract<unknown, unknown, unknown>;
  }

  async execute(progress: RunProgress): Promise<StepResult> {
    const effect = this.ledger.effects.get(this.step.id);
    const { now } = this.ledger.run;
    const decision = decideOnEffect({ effect, quarantineMs: this.quarantine, isVerifiable: this.isVerifiable }, now);
    switch (decision.kind) {
      case 'send':
        // A refused input leaves a journal entry but no effect: its number is not used twice.
        return this.send(progress, Math.max(decision.attempt, this.ledger.nextAttempt(this.step.id)));
      case 'use-output':
        return this.useOutput(effect as EffectRecord, 'answer');
      case 'quarantine':
        return this.doubt(effect as EffectRecord, Math.max(0, decision.resolveAfter - now), null);
      case 'wait':
        return this.park(decision.untilMs - now, effect?.failure ?? null);
      case 'verify':
        return this.verify(effect as EffectRecord);
      case 'ask-person':
        return this.askPerson(effect as EffectRecord, effect?.failure ?? null);
    }
  }

  private get quarantine(): number {
    return quarantineMs(this.contract, this.context.timings);
  }
  private get isVerifiable(): boolean {
    return this.contract.verify !== undefined;
  }

  private async send(progress: RunProgress, attempt: number): Promise<StepResult> {
    const built = buildInput(this.step, progress, this.ledger.run.now);
    if (!built.ok) return this.fail(built.error, { attempt, input: null });
    let connection: ResolvedConnection;
    try {
      connection = await this.context.connections.resolve(connectionOf(this.ledger.run, this.step));
    } catch (thrown) {
      return this.fail(failureFrom(thrown, this.step.id), { attempt, input: built.value.text });
    }
    const intent = this.intentOf(built.value, connection, attempt);
    const result = await this.ledger.commit({ kind: 'continue' }, intent);
    if (result.kind === 'lost') return 'settled';
    if (result.kind === 'conflict') return this.meetRival(result.existing, intent);
    return this.call({ connection, intent, input: built.value.input });
  }

  private async call({ connection, intent, input }: Call): Promise<StepResult> {
    const startedAt = this.context.clock.now();
    if (!this.context.lease.canSend()) {
      return this.afterFailure(intent, leaseFailure(this.step.id), startedAt);
    }
    const watched = watchConnection(connection);
    try {
      const output = redactCardData((await this.step.action.run(watched.connection.context, input)) as Json);
      this.settleDone(intent.id, { output, remoteId: this.remoteIdOf(output), resolvedBy: 'answer' });
      return this.finishStep({ output, attempt: intent.attempt, input: intent.request, startedAt });
    } catch (thrown) {
      return this.afterFailure(intent, watched.judge(failureFrom(thrown, this.step.id)), startedAt);
    }
  }

  private async afterFailure(intent: NewEffect, failure: FailureRecord, startedAt: number): Promise<StepResult> {
    const decision = this.decide(failure, intent.attempt);
    const base = { ...unresolved(intent.id), failure };
    switch (decision.kind) {
      case 'retry':
        this.ledger.move({ ...base, state: 'NOT_SENT', resolvedBy: 'answer' });
        this.recordFailure(failure, { attempt: intent.attempt, input: intent.request, startedAt });
        return this.park(decision.delayMs, failure);
      case 'verify':
        this.ledger.move({ ...base, state: 'UNKNOWN', resolveInMs: this.quarantine });
        return this.park(this.quarantine, failure);
      case 'ask-person':
        this.ledger.move({ ...base, state: 'NEEDS_HUMAN' });
        return this.needsAttention(failure);
      case 'fail':
        this.ledger.move({ ...base, state: refusedState(failure), resolvedBy: 'answer' });
        return this.fail(failure, { attempt: intent.attempt, input: intent.request, startedAt });
    }
  }

  private decide(failure: FailureRecord, attempt: number): FailureDecision {
    const random = this.context.random.next();
    return decideAfterFailure({ failure, effectClass: this.contract.class, attempt, random }, this.context.timings);
  }

  /** W4: the business fact is already being done, or done, by another run or an earlier attempt. */
  private async meetRival(rival: EffectRecord, intent: NewEffect): Promise<StepResult> {
    if (rival.requestHash === intent.requestHash) {
      if (rival.state === 'DONE') return this.useOutput(rival, 'reused');
      if (rival.state !== 'NEEDS_HUMAN') return this.park(this.context.timings.businessKeyWaitMs, null);
    }
    return this.needsAttention({
      class: 'business',
      code: 'BUSINESS_KEY_IN_USE',
      message: `“${this.step.name}” for ${intent.businessKey} has been done or is being checked with other values; it was not sent a second time.`,
      remedy: 'Compare the two requests. If both are meant, give this one its own reference; otherwise cancel this run.',
      stepId: this.step.id,
    });
  }

  /** E1: an intent of unknown fate. */
  private async doubt(effect: EffectRecord, resolveInMs: number, failure: FailureRecord | null): Promise<StepResult> {
    this.ledger.move({ ...unresolved(effect.id), state: 'UNKNOWN', resolveInMs, failure });
    return this.park(resolveInMs, failure);
  }

  private async verify(effect: EffectRecord): Promise<StepResult> {
    const { verify } = this.contract;
    if (!verify) return this.contract.class === 'I' ? this.repeat(effect) : this.askPerson(effect, effect.failure);
    const verdict = await this.lookUp(effect, verify);
    const decision = decideAfterVerdict(verdict, effect, this.context.timings);
    const probed = { ...unresolved(effect.id), probes: effect.probes + 1, failure: effect.failure };
    switch (decision.kind) {
      case 'done': {
        const { output, remoteId } = foundIn(verdict);
        this.settleDone(effect.id, { output, remoteId: remoteId ?? this.remoteIdOf(output), resolvedBy: 'verified', probes: probed.probes });
        if (decision.duplicates.length > 1) return this.alarmDuplicate(effect, decision.duplicates);
        return this.finishStep({ output, attempt: effect.attempt, input: effect.request, startedAt: effect.sentAt });
      }
      case 'rejected': {
        const failure = verdict.verdict === 'refused' ? { ...verdict.failure, stepId: this.step.id } : (effect.failure as FailureRecord);
        this.ledger.move({ ...probed, state: 'REJECTED', failure, resolvedBy: 'verified' });
        return this.fail(failure, { attempt: effect.attempt, input: effect.request, startedAt: effect.sentAt });
      }
      case 'absent':
        this.ledger.move({ ...probed, state: 'ABSENT', absentProbes: effect.absentProbes + 1, resolvedBy: 'verified' });
        return this.park(0, null);
      case 'look-again':
        this.ledger.move({ ...probed, state: 'UNKNOWN', absentProbes: decision.absentProbes, resolveInMs: decision.delayMs });
        return this.park(decision.delayMs, effect.failure);
      case 'ask-person':
        return this.askPerson(effect, effect.failure);
    }
  }

  private async lookUp(effect: EffectRecord, verify: NonNullable<EffectContract<unknown, unknown, unknown>['verify']>): Promise<Verdict<unknown>> {
    try {
      const connection = await this.context.connections.resolve(connectionOf(this.ledger.run, this.step));
      const input = this.step.action.input.parse(parseJson(effect.request));
      return await verify(connection.context, { input, businessKey: effect.businessKey, sentAt: effect.sentAt });
    } catch (thrown) {
      return { verdict: 'unsure', reason: messageOf(thrown) };
    }
  }

  /** Class I without a look-up: the remote side itself refuses to act twice on one key. */
  private async repeat(effect: EffectRecord): Promise<StepResult> {
    this.ledger.move({ ...unresolved(effect.id), state: 'ABSENT', failure: effect.failure, resolvedBy: 'safe to repeat' });
    return this.park(0, null);
  }

  private async alarmDuplicate(effect: EffectRecord, remoteIds: readonly string[]): Promise<StepResult> {
    return this.needsAttention({
      class: 'business',
      code: 'DONE_TWICE_AT_REMOTE',
      message: `The remote system holds ${remoteIds.length} matches for ${effect.businessKey} (${remoteIds.join(', ')}). The first one counts.`,
      remedy: 'Decide which of the others to void or reverse while that is still possible, then retry this run.',
      stepId: this.step.id,
    });
  }

  private askPerson(effect: EffectRecord, failure: FailureRecord | null): Promise<StepResult> {
    const asked = failure ?? doubtFailure(this.step);
    if (effect.state !== 'NEEDS_HUMAN') this.ledger.move({ ...unresolved(effect.id), state: 'NEEDS_HUMAN', probes: effect.probes, failure: asked });
    return this.needsAttention(asked);
  }

  private async useOutput(effect: EffectRecord, how: 'answer' | 'reused'): Promise<StepResult> {
    const output = effect.response === null ? null : parseJson(effect.response);
    const startedAt = how === 'reused' ? this.context.clock.now() : effect.sentAt;
    return this.finishStep({ output, attempt: effect.attempt, input: effect.request, startedAt });
  }

  private finishStep({ output, attempt, input, startedAt }: Finished): StepResult {
    const finishedAt = this.context.clock.now();
    this.ledger.finishStep(
      { stepId: this.step.id, attempt, status: 'succeeded', port: 'default', input, output: stringifyJson(output), failure: null, startedAt, finishedAt },
      { port: 'default', output },
    );
    return 'continue';
  }

  private settleDone(effectId: EffectId, done: Done): void {
    const { output, remoteId, resolvedBy, probes = 0 } = done;
    this.ledger.move({ ...unresolved(effectId), state: 'DONE', response: stringifyJson(output), remoteId, resolvedBy, probes });
  }

  private recordFailure(failure: FailureRecord, seen: { attempt: number; input: string | null; startedAt: number }): void {
    const finishedAt = this.context.clock.now();
    this.ledger.record({ stepId: this.step.id, status: 'failed', port: null, output: null, failure, finishedAt, ...seen });
  }

  private async fail(failure: FailureRecord, seen: { attempt: number; input: string | null; startedAt?: number }): Promise<StepResult> {
    this.recordFailure(failure, { startedAt: this.context.clock.now(), ...seen });
    return this.needsAttention(failure);
  }

  private async needsAttention(failure: FailureRecord): Promise<StepResult> {
    await this.ledger.commit({ kind: 'needs-attention', failure });
    return 'settled';
  }

  private async park(readyInMs: number, failure: FailureRecord | null): Promise<StepResult> {
    await this.ledger.commit({ kind: 'park', readyInMs: Math.max(0, readyInMs), failure });
    return 'settled';
  }

  private intentOf(built: BuiltInput, connection: ResolvedConnection, attempt: number): NewEffect {
    const { action, connector, id: stepId } = this.step;
    const amount = this.contract.amount?.(built.input);
    return {
      id: this.context.ids.next() as EffectId,
      stepId,
      attempt,
      connectionId: connection.connectionId,
      scope: `${this.ledger.organizationId}:${connection.fingerprint}`,
      connector: connector.id,
      action: action.id,
      actionVersion: action.version,
      class: this.contract.class,
      kind: this.contract.kind,
      businessKey: this.contract.businessKey(built.input),
      amount: amount?.value.toString() ?? null,
      currency: amount?.currency ?? null,
      request: built.text,
      requestHash: this.context.digest.sha256(canonicalJson(built.made)),
    };
  }

  private remoteIdOf(output: Json): string | null {
    return this.step.action.remoteId?.(output) ?? null;
  }
}

interface Call {
  readonly connection: ResolvedConnection;
  readonly intent: NewEffect;
  readonly input: unknown;
}
interface Finished {
  readonly output: Json;
  readonly attempt: number;
  readonly input: string;
  readonly startedAt: number;
}
interface Done {
  readonly output: Json;
  readonly remoteId: string | null;
  readonly resolvedBy: string;
  readonly probes?: number;
}

const unresolved = (effectId: EffectId): Omit<EffectOutcome, 'state'> => ({
  effectId,
  resolveInMs: null,
  probes: 0,
  absentProbes: 0,
  remoteId: null,
  response: null,
  failure: null,
  resolvedBy: null,
});

/** Refused by the remote side, or kept from it: both are certain, only the first is the remote side's word. */
function refusedState(failure: FailureRecord): EffectState {
  return failure.class === 'business' || failure.class === 'config' ? 'REJECTED' : 'NOT_SENT';
}

function foundIn(verdict: Verdict<unknown>): { output: Json; remoteId: string | null } {
  if (verdict.verdict === 'found') return { output: redactCardData(verdict.output as Json), remoteId: verdict.remoteId ?? null };
  if (verdict.verdict === 'duplicate') return { output: redactCardData(verdict.output as Json), remoteId: verdict.remoteIds[0] ?? null };
  return { output: null, remoteId: null };
}

const leaseFailure = (stepId: string): FailureRecord => ({
  class: 'not-sent',
  code: LEASE_ENDING,
  message: 'The worker was about to lose its lease, so nothing was sent.',
  stepId,
});

const doubtFailure = (step: PlannedAction): FailureRecord => ({
  class: 'ambiguous',
  code: 'OUTCOME_UNKNOWN',
  message: `It is not known whether “${step.name}” happened, and the remote system cannot be asked.`,
  remedy: 'Check in the remote system, then say what you found. Nothing is sent meanwhile.',
  stepId: step.id,
});
