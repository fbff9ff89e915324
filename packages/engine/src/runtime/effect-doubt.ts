import type { AnyAction, EffectContract } from '@penstock/connector-sdk';
import { MAX_ATTEMPTS } from '../core/decide-after-failure';
import type { EffectRecord, PersonsWord } from '../core/effect';
import type { PlannedAction } from '../core/execution-plan';
import { failureFrom, type FailureRecord } from '../core/failure';
import { givenUpFailure } from '../core/given-up';
import type { EffectOutcome } from '../ports/run-store';
import { admit, withinTime } from './call-remote';
import type { EffectBook } from './effect-book';
import { doubtFailure, duplicateFailure, neverArrivedFailure, overruledFailure, wordUncheckedFailure } from './effect-failures';
import { lookUpEffect, type LookUp, type Verify } from './look-up-effect';
import { unresolved } from './run-ledger';
import type { StepParts } from './step-parts';
import { wait, type StepResult } from './step-result';

/** How often a run looks whether sending is allowed again. */
export const HELD_AFTER_RESTORE_MS = 15_000;

/** Finds out what became of a write whose answer nobody has (W2, W8): by asking, by doing again, or by a person. */
export class EffectDoubt {
  private readonly contract: EffectContract<unknown, unknown, unknown>;

  constructor(
    private readonly parts: StepParts<PlannedAction>,
    private readonly action: AnyAction,
    private readonly book: EffectBook,
  ) {
    this.contract = action.contract as EffectContract<unknown, unknown, unknown>;
  }

  private get key(): string {
    return this.parts.instance.key;
  }

  /** E1: an intent of unknown fate. */
  quarantine(effect: EffectRecord, resolveInMs: number): StepResult {
    this.parts.ledger.move(this.key, { ...unresolved(effect.id), state: 'UNKNOWN', resolveInMs });
    return wait(resolveInMs);
  }

  /** The end of a quarantine: asks, or does again what may be done again, or leaves it to a person. */
  async resolve(effect: EffectRecord): Promise<StepResult> {
    const { verify } = this.contract;
    if (verify) return this.lookUp(effect, verify);
    // Where the surroundings are being closed nothing is sent any more, not even what is idempotent.
    const mayRepeat = this.contract.class === 'I' && this.parts.instance.isClosing !== true;
    return mayRepeat ? this.repeat(effect) : this.askPerson(effect, effect.failure);
  }

  private async lookUp(found: EffectRecord, verify: Verify): Promise<StepResult> {
    const { context, ledger, step } = this.parts;
    // What waits for a person is executed on a retry only, which takes back what was said before.
    const effect = found.state === 'NEEDS_HUMAN' ? { ...found, word: null } : found;
    return this.afterLookUp(effect, await lookUpEffect({ context, run: ledger.run, step, action: this.action }, effect, verify));
  }

  /** W8. */
  private async repeat(effect: EffectRecord): Promise<StepResult> {
    const { context, ledger, step } = this.parts;
    // W7: also what is idempotent would write old content over newer.
    const rule = context.restoreGuard.ruleFor(this.contract, { createdAt: ledger.run.createdAt, lastEffectAt: effect.sentAt });
    if (rule === 'hold') return wait(HELD_AFTER_RESTORE_MS);
    const admission = await admit(context, ledger.run, { step, sameAs: effect, isRetry: true });
    if (admission.kind === 'held') return admission.result;
    if (admission.kind === 'failed') return this.askPerson(effect, admission.failure);
    let outcome: FailureRecord | null = null;
    const parts = { context, run: ledger.run, step, action: this.action };
    try {
      const answer = await lookUpEffect(parts, effect, async (_context, { input }) => {
        if (!context.lease.canSend()) return { verdict: 'unsure', reason: 'The worker was about to lose its lease.' };
        try {
          const call = { key: this.key, connector: step.connector.id, action: this.action, connection: admission.connection, input };
          return { verdict: 'found', output: await withinTime(context, step, () => context.invoker.invoke(call)) };
        } catch (thrown) {
          outcome = failureFrom(thrown, step.id);
          throw thrown;
        }
      });
      const said = { ...answer.said, words: `Sent again under the same key. ${answer.said.words}`.trim() };
      return this.afterLookUp(effect, { ...answer, said }, 'repeated');
    } finally {
      admission.leave(outcome);
    }
  }

  private afterLookUp(effect: EffectRecord, { decision, output, remoteId, refusal, said }: LookUp, resolvedBy: 'verified' | 'repeated' = 'verified'): StepResult {
    const { ledger, step } = this.parts;
    const { word } = effect;
    const probed = { ...unresolved(effect.id), probes: effect.probes + 1, failure: effect.failure };
    const seen = { attempt: effect.attempt, input: effect.request, startedAt: effect.sentAt };
    ledger.recordLookUp({ effectId: effect.id, number: probed.probes, ...said });
    const quarantineLeftMs = (effect.resolveAfter ?? 0) - ledger.run.now;
    if (quarantineLeftMs > 0 && decision.kind !== 'done') return this.stayInQuarantine(effect, quarantineLeftMs);
    switch (decision.kind) {
      case 'done':
        this.book.settleDone(effect.id, { output, remoteId: remoteId ?? this.book.remoteIdOf(output), resolvedBy, probes: probed.probes });
        if (decision.duplicates.length > 1) return ledger.hold(this.key, duplicateFailure(step, effect.businessKey, decision.duplicates));
        // Whoever gave it up did not want what follows: they see first that it happened.
        if (word?.says === 'stop') return ledger.hold(this.key, overruledFailure(step, word));
        return this.book.finishStep({ output, ...seen });
      case 'rejected': {
        const failure = refusal ?? effect.failure ?? doubtFailure(step);
        ledger.move(this.key, { ...probed, state: 'REJECTED', failure, resolvedBy });
        return this.book.fail(failure, seen);
      }
      case 'absent':
        if (word?.says === 'stop') return this.giveUp(effect, probed, word);
        ledger.move(this.key, { ...probed, state: 'ABSENT', absentProbes: effect.absentProbes + 1, resolvedBy });
        // Sent so often and never arrived: something is wrong that another try does not mend.
        return effect.attempt >= MAX_ATTEMPTS && word === null ? ledger.hold(this.key, neverArrivedFailure(step, effect.attempt)) : wait(0);
      case 'look-again':
        ledger.move(this.key, { ...probed, state: 'UNKNOWN', absentProbes: decision.absentProbes, resolveInMs: decision.delayMs });
        return wait(decision.delayMs, effect.failure);
      case 'ask-person':
        return this.askPerson({ ...effect, probes: probed.probes }, word ? wordUncheckedFailure(step, word, said) : effect.failure);
    }
  }

  /** E2: looked up early, and not found. It does not count as a look-up: the one at the end replaces it. */
  private stayInQuarantine({ id, probes, failure }: EffectRecord, leftMs: number): StepResult {
    this.parts.ledger.move(this.key, { ...unresolved(id), state: 'UNKNOWN', probes, failure, resolveInMs: leftMs });
    return wait(leftMs, failure);
  }

  /** A person said so, and two look-ups found nothing. */
  private giveUp(effect: EffectRecord, probed: Omit<EffectOutcome, 'state'>, { by }: PersonsWord): StepResult {
    const failure = { ...givenUpFailure(by), stepId: this.parts.step.id };
    this.parts.ledger.move(this.key, { ...probed, state: 'REJECTED', absentProbes: effect.absentProbes + 1, failure, resolvedBy: 'verified' });
    return this.parts.ledger.hold(this.key, failure);
  }

  askPerson(effect: EffectRecord, failure: FailureRecord | null): StepResult {
    const asked = failure ?? doubtFailure(this.parts.step);
    const known = this.parts.ledger.effects.get(this.key);
    if (known?.state !== 'NEEDS_HUMAN' || known.probes !== effect.probes) {
      this.parts.ledger.move(this.key, { ...unresolved(effect.id), state: 'NEEDS_HUMAN', probes: effect.probes, failure: asked });
    }
    return this.parts.ledger.hold(this.key, asked);
  }
}
