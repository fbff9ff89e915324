import type { Evidence, EvidenceName } from './evidence';

/** What each piece of evidence adds to the log-odds of a pair. Fitted on the tuning sets of `tools/benchmarks/suggest`. */
export const evidenceWeights: Readonly<Record<EvidenceName, number>> = {
  sourceCovered: 2.1,
  targetCovered: 2.9,
  coreBoth: 2.9,
  coreEqual: 0.2,
  letters: 1.7,
  conflict: -3.9,
  role: 1.7,
  kind: 2.6,
  type: 0.9,
  format: 1.2,
  list: 1.6,
  described: 0.8,
  position: 0.8,
  required: 0.1,
  container: 0.3,
};
export const evidenceBias = -11;

const evidenceNames = Object.keys(evidenceWeights) as EvidenceName[];

/** Log-odds that the two fields hold the same thing, before the choice among rivals. */
export function scoreOf(evidence: Evidence): number {
  let score = evidenceBias;
  for (const name of evidenceNames) score += evidenceWeights[name] * evidence[name];
  return score;
}

export const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score));
