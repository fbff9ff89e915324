import type { Evidence, EvidenceName } from './evidence';

/** What each piece of evidence adds to the log-odds of a pair. Fitted on the tuning sets of `tools/benchmarks/suggest`. */
export const evidenceWeights: Readonly<Record<EvidenceName, number>> = {
  sourceCovered: 1.9,
  targetCovered: 2.6,
  coreBoth: 2.7,
  coreEqual: 0.2,
  head: 0.1,
  letters: 1.4,
  conflict: -3.6,
  role: 2,
  kind: 2.3,
  type: 0.8,
  format: 1.2,
  list: 1.3,
  described: 0.8,
  position: 0.5,
  required: 0.1,
  container: 0.6,
};
export const evidenceBias = -10.4;

const evidenceNames = Object.keys(evidenceWeights) as EvidenceName[];

/** Log-odds that the two fields hold the same thing, before the choice among rivals. */
export function scoreOf(evidence: Evidence): number {
  let score = evidenceBias;
  for (const name of evidenceNames) score += evidenceWeights[name] * evidence[name];
  return score;
}

export const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score));
