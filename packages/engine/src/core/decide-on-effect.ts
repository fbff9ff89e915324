import { assertNever } from '@penstock/kernel';
import { ABSENT_PROBES_NEEDED } from './decide-after-verdict';
import type { EffectRecord } from './effect';

/**
 * What to do with an effect found in the journal when a run is (re-)claimed.
 *
 * E1 An INTENT that this worker did not write a moment ago may have been sent: it becomes UNKNOWN, never sent again.
 * E2 UNKNOWN is looked up only after its quarantine, so that a late commit at the remote side is seen. What a person
 *    has seen happen is looked up at once: finding it is certain, and nothing else is concluded before the end.
 * E3 A step whose effect was REJECTED is held for a person in the same commit; finding it ready means that the person
 *    asked for another try.
 * E4 What was not sent because of a person's word alone is looked up before it is sent: the word may be wrong.
 */
export type EffectDecision =
  | { readonly kind: 'send'; readonly attempt: number }
  /** E4: the same, after the remote side was asked; it may have happened since `since`. */
  | { readonly kind: 'verify-first'; readonly attempt: number; readonly since: number }
  | { readonly kind: 'use-output' }
  | { readonly kind: 'quarantine'; readonly resolveAfter: number }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'verify' }
  | { readonly kind: 'ask-person' };

export interface FoundEffect {
  readonly effect: EffectRecord | undefined;
  readonly quarantineMs: number;
  /** The action can ask the remote side whether it happened. */
  readonly isVerifiable: boolean;
}

export function decideOnEffect({ effect, quarantineMs, isVerifiable }: FoundEffect, now: number): EffectDecision {
  if (!effect) return { kind: 'send', attempt: 1 };
  switch (effect.state) {
    case 'DONE':
    case 'COMPENSATED':
      return { kind: 'use-output' };
    case 'REJECTED':
    case 'NOT_SENT':
    case 'ABSENT': {
      const attempt = effect.attempt + 1;
      return isVerifiable && restsOnWord(effect) ? { kind: 'verify-first', attempt, since: effect.sentAt } : { kind: 'send', attempt };
    }
    case 'INTENT':
      // Counted from now, not from the intent: its worker may have sent it as late as the end of its lease.
      return { kind: 'quarantine', resolveAfter: now + quarantineMs };
    case 'UNKNOWN': {
      const due = effect.resolveAfter ?? effect.sentAt + quarantineMs;
      return now >= due || effect.word?.says === 'happened' ? { kind: 'verify' } : { kind: 'wait', untilMs: due };
    }
    case 'NEEDS_HUMAN':
      // Only a person's retry leads here, which takes back what was said before: their first question is whether it happened meanwhile.
      return isVerifiable ? { kind: 'verify' } : { kind: 'ask-person' };
    default:
      return assertNever(effect.state);
  }
}

/** What a person gave up is never old enough to be trusted; an absence is, once two look-ups have borne it out (V1). */
const restsOnWord = ({ state, word, absentProbes }: EffectRecord): boolean =>
  state === 'REJECTED' ? word?.says === 'stop' : state === 'ABSENT' && word !== null && absentProbes < ABSENT_PROBES_NEEDED;
