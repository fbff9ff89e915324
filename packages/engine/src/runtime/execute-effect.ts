import { redactCardData } from '@penstock/card-data-guard';
import type { AnyAction, EffectContract } from '@penstock/connector-sdk';
import { canonicalJson, err, invariant, parseJson, type EffectId, type Json, type JsonObject, type Result } from '@penstock/kernel';
import { refusalByBounds } from '../core/effect-bounds';
import { decideAfterFailure, type FailureDecision } from '../core/decide-after-failure';
import { decideOnEffect } from '../core/decide-on-effect';
import type { EffectRecord, EffectState } from '../core/effect';
import type { PlannedAction } from '../core/execution-plan';
import { failureFrom, type FailureRecord } from '../core/failure';
import { quarantineMs } from '../core/quarantine';
import { mappingScope } from '../core/run-state';
import type { ResolvedConnection } from '../ports/action-invoker';
import type { NewEffect } from '../ports/run-store';
import { buildInput, checkInput, type BuiltInput } from './build-input';
import { admit, connectionFor, refusalFrom, scopeOf, withinTime } from './call-remote';
import { EffectBook } from './effect-book';
import { EffectDoubt, HELD_AFTER_RESTORE_MS } from './effect-doubt';
import { cannotUndo, forgottenTimeFailure, keyInUseFailure, leaseFailure } from './effect-failures';
import type { StepParts } from './step-parts';
import { unresolved } from './run-ledger';
import { lost, wait, type StepResult } from './step-result';
import { watchConnection } from './watched-connection';

/**
 * One write to the outside, exactly once; also what undoes one.
 *
 * W1 The intent is committed before the request leaves (L1); the request is not sent when the lease may end first.
 * W2 An answer that leaves doubt makes the effect UNKNOWN; it is looked up after its quarantine, never repeated.
 * W3 Only ABSENT or NOT_SENT is followed by a new attempt, with the same business key; what was ABSENT goes again as it
 *    was intended, whatever its mapping reads by now.
 * W4 A business key that is live already is not sent again: the same request reuses its outcome, another one is a
 *    question for a person.
 * W5 Once an effect has written, the failure of a later request is doubt, whatever that request's own failure was.
 * W6 What undoes an effect is an effect itself; the undone one becomes COMPENSATED in the commit that knows it.
 * W7 After a restore of the database, what may have been sent in the forgotten time is recorded and looked up before
 *    its first send, or asked about; while sending is held, nothing leaves.
 * W8 What is idempotent and cannot be looked up (class I) is done again instead: an answer ends the doubt, any failure
 *    leaves it, for the first request may have arrived whatever becomes of the second.
 * W9 A person's word sends nothing where the remote side can be asked: what was kept back on the word alone is recorded
 *    and looked up first, as in W7.
 * W10 What asks about an effect, does it again in doubt or undoes it goes to the remote where the effect went, whatever
 *    its slot is bound to by now.
 */
export class EffectExecution {
  private readonly action: AnyAction;
  private readonly contract: EffectContract<unknown, unknown, unknown>;
  private readonly book: EffectBook;
  private readonly doubt: EffectDoubt;

  constructor(private readonly parts: StepParts<PlannedAction>) {
    const { step, instance } = parts;
    // The checker lets a step into an undo list only when its contract names what undoes it.
    this.action = instance.undoes ? (step.undoneBy ?? step.action) : step.action;
    this.contract = this.action.contract as EffectContract<unknown, unknown, unknown>;
    this.book = new EffectBook(parts, this.action);
    this.doubt = new EffectDoubt(parts, this.action, this.book);
  }

  async execute(): Promise<StepResult> {
    const { ledger } = this.parts;
    const effect = ledger.effects.get(this.key);
    const { now } = ledger.run;
    const isVerifiable = this.contract.verify !== undefined;
    const decision = decideOnEffect({ effect, quarantineMs: this.quarantine, isVerifiable }, now);
    switch (decision.kind) {
      case 'send':
        // A refused input leaves a journal entry but no effect: its number is not used twice.
        return this.sendIfAllowed(effect, Math.max(decision.attempt, ledger.nextAttempt(this.key)));
      case 'verify-first':
        return this.verifyFirst(Math.max(decision.attempt, ledger.nextAttempt(this.key)), decision.since);
      case 'use-output':
        return this.useOutput(effect as EffectRecord, 'own');
      case 'quarantine':
        return this.doubt.quarantine(effect as EffectRecord, Math.max(0, decision.resolveAfter - now));
      case 'wait':
        return wait(decision.untilMs - now, effect?.failure ?? null);
      case 'verify':
        return this.doubt.resolve(effect as EffectRecord);
      case 'ask-person':
        return this.doubt.askPerson(effect as EffectRecord, effect?.failure ?? null);
    }
  }

  private get key(): string {
    return this.parts.instance.key;
  }
  /** What it undoes. */
  private get undone(): EffectRecord | undefined {
    const { instance, ledger } = this.parts;
    return instance.undoes === undefined ? undefined : ledger.effects.get(instance.undoes);
  }
  private get quarantine(): number {
    return quarantineMs(this.contract, this.parts.context.timings);
  }

  private sendIfAllowed(effect: EffectRecord | undefined, attempt: number): StepResult | Promise<StepResult> {
    const { context, ledger } = this.parts;
    const rule = context.restoreGuard.ruleFor(this.contract, { createdAt: ledger.run.createdAt, lastEffectAt: effect?.sentAt ?? null });
    switch (rule) {
      case 'send':
        return this.send(attempt);
      case 'hold':
        return wait(HELD_AFTER_RESTORE_MS);
      case 'verify-first':
        return this.verifyFirst(attempt);
      case 'ask-person':
        return this.recordUnsent({ attempt }, (id) => {
          const failure = forgottenTimeFailure(this.parts.step);
          ledger.move(this.key, { ...unresolved(id), state: 'NEEDS_HUMAN', failure });
          return ledger.hold(this.key, failure);
        });
    }
  }

  private verifyFirst(attempt: number, sentFrom?: number): Promise<StepResult> {
    return this.recordUnsent({ attempt, sentFrom }, (id) => {
      this.parts.ledger.move(this.key, { ...unresolved(id), state: 'UNKNOWN', resolveInMs: 0 });
      return wait(0);
    });
  }

  /** W7, W9: the intent takes its business key, so that nobody else sends it meanwhile; nothing leaves. */
  private async recordUnsent({ attempt, sentFrom }: Unsent, settle: (id: EffectId) => StepResult): Promise<StepResult> {
    const { context, ledger, step } = this.parts;
    const built = this.buildInput();
    if (!built.ok) return this.book.fail(built.error, { attempt, input: null });
    let connection: ResolvedConnection;
    try {
      connection = await connectionFor(context, ledger.run, { step, sameAs: this.undone ?? ledger.effects.get(this.key) });
    } catch (thrown) {
      return this.book.fail(refusalFrom(thrown, step.id), { attempt, input: built.value.text });
    }
    const intent = { ...this.intentOf(built.value, connection, attempt), sentFrom };
    const answer = await ledger.intend(intent);
    if (answer === 'lost') return lost;
    return answer === 'committed' ? settle(intent.id) : this.meetRival(answer.conflict, intent);
  }

  private async send(attempt: number): Promise<StepResult> {
    const { context, ledger, step } = this.parts;
    const built = this.buildInput();
    if (!built.ok) return this.book.fail(built.error, { attempt, input: null });
    const admission = await admit(context, ledger.run, { step, sameAs: this.undone, isRetry: attempt > 1 });
    if (admission.kind === 'held') return admission.result;
    if (admission.kind === 'failed') return this.book.fail(admission.failure, { attempt, input: built.value.text });
    const { connection, leave } = admission;
    const intent = this.intentOf(built.value, connection, attempt);
    let outcome: FailureRecord | null = null;
    try {
      const refusal = refusalByBounds(connection.bounds, { ...intent, input: built.value.input });
      if (refusal) return this.book.fail(refusal, { attempt, input: intent.request });
      const answer = await ledger.intend(intent);
      if (answer === 'lost') return lost;
      if (answer !== 'committed') return this.meetRival(answer.conflict, intent);
      const called = await this.call({ connection, intent, input: built.value.input });
      outcome = called.failure;
      return called.result;
    } finally {
      leave(outcome);
    }
  }

  private buildInput(): Result<BuiltInput, FailureRecord> {
    const { step, instance, ledger, state } = this.parts;
    const earlier = ledger.effects.get(this.key);
    // Sent again, not made again: what mappings read may have changed, and with it the business fact.
    if (earlier?.state === 'ABSENT') return this.asIntended(earlier.request);
    if (!instance.undoes) return buildInput(step, mappingScope(state, instance.scope), ledger.run.now);
    const { undone } = this;
    const contract = step.action.contract as EffectContract<unknown, unknown, unknown>;
    const response = undone?.response;
    if (!undone || response === null || response === undefined || !contract.compensate || !step.undoneBy) return err(cannotUndo(step));
    return checkInput(step, this.action, contract.compensate.input({ input: step.action.input.parse(parseJson(undone.request)), output: parseJson(response) }));
  }

  private asIntended(request: string): Result<BuiltInput, FailureRecord> {
    return checkInput(this.parts.step, this.action, parseJson(request) as JsonObject);
  }

  private async call({ connection, intent, input }: Call): Promise<{ result: StepResult; failure: FailureRecord | null }> {
    const { context, step } = this.parts;
    const startedAt = context.clock.now();
    if (!context.lease.canSend()) return this.afterFailure(intent, { failure: leaseFailure(step.id), startedAt });
    const watched = watchConnection(connection);
    try {
      const call = { key: this.key, connector: step.connector.id, action: this.action, connection: watched.connection, input };
      const output = redactCardData((await withinTime(context, step, () => context.invoker.invoke(call))) as Json);
      this.book.settleDone(intent.id, { output, remoteId: this.book.remoteIdOf(output), resolvedBy: 'answer' });
      return { result: this.book.finishStep({ output, attempt: intent.attempt, input: intent.request, startedAt }), failure: null };
    } catch (thrown) {
      return this.afterFailure(intent, { failure: watched.judge(failureFrom(thrown, step.id)), startedAt });
    }
  }

  private afterFailure(intent: NewEffect, seen: FailedCall): { result: StepResult; failure: FailureRecord } {
    return { result: this.resultOfFailure(intent, seen), failure: seen.failure };
  }

  private resultOfFailure(intent: NewEffect, { failure, startedAt }: FailedCall): StepResult {
    const { ledger } = this.parts;
    const decision = this.decide(failure, intent.attempt);
    const base = { ...unresolved(intent.id), failure };
    const seen = { attempt: intent.attempt, input: intent.request, startedAt };
    switch (decision.kind) {
      case 'retry':
        ledger.move(this.key, { ...base, state: 'NOT_SENT', resolvedBy: 'answer' });
        ledger.recordFailure(this.key, { failure, ...seen });
        return wait(decision.delayMs, failure);
      case 'verify':
        ledger.move(this.key, { ...base, state: 'UNKNOWN', resolveInMs: this.quarantine });
        return wait(this.quarantine, failure);
      case 'ask-person':
        ledger.move(this.key, { ...base, state: 'NEEDS_HUMAN' });
        return ledger.hold(this.key, failure);
      case 'fail':
        ledger.move(this.key, { ...base, state: refusedState(failure), resolvedBy: 'answer' });
        return this.book.fail(failure, seen);
    }
  }

  private decide(failure: FailureRecord, attempt: number): FailureDecision {
    const { random, timings } = this.parts.context;
    return decideAfterFailure({ failure, effectClass: this.contract.class, attempt, random: random.next() }, timings);
  }

  /** W4: the business fact is already being done, or done, by another run or an earlier attempt. */
  private meetRival(rival: EffectRecord, intent: NewEffect): StepResult {
    if (rival.requestHash === intent.requestHash) {
      if (rival.state === 'DONE') return this.useOutput(rival, 'reused');
      if (rival.state !== 'NEEDS_HUMAN') return wait(this.parts.context.timings.businessKeyWaitMs);
    }
    return this.parts.ledger.hold(this.key, keyInUseFailure(this.parts.step, intent.businessKey));
  }

  private useOutput(effect: EffectRecord, whose: 'own' | 'reused'): StepResult {
    const output = effect.response === null ? null : parseJson(effect.response);
    const startedAt = whose === 'reused' ? this.parts.context.clock.now() : effect.sentAt;
    return this.book.finishStep({ output, attempt: effect.attempt, input: effect.request, startedAt });
  }

  private intentOf({ made, input, text }: BuiltInput, connection: ResolvedConnection, attempt: number): NewEffect {
    const { context, ledger, step } = this.parts;
    const amount = this.contract.amount?.(input);
    invariant(connection.connectionId, 'an effect has a connection');
    return {
      id: context.ids.next() as EffectId,
      stepId: this.key,
      attempt,
      connectionId: connection.connectionId,
      scope: scopeOf(ledger.run, connection),
      connector: step.connector.id,
      action: this.action.id,
      actionVersion: this.action.version,
      class: this.contract.class,
      kind: this.contract.kind,
      businessKey: this.contract.businessKey(input),
      amount: amount ? amount.value.toString() : null,
      currency: amount?.currency ?? null,
      request: text,
      requestHash: context.digest.sha256(canonicalJson(made)),
    };
  }

}

interface Unsent {
  readonly attempt: number;
  /** A request may have left since then; the effect's own time otherwise. */
  readonly sentFrom?: number | undefined;
}
interface Call {
  readonly connection: ResolvedConnection;
  readonly intent: NewEffect;
  readonly input: unknown;
}
interface FailedCall {
  readonly failure: FailureRecord;
  readonly startedAt: number;
}
/** Refused by the remote side, or kept from it: both are certain, only the first is the remote side's word. */
function refusedState(failure: FailureRecord): EffectState {
  return failure.class === 'business' || failure.class === 'config' ? 'REJECTED' : 'NOT_SENT';
}
