import type { EffectContract } from '@penstock/connector-sdk';
import { assertNever } from '@penstock/kernel';

/**
 * What may be sent after the database was restored to an earlier moment. A restore rewinds the effect ledger: what was
 * charged in the forgotten time looks as if it had never been sent, and its events come in once more.
 *
 * RG1 Until a person resumes, nothing is sent, whatever its class.
 * RG2 A run from before the end of the gap may have been sent in the gap: its first send is looked up (L), asked about
 *     (H) or repeated with its own key (I).
 * RG3 Senders repeat, and pollers read again from their rewound cursors: for a week, a run that is new to the database
 *     may be an old one. L is looked up; H asks a person where money or the ledger is at stake.
 * RG4 Once a step has an effect from after the gap, that one was looked up first: the ledger is whole again for it.
 * RG5 A look-up covers the whole gap: the request may have left at any moment of it, not when it was asked about.
 */
export type RestoreGuardState =
  | { readonly kind: 'open' }
  /** `gapFrom` to `gapTo`: sends in this time may be forgotten. Database time, milliseconds. */
  | { readonly kind: 'held'; readonly gapFrom: number; readonly gapTo: number }
  | { readonly kind: 'resumed'; readonly gapFrom: number; readonly gapTo: number };

export type SendingRule = 'send' | 'verify-first' | 'ask-person' | 'hold';

/** How long senders repeat deliveries and pollers overlap: the longest known is five days. */
export const REDELIVERY_HORIZON_MS = 7 * 24 * 3_600_000;

export interface RunToSend {
  /** When its event was received, or the run created: the earlier is the safer. Database time, milliseconds. */
  readonly createdAt: number;
  /** When the step's latest known effect was recorded; null when there is none. */
  readonly lastEffectAt: number | null;
}

type Contract = Pick<EffectContract<unknown, unknown, unknown>, 'class' | 'kind'>;

export function sendingRule(contract: Contract, run: RunToSend, guard: RestoreGuardState): SendingRule {
  switch (guard.kind) {
    case 'open':
      return 'send';
    case 'held':
      return 'hold';
    case 'resumed':
      if (run.lastEffectAt !== null && run.lastEffectAt >= guard.gapTo) return 'send';
      if (run.createdAt < guard.gapTo) return ruleInGap(contract);
      return run.createdAt < guard.gapTo + REDELIVERY_HORIZON_MS ? ruleOfRedelivery(contract) : 'send';
    default:
      return assertNever(guard);
  }
}

function ruleInGap(contract: Contract): SendingRule {
  switch (contract.class) {
    case 'I':
      return 'send';
    case 'L':
      return 'verify-first';
    case 'H':
      return 'ask-person';
    default:
      return assertNever(contract.class);
  }
}

function ruleOfRedelivery(contract: Contract): SendingRule {
  const isCostly = contract.kind === 'money' || contract.kind === 'ledger';
  return contract.class === 'H' && !isCostly ? 'send' : ruleInGap(contract);
}

/** RG5: between which moments the request of an effect may have left. */
export function sendWindow(sentAt: number, guard: RestoreGuardState): { readonly sentAt: number; readonly sentBefore: number } {
  if (guard.kind === 'open') return { sentAt, sentBefore: sentAt };
  return { sentAt: Math.min(sentAt, guard.gapFrom), sentBefore: Math.max(sentAt, guard.gapTo) };
}

/** Where a database stands in its own history, as far as it can be read. */
export interface DatabaseMark {
  /** Only grows; kept in the database. */
  readonly counter: number;
  /** Of the server; null where it may not be read. */
  readonly systemIdentifier: string | null;
  /** Changes when a server was recovered to a moment, or a replica took over. */
  readonly timeline: number | null;
}

/** What an engine or the database itself remembers having seen, and when (database time, milliseconds). */
export interface SeenMark extends DatabaseMark {
  readonly at: number;
}

export type RewindVerdict = 'same' | 'behind' | 'another-server' | 'recovered';

/**
 * Is this the database that was seen, and not an earlier one? A difference that was marked since (`markedAt`) is known
 * already: a process that comes late must not hold everything a second time.
 */
export function judgeRewind(now: DatabaseMark, seen: SeenMark | undefined, markedAt: number | null): RewindVerdict {
  if (!seen) return 'same';
  if (markedAt !== null && markedAt > seen.at) return 'same';
  if (now.counter < seen.counter) return 'behind';
  if (differs(now.systemIdentifier, seen.systemIdentifier)) return 'another-server';
  if (differs(now.timeline, seen.timeline)) return 'recovered';
  return 'same';
}

const differs = (one: unknown, other: unknown): boolean => one !== null && other !== null && one !== other;
