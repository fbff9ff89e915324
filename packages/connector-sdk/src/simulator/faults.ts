import { seededRandom, type Clock, type Random } from '@penstock/kernel';
import { z } from 'zod';

const rate = z.number().min(0).max(1);
const duration = z.number().int().min(0);

/** The switches of `POST /__sim/faults`. Rates are chances per request between 0 and 1. */
export const simulatorFaults = z.strictObject({
  /** Added before every request is looked at. */
  latencyMs: duration.default(0),
  /** 503 before anything is done. */
  errorRate: rate.default(0),
  /** The connection is cut before anything is done. */
  resetBeforeRate: rate.default(0),
  /** Done, then the connection is cut instead of answering. */
  dropAnswerRate: rate.default(0),
  /** Done, then never answered. */
  hangAfterRate: rate.default(0),
  /** Done, then answered with 500. */
  error500AfterRate: rate.default(0),
  /** The connection is cut at once and the write is done `lateCommitMs` later. */
  lateCommitRate: rate.default(0),
  lateCommitMs: duration.default(2_000),
  /** 429 with `Retry-After` before anything is done. */
  throttleRate: rate.default(0),
  throttleSeconds: duration.default(7),
  /** 400 before anything is done, with the request's headers and a card number in its words. */
  echoRate: rate.default(0),
  /** Done, then answered with a web page and 200, as a proxy does. */
  htmlAnswerRate: rate.default(0),
  /** Done, then answered with the first half of the answer. */
  truncatedAnswerRate: rate.default(0),
  /** Done, then half of the answer is sent and the rest never. */
  slowAnswerRate: rate.default(0),
  /** A call without effect is answered with a web page and 200. */
  htmlReadRate: rate.default(0),
  /** Everything answers 503 until this instant, milliseconds since the epoch on the machine's clock. */
  outageUntil: z.number().min(0).default(0),
  /** Chance that a pushed webhook is delivered twice. */
  duplicateWebhooks: rate.default(0),
  /** Restarts the sequence of the dice. */
  seed: z.number().int().default(1),
});
export type SimulatorFaults = z.infer<typeof simulatorFaults>;

/** `outageMs` is `outageUntil` counted from now; `clear` first returns every switch to its default. */
export const faultsChange = simulatorFaults
  .partial()
  .extend({ outageMs: duration.optional(), clear: z.boolean().optional() });
export type FaultsChange = z.input<typeof faultsChange>;

export type FaultBefore = 'none' | 'unavailable' | 'reset' | 'late-commit' | 'throttled' | 'echo';
export type FaultAfter = 'none' | 'drop-answer' | 'hang' | 'error-500' | 'html-answer' | 'truncated-answer' | 'slow-answer';

export interface FaultPlan {
  current(): SimulatorFaults;
  change(change: FaultsChange): SimulatorFaults;
  /** Rolled before a request is handled. Only a write can be committed late. */
  before(request: { readonly writes: boolean }): FaultBefore;
  /** Rolled after the request was handled. What is lost on the way back matters only where something was done. */
  after(request: { readonly committed: boolean }): FaultAfter;
  duplicatesWebhook(): boolean;
}

export function createFaultPlan(initial: FaultsChange, clock: Clock): FaultPlan {
  let faults = simulatorFaults.parse({});
  let random: Random = seededRandom(faults.seed);
  const plan: FaultPlan = {
    current: () => faults,
    change(change) {
      const { outageMs, clear, ...switches } = givenOnly(change);
      faults = simulatorFaults.parse({ ...(clear ? {} : faults), ...switches });
      if (outageMs !== undefined) faults = { ...faults, outageUntil: clock.now() + outageMs };
      if (switches.seed !== undefined) random = seededRandom(switches.seed);
      return faults;
    },
    before({ writes }) {
      if (clock.now() < faults.outageUntil) return 'unavailable';
      return pick(random, [
        ['unavailable', faults.errorRate],
        ['reset', faults.resetBeforeRate],
        ['late-commit', writes ? faults.lateCommitRate : 0],
        ['throttled', faults.throttleRate],
        ['echo', faults.echoRate],
      ]);
    },
    after({ committed }) {
      if (!committed) return faults.htmlReadRate > 0 ? pick(random, [['html-answer', faults.htmlReadRate]]) : 'none';
      return pick(random, [
        ['drop-answer', faults.dropAnswerRate],
        ['hang', faults.hangAfterRate],
        ['error-500', faults.error500AfterRate],
        ['html-answer', faults.htmlAnswerRate],
        ['truncated-answer', faults.truncatedAnswerRate],
        ['slow-answer', faults.slowAnswerRate],
      ]);
    },
    duplicatesWebhook: () => random.next() < faults.duplicateWebhooks,
  };
  plan.change(initial);
  return plan;
}

/** Zod's `.partial()` keeps the defaults of absent members; only what the caller wrote may change a switch. */
function givenOnly(change: FaultsChange): z.output<typeof faultsChange> {
  const parsed: Record<string, unknown> = faultsChange.parse(change);
  return Object.fromEntries(Object.entries(parsed).filter(([name]) => name in change));
}

/** One die for all chances: they exclude each other and add up. */
function pick<Fault extends string>(random: Random, chances: readonly (readonly [Fault, number])[]): Fault | 'none' {
  let left = random.next();
  for (const [fault, chance] of chances) {
    if (left < chance) return fault;
    left -= chance;
  }
  return 'none';
}
