import type { Side } from './evidence';
import { chanceOf, evidenceWeights } from './score';
import { byScore, type RankedPairs, type ScoredPair } from './scored-pair';

/** A container of one field cannot say which other one it goes with. */
const neutral = 0.5;

/**
 * Aligns what stands together: containers are compared by how well their fields go together, and every pair is scored
 * anew by whether its containers are each other's likely partners.
 */
export function alignContainers(ranked: RankedPairs, sources: readonly Side[], targets: readonly Side[]): RankedPairs {
  const fits = containerFits(ranked, sources, targets);
  return ranked.map((pairs) =>
    pairs
      .map((pair) => {
        const container = fits(containerOf(sources, pair.source), containerOf(targets, pair.target));
        const evidence = { ...pair.evidence, container };
        const gained = evidenceWeights.container * (container - pair.evidence.container);
        return { ...pair, evidence, score: pair.score + gained };
      })
      .sort(byScore),
  );
}

const containerOf = (sides: readonly Side[], at: number): string => (sides[at] as Side).reading.container;

type ContainerFit = (source: string, target: string) => number;

function containerFits(ranked: RankedPairs, sources: readonly Side[], targets: readonly Side[]): ContainerFit {
  const sums = new Map<string, Map<string, number>>();
  const sizes = new Map<string, number>();
  ranked.forEach((pairs, target) => {
    const container = containerOf(targets, target);
    sizes.set(container, (sizes.get(container) ?? 0) + 1);
    const sumOf = sums.get(container) ?? new Map<string, number>();
    sums.set(container, sumOf);
    for (const [source, chance] of bestByContainer(pairs, sources))
      sumOf.set(source, (sumOf.get(source) ?? 0) + chance);
  });
  const greatest = new Map(
    [...sums].map(([target, all]) => [target, [...all.values()].reduce((a, b) => Math.max(a, b), 0)]),
  );
  return (source, target) => {
    const most = greatest.get(target) ?? 0;
    return (sizes.get(target) ?? 0) < 2 || most === 0 ? neutral : (sums.get(target)?.get(source) ?? 0) / most;
  };
}

function bestByContainer(pairs: readonly ScoredPair[], sources: readonly Side[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const { source, score } of pairs) {
    const container = containerOf(sources, source);
    best.set(container, Math.max(best.get(container) ?? 0, chanceOf(score)));
  }
  return best;
}
