import { assertNever } from '@penstock/kernel';
import type { FailureRecord } from './failure';
import type { EngineTimings } from './timings';

/**
 * What happens after a failed attempt of a step (engine guarantees, retry policy). This is the only place that turns
 * a failure class into retry, look-up or stop.
 *
 * D1 An effect of class L or H is never sent again while the remote side may have acted.
 * D2 A retry waits at least as long as the remote side asked.
 * D3 Throttling and our own fence do not count as attempts: they say nothing about the request.
 */
export type StepEffectClass = 'R' | 'I' | 'L' | 'H';

export type FailureDecision =
  /** The remote side did not act: send again after the delay. */
  | { readonly kind: 'retry'; readonly delayMs: number }
  /** The remote side may have acted: ask it before anything else. */
  | { readonly kind: 'verify' }
  /** Nobody can tell but a person. */
  | { readonly kind: 'ask-person' }
  /** The remote side certainly did not act and trying again is pointless. */
  | { readonly kind: 'fail' };

export interface FailedAttempt {
  readonly failure: FailureRecord;
  readonly effectClass: StepEffectClass;
  /** 1-based. */
  readonly attempt: number;
  /** In [0, 1): jitter. */
  readonly random: number;
}

/** Six tries in about two minutes of back-off, then a person decides: longer outages are the breaker's business. */
export const MAX_ATTEMPTS = 6;
/** A token that was refused may have ended a moment ago; a password does not get right by itself. */
const MAX_AUTH_ATTEMPTS = 3;
/** Throttling and our own fence say nothing about the request: such tries may be far more, but not for ever. */
const MAX_UNBLAMED_ATTEMPTS = 50;
/** Code of a request that was held back because its worker's lease may end. */
export const LEASE_ENDING = 'LEASE_ENDING';

export function decideAfterFailure(attempt: FailedAttempt, timings: EngineTimings): FailureDecision {
  const { failure, effectClass } = attempt;
  switch (failure.class) {
    case 'not-sent':
      return retryWithin(failure.code === LEASE_ENDING ? MAX_UNBLAMED_ATTEMPTS : MAX_ATTEMPTS, attempt, timings);
    case 'throttled':
      return retryWithin(MAX_UNBLAMED_ATTEMPTS, attempt, timings);
    case 'transient':
    case 'ambiguous':
      if (effectClass === 'R') return retryWithin(MAX_ATTEMPTS, attempt, timings);
      // An idempotent write that may have happened is still looked up first when it can be: fewer surprises in the ledger.
      return effectClass === 'H' ? { kind: 'ask-person' } : { kind: 'verify' };
    case 'auth':
      // Refused credentials did nothing. The gate of the connection closes meanwhile, so these tries are not burnt on them.
      return retryWithin(MAX_AUTH_ATTEMPTS, attempt, timings);
    case 'quota':
    case 'business':
    case 'config':
      return { kind: 'fail' };
    default:
      return assertNever(failure.class);
  }
}

function retryWithin(limit: number, attempt: FailedAttempt, timings: EngineTimings): FailureDecision {
  if (attempt.attempt >= limit) return { kind: 'fail' };
  return { kind: 'retry', delayMs: retryDelayMs(attempt, timings) };
}

function retryDelayMs({ failure, attempt, random }: FailedAttempt, timings: EngineTimings): number {
  const ceiling = Math.min(timings.retryMaxMs, timings.retryBaseMs * 2 ** Math.min(attempt, 20));
  // Full jitter spreads a herd; throttling gets equal jitter, because a delay near zero would be throttled again.
  const jittered = failure.class === 'throttled' ? ceiling / 2 + (random * ceiling) / 2 : random * ceiling;
  return Math.max(Math.round(jittered), failure.retryAfterMs ?? 0);
}
