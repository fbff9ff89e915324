import { cardDataRole, isAllowedFlow } from '../card-guard';
import type { SuggestRequest } from '../compare-fields';
import { preticked } from '../confidence';
import type { SuggestField } from '../field';
import { readField, type FieldReading } from '../read-field';
import { sampleFormat, sampleTexts } from '../sample-format';
import type { Candidate, Suggestion, Suggestions } from '../suggest';
import { detectSystem } from '../systems/detect-system';
import { proposeTransform } from '../transforms/propose-transform';
import type { RankedTarget } from './read-ranking';

/** Just below what is accepted unless somebody objects: nobody but the calibrated matcher ticks a pair. */
const surestOfOthers = preticked - 0.01;
/** Nobody measured how often others are right: an even chance, unless the matcher gives more. */
const evenChance = 0.5;

/**
 * The matcher's suggestions in the order somebody else gave its candidates. Where both agree nothing but the reason
 * changes. Where they differ, the pair stands in the list unticked. Nothing comes in that the matcher did not offer.
 */
export function rerank(request: SuggestRequest, offline: Suggestions, ranking: readonly RankedTarget[]): Suggestions {
  const fields = { source: byPath(request.source), target: byPath(request.target) };
  const chosen = new Map(ranking.filter((each) => isOffered(offline, each) && isClean(fields, each)).map((each) => [each.target, each]));
  const before = new Map(offline.pairs.map((pair) => [pair.target, pair]));
  const readings = readingsOf(request);
  const targets = new Set([...before.keys(), ...chosen.keys()]);
  const pairs = [...targets].flatMap((target) => rankedPair({ before: before.get(target), ranked: chosen.get(target), readings, offline }));
  const candidates = new Map([...offline.candidates].map(([target, list]) => [target, rankedCandidates(list, chosen.get(target))]));
  return { pairs: pairs.sort((a, b) => b.confidence - a.confidence), candidates };
}

type Fields = Readonly<Record<'source' | 'target', ReadonlyMap<string, SuggestField>>>;
const byPath = (fields: readonly SuggestField[]) => new Map(fields.map((field) => [field.path, field]));

function isOffered({ candidates }: Suggestions, { target, source }: RankedTarget): boolean {
  const offered = candidates.get(target);
  return offered !== undefined && (source === null || offered.some((candidate) => candidate.source === source));
}

/** The matcher offers no card data; looked at again, because the choice comes from outside. */
function isClean({ source: sources, target: targets }: Fields, { source, target }: RankedTarget): boolean {
  if (source === null) return true;
  const roleOf = (field: SuggestField | undefined) => cardDataRole(field?.path ?? '', sampleFormat(sampleTexts(field?.sample)));
  return isAllowedFlow(roleOf(sources.get(source)), roleOf(targets.get(target)));
}

interface PairChoice {
  readonly before: Suggestion | undefined;
  readonly ranked: RankedTarget | undefined;
  readonly readings: Readings;
  readonly offline: Suggestions;
}

function rankedPair({ before, ranked, readings, offline }: PairChoice): readonly Suggestion[] {
  if (!ranked) return before ? [before] : [];
  if (ranked.source === null) return before ? [doubted(before, ranked)] : [];
  if (before?.source === ranked.source) return [{ ...before, reason: `${before.reason}; ${wordsOf(ranked, 'the AI provider agrees')}` }];
  const offered = offline.candidates.get(ranked.target)?.find(({ source }) => source === ranked.source);
  const confidence = confidenceOf(offered);
  const [source, target] = [readings.sources.get(ranked.source), readings.targets.get(ranked.target)];
  const transform = source && target && proposeTransform(source, target, [...readings.sources.values()]);
  return [
    {
      source: ranked.source,
      target: ranked.target,
      confidence,
      tier: 'listed',
      reason: capitalised(wordsOf(ranked, 'the AI provider puts it before the matcher’s choice')),
      ...(transform && { transform }),
    },
  ];
}

function doubted(pair: Suggestion, ranked: RankedTarget): Suggestion {
  return { ...pair, confidence: Math.min(pair.confidence, surestOfOthers), tier: 'listed', reason: `${pair.reason}; ${wordsOf(ranked, 'the AI provider finds no source fitting')}` };
}

const wordsOf = ({ reason }: RankedTarget, said: string): string => (reason === undefined ? said : `${said}: “${reason}”`);
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const confidenceOf = (offered: Candidate | undefined): number => Math.min(surestOfOthers, Math.max(evenChance, offered?.confidence ?? 0));

/** The chosen one first; the others stay below it. */
function rankedCandidates(offered: readonly Candidate[], ranked: RankedTarget | undefined): readonly Candidate[] {
  if (!ranked || ranked.source === null || offered[0]?.source === ranked.source) return offered;
  const confidence = confidenceOf(offered.find(({ source }) => source === ranked.source));
  const others = offered.filter(({ source }) => source !== ranked.source);
  return [{ source: ranked.source, confidence }, ...others.map((other) => ({ ...other, confidence: Math.min(other.confidence, confidence) }))];
}

interface Readings {
  readonly sources: ReadonlyMap<string, FieldReading>;
  readonly targets: ReadonlyMap<string, FieldReading>;
}

function readingsOf({ source, target }: SuggestRequest): Readings {
  const read = (fields: readonly SuggestField[]) => {
    const pack = detectSystem(fields);
    return new Map(fields.map((field, at) => [field.path, readField(field, at, pack)]));
  };
  return { sources: read(source), targets: read(target) };
}
