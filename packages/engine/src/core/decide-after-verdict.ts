import type { Verdict } from '@penstock/connector-sdk';
import { assertNever } from '@penstock/kernel';
import type { EffectRecord } from './effect';
import type { EngineTimings } from './timings';

/**
 * What follows from a look-up of an unknown effect.
 *
 * V1 Only two empty look-ups, `absentSpacingMs` apart, prove absence: one may have been too early.
 * V2 A look-up that cannot tell is repeated on the schedule; at its end a person decides. Nothing is sent meanwhile.
 * V3 More than one live match is done once and shown to a person: undoing money is never automatic.
 * V4 A person who has said what became of it is answered by this look-up: what cannot be told, or is not known there
 *    although they saw it, goes back to them.
 */
export type VerdictDecision =
  | { readonly kind: 'done'; readonly duplicates: readonly string[] }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'look-again'; readonly delayMs: number; readonly absentProbes: number }
  | { readonly kind: 'ask-person' };

/** Empty look-ups needed before an effect may be sent again. */
export const ABSENT_PROBES_NEEDED = 2;

export function decideAfterVerdict(
  verdict: Verdict<unknown>,
  effect: Pick<EffectRecord, 'probes' | 'absentProbes' | 'word'>,
  timings: EngineTimings,
): VerdictDecision {
  switch (verdict.verdict) {
    case 'found':
      return { kind: 'done', duplicates: [] };
    case 'duplicate':
      return { kind: 'done', duplicates: verdict.remoteIds };
    case 'refused':
      return { kind: 'rejected' };
    case 'absent': {
      if (effect.word?.says === 'happened') return { kind: 'ask-person' };
      const absentProbes = effect.absentProbes + 1;
      if (absentProbes >= ABSENT_PROBES_NEEDED) return { kind: 'absent' };
      return { kind: 'look-again', delayMs: timings.absentSpacingMs, absentProbes };
    }
    case 'unsure': {
      const delayMs = timings.verifyScheduleMs[effect.probes];
      if (effect.word !== null || delayMs === undefined) return { kind: 'ask-person' };
      // An answer that cannot tell breaks the chain of empty look-ups: both must be sound.
      return { kind: 'look-again', delayMs, absentProbes: 0 };
    }
    default:
      return assertNever(verdict);
  }
}
