import type { Evidence, EvidenceName } from './evidence';

/** What each piece of evidence adds to the log-odds of a pair. Fitted on the tuning sets of `tools/benchmarks/suggest`. */
export const evidenceWeights: Readonly<Record<EvidenceName, number>> = {
  sourceCovered: 2.3,
  targetCovered: 2.6,
  coreBoth: 3.1,
  coreEqual: 0.1,
  letters: 1.8,
  conflict: -4.1,
  role: 1.4,
  kind: 2.4,
  type: 1,
  format: 1.3,
  list: 1.8,
  described: 0.8,
  position: 0.5,
  required: 0.1,
  container: 0.3,
};
export const evidenceBias = -11.2;

const evidenceNames = Object.keys(evidenceWeights) as EvidenceName[];

/** Log-odds that the two fields hold the same thing, before the choice among rivals. */
export function scoreOf(evidence: Evidence): number {
  let score = evidenceBias;
  for (const name of evidenceNames) score += evidenceWeights[name] * evidence[name];
  return score;
}

export const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score));
