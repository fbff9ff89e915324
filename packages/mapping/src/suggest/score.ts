import type { Evidence, EvidenceName } from './evidence';

/** What each piece of evidence adds to the log-odds of a pair. Fitted on the tuning sets of `tools/benchmarks/suggest`. */
export const evidenceWeights: Readonly<Record<EvidenceName, number>> = {
  sourceCovered: 1.5,
  targetCovered: 2,
  coreBoth: 2.5,
  coreEqual: 0.8,
  head: 1,
  letters: 1.2,
  conflict: -3.5,
  role: 1.2,
  kind: 1.5,
  type: 1,
  format: 1.2,
  list: 1.2,
  described: 0.8,
  position: 0.3,
  required: 0.2,
  container: 1.2,
};
export const evidenceBias = -9;

/** Log-odds that the two fields hold the same thing, before the choice among rivals. */
export function scoreOf(evidence: Evidence): number {
  let score = evidenceBias;
  for (const name of Object.keys(evidenceWeights) as EvidenceName[]) score += evidenceWeights[name] * evidence[name];
  return score;
}

export const chanceOf = (score: number): number => 1 / (1 + Math.exp(-score));
