import type { EffectId, RunId } from '@penstock/kernel';
import { effectTransitions, isLive, isOvertaken, saidBy } from '../core/effect';
import type { EffectOutcome, EffectSettlement, NewEffect, ProgressCommit } from '../ports/run-store';
import type { MemoryDatabase, StoredEffect } from './memory-database';

/** The effects in memory: one live one for each business fact, and moves as a compare-and-set on the state. */
export class MemoryEffects {
  constructor(private readonly database: MemoryDatabase) {}

  of(runId: RunId): StoredEffect[] {
    return this.database.effects.filter((effect) => effect.runId === runId);
  }

  byId(effectId: EffectId): StoredEffect | undefined {
    return this.database.effects.find(({ id }) => id === effectId);
  }

  /** The live effect of the same step or business fact, which keeps an intent out (G3). */
  rivalOf(intent: NewEffect, runId: RunId): StoredEffect | undefined {
    return this.database.effects.find(
      (effect) =>
        isLive(effect.state) &&
        ((effect.scope === intent.scope && effect.action === intent.action && effect.businessKey === intent.businessKey) ||
          (effect.runId === runId && effect.stepId === intent.stepId)),
    );
  }

  add(intent: NewEffect, runId: RunId): void {
    const { id, stepId, attempt, connectionId, businessKey, request, requestHash, scope, action, sentFrom } = intent;
    const fresh = { state: 'INTENT', resolveAfter: null, probes: 0, absentProbes: 0, remoteId: null, response: null, failure: null, word: null } as const;
    this.database.effects.push({ id, runId, stepId, attempt, connectionId, businessKey, request, requestHash, scope, action, sentAt: sentFrom ?? this.now, ...fresh });
  }

  move(outcome: EffectOutcome): void {
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

  /** Steps of which a person has said something that these moves come too late for. */
  overtakenBy(outcomes: ProgressCommit['outcomes']): readonly string[] {
    return outcomes.flatMap((move) => this.database.effects.filter((effect) => effect.id === move.effectId && isOvertaken(effect, move)).map(({ stepId }) => stepId));
  }

  takeWord(effect: StoredEffect, { state, isChecked, remoteId, response, actor }: EffectSettlement): void {
    const { probes, absentProbes } = effect;
    // A quarantine is waited for, whatever a person says; a later look-up comes at once.
    const resolveInMs = effect.state === 'UNKNOWN' && probes === 0 ? Math.max(0, (effect.resolveAfter ?? this.now) - this.now) : 0;
    const base = { effectId: effect.id, probes, failure: effect.failure };
    if (isChecked) this.move({ ...base, state: 'UNKNOWN', resolveInMs, absentProbes: 0, remoteId: null, response: null, resolvedBy: null });
    else this.move({ ...base, state, resolveInMs: null, absentProbes, remoteId, response, failure: null, resolvedBy: 'person' });
    const index = this.database.effects.findIndex(({ id }) => id === effect.id);
    this.database.effects[index] = { ...this.database.effects[index]!, word: { says: saidBy[state], by: actor, remoteId } };
  }

  private get now(): number {
    return this.database.clock.now();
  }
}
