import { appendTo } from './append-to';
import { isAllowedFlow } from './card-guard';
import type { Side } from './evidence';
import type { TermSpace } from './term-space';

/** Sources that are compared with a target in full; the others share too little with it. */
const mostCandidates = 60;
/** Fewer sources are all compared. */
const fewSources = 80;

/** Postings looked at per target before the commonest terms are passed over: keeps 5,000 × 5,000 fields to seconds. */
const mostLooks = 3_000;

interface Posting {
  readonly source: number;
  readonly weight: number;
}

/** Finds the sources worth comparing with a target by the terms they share, so that large schemas stay cheap. */
export class CandidateFinder {
  private readonly byTerm = new Map<string, Posting[]>();
  private readonly byLetters = new Map<string, number[]>();
  /** What the target at hand shares with each source; zeros between two targets. */
  private readonly shared: Float64Array;

  constructor(
    private readonly sources: readonly Side[],
    private readonly space: TermSpace,
  ) {
    this.shared = new Float64Array(sources.length);
    sources.forEach(({ reading }, source) => {
      for (const [term, weight] of reading.terms) appendTo(this.byTerm, term, { source, weight });
      appendTo(this.byLetters, reading.letters, source);
    });
  }

  /** Positions of sources, the nearest first; none whose data may not flow there. */
  of(target: Side): readonly number[] {
    const nearest = this.sources.length <= fewSources ? this.sources.map((_, at) => at) : this.nearest(target);
    return nearest.filter((at) => isPossible(this.sources[at] as Side, target));
  }

  /** What the target's terms and their neighbours point to, the rarest terms first. */
  private tellingTerms(target: Side): readonly { readonly postings: readonly Posting[]; readonly telling: number }[] {
    const found = [];
    for (const [term, weight] of target.reading.terms) {
      for (const [neighbour, nearness] of this.space.neighbours(term)) {
        const postings = this.byTerm.get(neighbour);
        if (postings) found.push({ postings, telling: weight * nearness * this.space.weight(neighbour) ** 2 });
      }
    }
    return found.sort((a, b) => a.postings.length - b.postings.length);
  }

  private nearest(target: Side): readonly number[] {
    const touched: number[] = [];
    const add = (source: number, weight: number): void => {
      if (this.shared[source] === 0) touched.push(source);
      this.shared[source] = (this.shared[source] ?? 0) + weight;
    };
    let looked = 0;
    for (const { postings, telling } of this.tellingTerms(target)) {
      if (looked > mostLooks) break;
      looked += postings.length;
      for (const { source, weight } of postings) add(source, telling * weight);
    }
    for (const source of this.byLetters.get(target.reading.letters) ?? []) add(source, 1);
    const worth = (source: number): number =>
      (this.shared[source] ?? 0) / Math.sqrt(0.5 + (this.sources[source] as Side).total);
    const nearest = strongest(touched, worth);
    for (const source of touched) this.shared[source] = 0;
    return nearest;
  }
}

/** The few sources of the greatest worth, the greatest first; of equal ones those that were found first. */
function strongest(sources: readonly number[], worth: (source: number) => number): readonly number[] {
  const found: number[] = [];
  const worths: number[] = [];
  for (const source of sources) {
    const value = worth(source);
    if (found.length === mostCandidates && value <= (worths.at(-1) ?? 0)) continue;
    let at = worths.length;
    while (at > 0 && (worths[at - 1] as number) < value) at -= 1;
    found.splice(at, 0, source);
    worths.splice(at, 0, value);
    if (found.length > mostCandidates) {
      found.pop();
      worths.pop();
    }
  }
  return found;
}

/** Objects hold no value of their own; lists of values go with lists of values. */
function isPossible({ reading: source }: Side, { reading: target }: Side): boolean {
  const isWhole = (family: string): boolean => family === 'object' || family === 'list';
  if (isWhole(source.type.family) !== isWhole(target.type.family)) return false;
  return isAllowedFlow(source.cardData, target.cardData);
}
