import { isAllowedFlow } from './card-guard';
import type { Side } from './evidence';
import type { TermSpace } from './term-space';

/** Sources that are compared with a target in full; the others share too little with it. */
const mostCandidates = 60;
/** Fewer sources are all compared. */
const fewSources = 80;

interface Posting {
  readonly source: number;
  readonly weight: number;
}

/** Finds the sources worth comparing with a target by the terms they share, so that large schemas stay cheap. */
export class CandidateFinder {
  private readonly byTerm = new Map<string, Posting[]>();
  private readonly byLetters = new Map<string, number[]>();

  constructor(
    private readonly sources: readonly Side[],
    private readonly space: TermSpace,
  ) {
    sources.forEach(({ reading }, source) => {
      for (const [term, weight] of reading.terms) append(this.byTerm, term, { source, weight });
      append(this.byLetters, reading.letters, source);
    });
  }

  /** Positions of sources, the nearest first; none whose data may not flow there. */
  of(target: Side): readonly number[] {
    const nearest = this.sources.length <= fewSources ? this.sources.map((_, at) => at) : this.nearest(target);
    return nearest.filter((at) => isPossible(this.sources[at] as Side, target));
  }

  private nearest(target: Side): readonly number[] {
    const shared = new Map<number, number>();
    const add = (source: number, weight: number): void => void shared.set(source, (shared.get(source) ?? 0) + weight);
    for (const [term, weight] of target.reading.terms) {
      for (const [neighbour, nearness] of this.space.neighbours(term)) {
        const telling = weight * nearness * this.space.weight(neighbour) ** 2;
        for (const posting of this.byTerm.get(neighbour) ?? []) add(posting.source, telling * posting.weight);
      }
    }
    for (const source of this.byLetters.get(target.reading.letters) ?? []) add(source, 1);
    return [...shared]
      .map(([source, weight]) => [source, weight / Math.sqrt(0.5 + (this.sources[source] as Side).total)] as const)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, mostCandidates)
      .map(([source]) => source);
  }
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Objects hold no value of their own; lists of values go with lists of values. */
function isPossible({ reading: source }: Side, { reading: target }: Side): boolean {
  const isWhole = (family: string): boolean => family === 'object' || family === 'list';
  if (isWhole(source.type.family) !== isWhole(target.type.family)) return false;
  return isAllowedFlow(source.cardData, target.cardData);
}
