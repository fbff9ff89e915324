import type { SeededChoices } from './seeded-choices';

/** What can go wrong in a simulation; the report counts by these names. */
export const faultKinds = [
  'worker crashed',
  'worker stood still',
  'worker stood still past its lease',
  'request to the database lost',
  'answer of the database lost',
  'refused before the deed',
  'refused for a business reason',
  'cut before the deed',
  'cut after the deed',
  '500 after the deed',
  'late commit',
  'no answer at all',
  'look-up failed',
  'look-up missed a fresh deed',
  'connection held by its gate',
  'connection could not be resolved',
  'delivery repeated',
  'run cancelled by a person',
  'doubt settled by a person',
  'effect given up by a person',
  'wrong word of a person',
  'wait answered twice',
  'wait answered before it was open',
  'write of an old epoch refused',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Probabilities of one seed, each per occasion; some seeds are calm, some are wild. */
export interface FaultRates {
  /** Per second and worker. */
  readonly crash: number;
  readonly freeze: number;
  readonly storeRequestLost: number;
  readonly storeAnswerLost: number;
  /** Of a call to the remote system, any trouble. */
  readonly remote: number;
  readonly lookUp: number;
  readonly gate: number;
  readonly resolve: number;
  readonly repeatedDelivery: number;
  readonly cancel: number;
}

export function ratesOf(choices: SeededChoices): FaultRates {
  const level = (most: number): number => (choices.happens(0.35) ? 0 : most * choices.next());
  return {
    crash: level(0.05),
    freeze: level(0.04),
    storeRequestLost: level(0.06),
    storeAnswerLost: level(0.06),
    remote: level(0.8),
    lookUp: level(0.8),
    gate: level(0.15),
    resolve: level(0.05),
    repeatedDelivery: level(0.6),
    cancel: level(0.25),
  };
}

/** The faults of one simulation: whether the storm is on, how wild it is, and what it has done so far. */
export class Storm {
  readonly counts = new Map<FaultKind, number>();
  isOver = false;

  constructor(
    readonly rates: FaultRates,
    private readonly choices: SeededChoices,
  ) {}

  /** Draws in any case, so that one switch does not shift all later choices. */
  strikes(rate: keyof FaultRates): boolean {
    return this.choices.happens(this.rates[rate]) && !this.isOver;
  }

  count(kind: FaultKind): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }
}
