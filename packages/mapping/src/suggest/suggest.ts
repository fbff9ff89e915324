import { CandidateFinder } from './candidates';
import { choosePairs } from './choose-pairs';
import { confidenceOf, tierOf, type SuggestionTier } from './confidence';
import { alignContainers } from './containers';
import { EvidenceReader, makeSide, type Side } from './evidence';
import { isUnusable, type SuggestField } from './field';
import { MappingMemory, type RememberedPair } from './memory';
import { readField } from './read-field';
import { reasonFor } from './reasons';
import { chanceOf, scoreOf } from './score';
import { byScore, type RankedPairs, type ScoredPair } from './scored-pair';
import { detectSystem } from './systems/detect-system';
import { buildTermSpace, type TermSpace } from './term-space';
import { proposeTransform } from './transforms/propose-transform';
import type { TransformProposal } from './transforms/transform-proposal';

export interface SuggestRequest {
  readonly source: readonly SuggestField[];
  readonly target: readonly SuggestField[];
  /** What people decided on earlier suggestions. */
  readonly memory?: readonly RememberedPair[];
}

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
/** Targets that are compared between two pauses. */
const targetsPerPause = 50;

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
  const matcher = prepare(request);
  yield undefined;
  const compared: (readonly ScoredPair[])[] = [];
  for (const target of matcher.targets) {
    compared.push(comparePairs(matcher, target, compared.length));
    if (compared.length % targetsPerPause === 0) yield undefined;
  }
  const ranked = alignContainers(compared, matcher.sources, matcher.targets);
  yield undefined;
  return { pairs: describePairs(matcher, ranked), candidates: listCandidates(matcher, ranked) };
}

interface Matcher {
  readonly sources: readonly Side[];
  readonly targets: readonly Side[];
  readonly space: TermSpace;
  readonly finder: CandidateFinder;
  readonly evidence: EvidenceReader;
  readonly memory: MappingMemory;
}

function prepare({ source, target, memory = [] }: SuggestRequest): Matcher {
  const packs = { source: detectSystem(source), target: detectSystem(target) };
  const usable = ({ path }: SuggestField): boolean => !isUnusable(path);
  const read = {
    source: source.filter(usable).map((field, index) => readField(field, index, packs.source)),
    target: target.filter(usable).map((field, index) => readField(field, index, packs.target)),
  };
  const space = buildTermSpace([...read.source, ...read.target]);
  const sources = read.source.map((reading) => makeSide(reading, space));
  const targets = read.target.map((reading) => makeSide(reading, space));
  return {
    sources,
    targets,
    space,
    finder: new CandidateFinder(sources, space),
    evidence: new EvidenceReader(space, { sources: sources.length, targets: targets.length }),
    memory: new MappingMemory(memory, { source: packs.source?.id, target: packs.target?.id }),
  };
}

function comparePairs({ finder, sources, evidence, memory }: Matcher, target: Side, at: number): readonly ScoredPair[] {
  return finder
    .of(target)
    .map((source) => {
      const side = sources[source] as Side;
      const found = evidence.between(side, target);
      return {
        source,
        target: at,
        evidence: found,
        score: scoreOf(found) + memory.recall(side.reading, target.reading),
      };
    })
    .sort(byScore);
}

function describePairs({ sources, targets, space }: Matcher, ranked: RankedPairs): readonly Suggestion[] {
  return choosePairs(ranked)
    .flatMap((pair): readonly Suggestion[] => {
      const confidence = confidenceOf(pair);
      const tier = tierOf(confidence);
      if (!tier) return [];
      const sides = { source: sources[pair.source] as Side, target: targets[pair.target] as Side };
      const transform = proposeTransform(
        sides.source.reading,
        sides.target.reading,
        sources.map(({ reading }) => reading),
      );
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

function listCandidates({ sources, targets }: Matcher, ranked: RankedPairs): ReadonlyMap<string, readonly Candidate[]> {
  const candidates = new Map<string, readonly Candidate[]>();
  ranked.forEach((pairs, at) => {
    const shown = pairs
      .slice(0, mostCandidatesShown)
      .map(({ source, score }) => ({
        source: (sources[source] as Side).reading.field.path,
        confidence: rounded(chanceOf(score)),
      }))
      .filter(({ confidence }) => confidence >= leastShown);
    if (shown.length > 0) candidates.set((targets[at] as Side).reading.field.path, shown);
  });
  return candidates;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
