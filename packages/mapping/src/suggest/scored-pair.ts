import type { Evidence } from './evidence';

/** A source and a target by their positions, compared. */
export interface ScoredPair {
  readonly source: number;
  readonly target: number;
  readonly evidence: Evidence;
  /** Log-odds. */
  readonly score: number;
}

/** Compared pairs of each target, the best first. */
export type RankedPairs = readonly (readonly ScoredPair[])[];

export const byScore = (a: ScoredPair, b: ScoredPair): number => b.score - a.score || a.source - b.source;
