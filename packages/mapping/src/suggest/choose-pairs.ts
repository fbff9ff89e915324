import { appendTo } from './append-to';
import { assign } from './assignment';
import { chanceOf } from './score';
import type { RankedPairs, ScoredPair } from './scored-pair';

/** A pair that was picked, and how much better it is than its rivals. */
export interface ChosenPair extends ScoredPair {
  /** Log-odds ahead of the target's next best source, and of the source's next best target (0 for a reuse); less than 0 when it is behind. */
  readonly aheadForTarget: number;
  readonly aheadForSource: number;
  /** The source feeds another target as well, which it fits better. */
  readonly isReuse: boolean;
}

/** Pairs below this chance are not worth a line. */
const leastChance = 0.05;
/** Sources per target that enter the assignment. */
const mostRivals = 12;
/** Larger groups of fields that compete for each other are picked best first. */
const largestGroup = 600;
/** How much better than the pair the assignment left must a used source be to be used twice (log-odds). */
const reuseCost = 1.5;
const leastReuseChance = 0.3;
const farAhead = 3;
/** Who has no rival is measured against a poor one: to be alone is no merit. */
const absentRival = -1;

export function choosePairs(ranked: RankedPairs): readonly ChosenPair[] {
  const worthy = ranked.map((pairs) =>
    pairs.filter(({ score }) => chanceOf(score) >= leastChance).slice(0, mostRivals),
  );
  const picked = new Map<number, ScoredPair>();
  for (const group of competingGroups(worthy)) {
    const pairs = group.targets.length <= largestGroup ? bestTogether(group, worthy) : bestFirst(group, worthy);
    for (const pair of pairs) picked.set(pair.target, pair);
  }
  const used = new Set([...picked.values()].map(({ source }) => source));
  const ahead = rivalry(worthy);
  return worthy.flatMap((pairs, target) => {
    const own = picked.get(target);
    const [best] = pairs;
    const isBetterUsed =
      best !== undefined &&
      best !== own &&
      used.has(best.source) &&
      chanceOf(best.score) >= leastReuseChance &&
      best.score - (own?.score ?? -Infinity) >= reuseCost;
    const pair = isBetterUsed ? best : own;
    if (!pair) return [];
    const { aheadForTarget, aheadForSource } = ahead(pair);
    return [{ ...pair, aheadForTarget, aheadForSource: isBetterUsed ? 0 : aheadForSource, isReuse: isBetterUsed }];
  });
}

interface Group {
  readonly targets: readonly number[];
}

/** Targets that share a source, directly or over others. */
function competingGroups(worthy: RankedPairs): readonly Group[] {
  const parent = worthy.map((_, target) => target);
  const rootOf = (target: number): number => {
    let root = target;
    while (parent[root] !== root) root = parent[root] as number;
    parent[target] = root;
    return root;
  };
  const firstOf = new Map<number, number>();
  worthy.forEach((pairs, target) => {
    for (const { source } of pairs) {
      const first = firstOf.get(source);
      if (first === undefined) firstOf.set(source, target);
      else parent[rootOf(target)] = rootOf(first);
    }
  });
  const groups = new Map<number, number[]>();
  worthy.forEach((_, target) => appendTo(groups, rootOf(target), target));
  return [...groups.values()].map((targets) => ({ targets }));
}

function bestTogether({ targets }: Group, worthy: RankedPairs): readonly ScoredPair[] {
  const sources = [...new Set(targets.flatMap((target) => (worthy[target] ?? []).map(({ source }) => source)))];
  const column = new Map(sources.map((source, at) => [source, at]));
  const gains = targets.map((target) => {
    const row = new Array<number>(sources.length).fill(0);
    for (const { source, score } of worthy[target] ?? []) row[column.get(source) as number] = gainOf(score);
    return row;
  });
  return assign(gains, sources.length).flatMap((at, row) => {
    const pair = worthy[targets[row] as number]?.find(({ source }) => source === sources[at]);
    return pair ? [pair] : [];
  });
}

/** Squared, so that one sure pair is worth more than two halves. */
const gainOf = (score: number): number => chanceOf(score) ** 2;

function bestFirst({ targets }: Group, worthy: RankedPairs): readonly ScoredPair[] {
  const taken = { sources: new Set<number>(), targets: new Set<number>() };
  return targets
    .flatMap((target) => worthy[target] ?? [])
    .sort((a, b) => b.score - a.score || a.target - b.target || a.source - b.source)
    .filter(({ source, target }) => {
      if (taken.sources.has(source) || taken.targets.has(target)) return false;
      taken.sources.add(source);
      taken.targets.add(target);
      return true;
    });
}

function rivalry(worthy: RankedPairs): (pair: ScoredPair) => Pick<ChosenPair, 'aheadForTarget' | 'aheadForSource'> {
  const bySource = new Map<number, ScoredPair[]>();
  for (const pair of worthy.flat()) appendTo(bySource, pair.source, pair);
  for (const pairs of bySource.values()) pairs.sort((a, b) => b.score - a.score);
  /** Rivals stand the best first. */
  const ahead = (pair: ScoredPair, rivals: readonly ScoredPair[]): number => {
    const best = (rivals[0] === pair ? rivals[1] : rivals[0])?.score ?? absentRival;
    return Math.max(-farAhead, Math.min(farAhead, pair.score - Math.max(best, absentRival)));
  };
  return (pair) => ({
    aheadForTarget: ahead(pair, worthy[pair.target] ?? []),
    aheadForSource: ahead(pair, bySource.get(pair.source) ?? []),
  });
}
