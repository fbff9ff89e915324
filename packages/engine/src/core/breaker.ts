import type { FailureClass } from '@penstock/connector-sdk';
import { invariant } from '@penstock/kernel';
import { LEASE_ENDING } from './decide-after-failure';

/**
 * The breaker of one connection: stops sending to a remote side that fails, asks it with single reads whether it is
 * back, and brings the load back in steps.
 *
 * B1 Only `closed` and `slow-start` let calls through; an open breaker is left by a probe alone.
 * B2 One probe at a time: `probe-won` is the only way into `half-open`, and who wins it is decided by the shared state.
 * B3 A prober that dies makes the probe due again when its lease (`probeAt` of `half-open`) ends.
 * B4 Refused credentials open at once and are asked rarely: wrong passwords do not heal, and repeated sign-ins lock accounts.
 * B5 Each opening without a full recovery in between waits longer than the one before.
 */
export type BreakerState = 'closed' | 'open' | 'half-open' | 'slow-start';
export type BreakerCause = 'failures' | 'credentials';
export type BreakerEvent = 'failing' | 'credentials-refused' | 'probe-won' | 'probe-succeeded' | 'probe-failed' | 'ramp-ended';

export interface BreakerRecord {
  readonly state: BreakerState;
  readonly cause: BreakerCause | null;
  /** Start of the state, ms of the wall clock. */
  readonly since: number;
  /** Open: when the next probe is due. Half-open: when its prober is given up. */
  readonly probeAt: number | null;
  /** Openings since the last full recovery. */
  readonly openings: number;
}

export interface BreakerSettings {
  readonly windowMs: number;
  readonly minFailures: number;
  readonly failureShare: number;
  readonly probeMinMs: number;
  readonly probeMaxMs: number;
  /** Longer than a probe can take with a sign-in before it, or two probes could be under way. */
  readonly probeLeaseMs: number;
  readonly slowStart: readonly number[];
  readonly slowStartStepMs: number;
}

export const defaultBreakerSettings: BreakerSettings = {
  windowMs: 30_000,
  minFailures: 5,
  failureShare: 0.5,
  probeMinMs: 5_000,
  probeMaxMs: 300_000,
  probeLeaseMs: 120_000,
  slowStart: [0.1, 0.25, 0.5],
  slowStartStepMs: 10_000,
};

export const closedBreaker: BreakerRecord = { state: 'closed', cause: null, since: 0, probeAt: null, openings: 0 };

/** What is not listed cannot happen: a late answer of a call sent before the opening changes nothing. */
export const breakerTransitions: Readonly<Record<BreakerState, Partial<Readonly<Record<BreakerEvent, BreakerState>>>>> = {
  closed: { failing: 'open', 'credentials-refused': 'open' },
  open: { 'probe-won': 'half-open' },
  'half-open': { 'probe-won': 'half-open', 'probe-succeeded': 'slow-start', 'probe-failed': 'open' },
  'slow-start': { failing: 'open', 'credentials-refused': 'open', 'ramp-ended': 'closed' },
};

export interface BreakerMoment {
  readonly now: number;
  /** In [0, 1): jitter of the next probe. */
  readonly random: number;
  readonly settings: BreakerSettings;
}

/** @returns null when the event means nothing in this state. */
export function nextBreaker(breaker: BreakerRecord, event: BreakerEvent, moment: BreakerMoment): BreakerRecord | null {
  const state = breakerTransitions[breaker.state][event];
  if (!state) return null;
  const { now, settings } = moment;
  switch (state) {
    case 'open':
      return opened(breaker, event, moment);
    case 'half-open':
      return { ...breaker, state, since: now, probeAt: now + settings.probeLeaseMs };
    case 'slow-start':
      return { ...breaker, state, since: now, probeAt: null };
    case 'closed':
      return { ...closedBreaker, since: now };
  }
}

function opened(breaker: BreakerRecord, event: BreakerEvent, { now, random, settings }: BreakerMoment): BreakerRecord {
  const openings = breaker.openings + 1;
  const cause = event === 'credentials-refused' ? 'credentials' : event === 'failing' ? 'failures' : breaker.cause;
  const { probeMinMs, probeMaxMs } = settings;
  const base = cause === 'credentials' ? probeMaxMs : probeMinMs * 2 ** Math.min(openings - 1, 20);
  const delay = Math.min(probeMaxMs, Math.round(base * (1 + random / 2)));
  return { state: 'open', cause, since: now, probeAt: now + delay, openings };
}

/** B1. */
export const letsThrough = (state: BreakerState): boolean => state === 'closed' || state === 'slow-start';

export const isProbeDue = ({ state, probeAt }: BreakerRecord, now: number): boolean =>
  !letsThrough(state) && probeAt !== null && probeAt <= now;

/** The part of the normal load that may go now: grows with time alone, so that no process has to write the steps. */
export function loadShare({ state, since }: BreakerRecord, now: number, settings: BreakerSettings): number {
  if (!letsThrough(state)) return 0;
  if (state === 'closed') return 1;
  return settings.slowStart[Math.max(0, Math.floor((now - since) / settings.slowStartStepMs))] ?? 1;
}

export const isRampOver = (breaker: BreakerRecord, now: number, settings: BreakerSettings): boolean =>
  breaker.state === 'slow-start' && loadShare(breaker, now, settings) === 1;

const countedClasses: ReadonlySet<FailureClass> = new Set<FailureClass>(['not-sent', 'transient', 'ambiguous', 'auth']);

/** Does this failure say that the remote side is unwell? Throttling feeds the limiter, our own lease fence says nothing. */
export const isCountedFailure = (failure: { readonly class: FailureClass; readonly code: string }): boolean =>
  countedClasses.has(failure.class) && failure.code !== LEASE_ENDING;

export interface CallCounts {
  readonly calls: number;
  readonly failures: number;
}

export const isFailing = ({ calls, failures }: CallCounts, settings: BreakerSettings): boolean =>
  failures >= settings.minFailures && failures >= calls * settings.failureShare;

/** One stretch of the way back: from run number `from` on, `perSecond` runs are woken, the first `startMs` after closing. */
export interface WakeStretch {
  readonly from: number;
  readonly startMs: number;
  readonly perSecond: number;
}

/** How parked runs come back: the steps of the slow start, then the normal pace. */
export function wakeRamp(normalPerSecond: number, settings: BreakerSettings): readonly WakeStretch[] {
  invariant(normalPerSecond > 0, 'runs are woken at a pace above zero');
  const stretches: WakeStretch[] = [];
  let from = 0;
  for (const [step, share] of [...settings.slowStart, 1].entries()) {
    const perSecond = normalPerSecond * share;
    stretches.push({ from, startMs: step * settings.slowStartStepMs, perSecond });
    from += Math.floor((perSecond * settings.slowStartStepMs) / 1_000);
  }
  return stretches;
}
