import { choosePairs, type ChosenPair } from './choose-pairs';
import { compareFields, type ComparedFields, type SuggestRequest } from './compare-fields';
import { confidenceBetween, listed, tierOf, type SuggestionTier } from './confidence';
import type { Side } from './evidence';
import { reasonFor } from './reasons';
import { chanceOf } from './score';
import { proposeTransform } from './transforms/propose-transform';
import type { TransformProposal } from './transforms/transform-proposal';

export interface Suggestion {
  readonly source: string;
  readonly target: string;
  /** How likely it is right, from 0 to 1. */
  readonly confidence: number;
  readonly tier: SuggestionTier;
  readonly reason: string;
  /** Steps that turn the source's form into the target's, where the two differ. */
  readonly transform?: TransformProposal;
}

export interface Candidate {
  readonly source: string;
  readonly confidence: number;
}

export interface Suggestions {
  /** At most one per target, the surest first. A source may feed several targets. */
  readonly pairs: readonly Suggestion[];
  /** Up to five sources by target path, the likeliest first; targets without any are left out. */
  readonly candidates: ReadonlyMap<string, readonly Candidate[]>;
}

const mostCandidatesShown = 5;
const leastShown = 0.01;

/** Which source field could fill which target field. Deterministic, offline; see docs/suggestions.md for its figures. */
export function suggestMappings(request: SuggestRequest): Suggestions {
  const work = suggestInTurns(request);
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
  }
}

/** The same, pausing every few milliseconds so that whoever drives it can do something else. */
export function* suggestInTurns(request: SuggestRequest): Generator<undefined, Suggestions> {
  const compared = yield* compareFields(request);
  yield undefined;
  const chosen = choosePairs(compared.ranked);
  yield undefined;
  const pairs = describePairs(compared, chosen);
  yield undefined;
  return { pairs, candidates: listCandidates(compared, chosen) };
}

function describePairs(
  { sources, targets, space }: ComparedFields,
  chosen: readonly ChosenPair[],
): readonly Suggestion[] {
  const readings = sources.map(({ reading }) => reading);
  return chosen
    .flatMap((pair): readonly Suggestion[] => {
      const sides = { source: sources[pair.source] as Side, target: targets[pair.target] as Side };
      const confidence = confidenceBetween(pair, sides);
      const tier = tierOf(confidence);
      if (!tier) return [];
      const transform = proposeTransform(sides.source.reading, sides.target.reading, readings);
      return [
        {
          source: sides.source.reading.field.path,
          target: sides.target.reading.field.path,
          confidence: rounded(confidence),
          tier,
          reason: reasonFor(pair, sides, space),
          ...(transform && { transform }),
        },
      ];
    })
    .sort((a, b) => b.confidence - a.confidence);
}

/** The chosen source first; the others share what it leaves. Sources nobody would list stay below the listed tier. */
function listCandidates(
  { sources, targets, ranked }: ComparedFields,
  chosen: readonly ChosenPair[],
): ReadonlyMap<string, readonly Candidate[]> {
  const chosenFor = new Map(chosen.map((pair) => [pair.target, pair]));
  const candidates = new Map<string, readonly Candidate[]>();
  ranked.forEach((pairs, at) => {
    const own = chosenFor.get(at);
    const sure = own ? confidenceBetween(own, { source: sources[own.source] as Side, target: targets[at] as Side }) : 0;
    const most = own ? Math.min(sure, 1 - sure) : listed;
    const others = pairs
      .filter(({ source }) => source !== own?.source)
      .slice(0, mostCandidatesShown)
      .map(({ source, score }) => ({ source, confidence: Math.min(chanceOf(score), most * 0.999) }));
    const shown = [...(own ? [{ source: own.source, confidence: sure }] : []), ...others]
      .slice(0, mostCandidatesShown)
      .map(({ source, confidence }) => ({
        source: (sources[source] as Side).reading.field.path,
        confidence: rounded(confidence),
      }))
      .filter(({ confidence }) => confidence >= leastShown);
    if (shown.length > 0) candidates.set((targets[at] as Side).reading.field.path, shown);
  });
  return candidates;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
