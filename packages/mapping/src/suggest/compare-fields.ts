import { CandidateFinder } from './candidates';
import { alignContainers } from './containers';
import { EvidenceReader, makeSide, type Side } from './evidence';
import { isUnusable, type SuggestField } from './field';
import { MappingMemory, type RememberedPair } from './memory';
import { readField, type FieldReading } from './read-field';
import { scoreOf } from './score';
import { byScore, type RankedPairs, type ScoredPair } from './scored-pair';
import { shareRoles } from './share-roles';
import { detectSystem } from './systems/detect-system';
import type { SystemPack } from './systems/system-pack';
import { buildTermSpace, type TermSpace } from './term-space';

export interface SuggestRequest {
  readonly source: readonly SuggestField[];
  readonly target: readonly SuggestField[];
  /** What people decided on earlier suggestions. */
  readonly memory?: readonly RememberedPair[];
}

/** Both schemas as the matcher sees them, and every pair worth a look with its evidence. */
export interface ComparedFields {
  readonly sources: readonly Side[];
  readonly targets: readonly Side[];
  readonly space: TermSpace;
  readonly ranked: RankedPairs;
}

/** Fields that are read, and targets that are compared, between two pauses. */
const readPerPause = 500;
const targetsPerPause = 50;
/** Pairs per target that are kept: more than are shown or compete, so that containers can still bring some forward. */
const mostKept = 24;

/** Pauses every few milliseconds so that whoever drives it can do something else. */
export function* compareFields(request: SuggestRequest): Generator<undefined, ComparedFields> {
  const matcher = yield* prepare(request);
  const compared: (readonly ScoredPair[])[] = [];
  for (const target of matcher.targets) {
    compared.push(comparePairs(matcher, target, compared.length));
    if (compared.length % targetsPerPause === 0) yield undefined;
  }
  const { sources, targets, space } = matcher;
  yield undefined;
  return { sources, targets, space, ranked: alignContainers(compared, sources, targets) };
}

interface Matcher {
  readonly sources: readonly Side[];
  readonly targets: readonly Side[];
  readonly space: TermSpace;
  readonly finder: CandidateFinder;
  readonly evidence: EvidenceReader;
  readonly memory: MappingMemory;
}

function* prepare({ source, target, memory = [] }: SuggestRequest): Generator<undefined, Matcher> {
  const packs = { source: detectSystem(source), target: detectSystem(target) };
  const read = { source: yield* readFields(source, packs.source), target: yield* readFields(target, packs.target) };
  const space = buildTermSpace([...read.source, ...read.target]);
  yield undefined;
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

function* readFields(
  fields: readonly SuggestField[],
  pack: SystemPack | undefined,
): Generator<undefined, readonly FieldReading[]> {
  const readings: FieldReading[] = [];
  for (const field of fields) {
    if (!isUnusable(field.path)) readings.push(readField(field, readings.length, pack));
    if (readings.length % readPerPause === 0) yield undefined;
  }
  return shareRoles(readings);
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
    .sort(byScore)
    .slice(0, mostKept);
}
