import type { ConnectionId, EffectId, RunId } from '@penstock/kernel';
import type { FailureRecord } from './failure';

/** The life of one write to the outside. `INTENT` is committed before the request leaves. */
export const effectStates = [
  'INTENT',
  'DONE',
  'REJECTED',
  'NOT_SENT',
  'UNKNOWN',
  'ABSENT',
  'NEEDS_HUMAN',
  'COMPENSATED',
] as const;
export type EffectState = (typeof effectStates)[number];

/** Legal moves; everything else is refused by the store (compare-and-set on the state). */
export const effectTransitions: Readonly<Record<EffectState, readonly EffectState[]>> = {
  INTENT: ['DONE', 'REJECTED', 'NOT_SENT', 'UNKNOWN', 'NEEDS_HUMAN'],
  UNKNOWN: ['UNKNOWN', 'DONE', 'REJECTED', 'ABSENT', 'NEEDS_HUMAN'],
  // Another look-up that could not tell leaves it with the person; it is counted.
  NEEDS_HUMAN: ['NEEDS_HUMAN', 'DONE', 'ABSENT', 'REJECTED', 'UNKNOWN'],
  DONE: ['COMPENSATED'],
  REJECTED: [],
  NOT_SENT: [],
  ABSENT: [],
  COMPENSATED: [],
};

/** While an effect is live, no second one for the same step or business fact may exist (G3). */
export const isLive = (state: EffectState): boolean =>
  state === 'INTENT' || state === 'UNKNOWN' || state === 'DONE' || state === 'NEEDS_HUMAN';

/**
 * What a person said of an effect in doubt: it happened, it did not and may be sent, it did not and shall not be sent.
 * Where the remote side can be asked, it is asked before anything follows from the word. Where it could be asked and does
 * not answer any more, people may leave it: nobody knows what became of it, and it stays live, so that nothing sends it.
 */
export interface PersonsWord {
  readonly says: 'happened' | 'send' | 'stop' | 'leave';
  readonly by: string;
  /** Under which they saw it; only when it happened. */
  readonly remoteId: string | null;
}

/** What a person has said who wants an effect to become this. */
export const saidBy = { DONE: 'happened', ABSENT: 'send', REJECTED: 'stop', NEEDS_HUMAN: 'leave' } as const satisfies Partial<Record<EffectState, PersonsWord['says']>>;

/** What a person may want an effect to become; `NEEDS_HUMAN` leaves it as it is, for good. */
export type SettledState = keyof typeof saidBy;

export interface EffectRecord {
  readonly id: EffectId;
  readonly runId: RunId;
  readonly stepId: string;
  /** 1-based; a verified-absent or not-sent effect is followed by a new attempt. */
  readonly attempt: number;
  readonly state: EffectState;
  /** By which it went. */
  readonly connectionId: ConnectionId;
  /** Organisation and remote fingerprint: where it went. */
  readonly scope: string;
  readonly businessKey: string;
  /** The validated input that was (to be) sent, JSON text. */
  readonly request: string;
  /** sha256 of the canonical input, hex: tells a repeat from a different request with the same key. */
  readonly requestHash: string;
  /** Database time, milliseconds. */
  readonly sentAt: number;
  readonly resolveAfter: number | null;
  readonly probes: number;
  readonly absentProbes: number;
  readonly remoteId: string | null;
  /** The action's output, JSON text, once DONE. */
  readonly response: string | null;
  readonly failure: FailureRecord | null;
  /** The last one; of an effect in doubt the one that waits for its look-up. */
  readonly word: PersonsWord | null;
}

/** People have given it up without knowing what became of it; only a retry asks again. */
export const isLeft = (effect: Pick<EffectRecord, 'state' | 'word'> | undefined): boolean => effect?.state === 'NEEDS_HUMAN' && effect.word?.says === 'leave';

/** A repeated “a person has to say” that comes after the person's word: the word stands. One that comes of the word's own look-up has counted it. */
export const isOvertaken = (effect: Pick<EffectRecord, 'state' | 'word' | 'probes'>, move: { readonly state: EffectState; readonly probes: number }): boolean =>
  move.state === 'NEEDS_HUMAN' &&
  effect.word !== null &&
  (effect.state === 'DONE' || effect.state === 'ABSENT' || ((effect.state === 'UNKNOWN' || isLeft(effect)) && move.probes <= effect.probes));
