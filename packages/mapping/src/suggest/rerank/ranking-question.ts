import type { JsonObject } from '@penstock/kernel';
import { appendTo } from '../append-to';
import { pathParts, type SuggestField } from '../field';
import { sampleTexts } from '../sample-format';
import type { SuggestRequest } from '../compare-fields';
import type { Suggestions } from '../suggest';
import { maskedForm } from './masked-form';

/** What may be told about a field beside its path and type. Values only in their masked form. */
export interface RankingDisclosure {
  readonly descriptions: boolean;
  readonly maskedValues: boolean;
}

/**
 * One container of the target with the matcher's candidates, as somebody else may put them in order. Fields go by ids
 * that only this question knows; an answer that names any other is no answer to it.
 */
export interface RankingQuestion {
  readonly material: JsonObject;
  /** Target path and allowed sources (path by id), by the target's id. */
  readonly targets: ReadonlyMap<string, RankingTarget>;
}

export interface RankingTarget {
  readonly path: string;
  readonly sources: ReadonlyMap<string, string>;
}

/** Targets in one question; larger containers are asked about in parts. */
const mostTargets = 60;
const mostSamples = 3;

export function rankingQuestions(request: SuggestRequest, { candidates }: Suggestions, disclosure: RankingDisclosure): readonly RankingQuestion[] {
  const containers = new Map<string, SuggestField[]>();
  for (const target of request.target) {
    if (candidates.has(target.path)) appendTo(containers, containerOf(target.path), target);
  }
  const sourceByPath = new Map(request.source.map((field) => [field.path, field]));
  return [...containers].flatMap(([container, targets]) =>
    partsOf(targets).map((part) => questionOf({ container, targets: part, candidates, sourceByPath, disclosure })),
  );
}

const containerOf = (path: string): string =>
  pathParts(path)
    .slice(0, -1)
    .map(({ name, isList }) => (isList ? `${name}[]` : name))
    .join('.');

function partsOf<T>(list: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / mostTargets) }, (_, at) => list.slice(at * mostTargets, (at + 1) * mostTargets));
}

interface Container {
  readonly container: string;
  readonly targets: readonly SuggestField[];
  readonly candidates: Suggestions['candidates'];
  readonly sourceByPath: ReadonlyMap<string, SuggestField>;
  readonly disclosure: RankingDisclosure;
}

function questionOf({ container, targets, candidates, sourceByPath, disclosure }: Container): RankingQuestion {
  const idOf = new Map<string, string>();
  const sourceId = (path: string): string => {
    const id = idOf.get(path) ?? `s${idOf.size + 1}`;
    idOf.set(path, id);
    return id;
  };
  const asked = targets.map((field, at) => {
    const sources = new Map((candidates.get(field.path) ?? []).map(({ source }) => [sourceId(source), source]));
    return { id: `t${at + 1}`, field, sources };
  });
  const told = (field: SuggestField): JsonObject => toldOf(field, disclosure);
  return {
    targets: new Map(asked.map(({ id, field, sources }) => [id, { path: field.path, sources }])),
    material: {
      container,
      sources: [...idOf].map(([path, id]) => ({ id, ...told(sourceByPath.get(path) ?? { path }) })),
      targets: asked.map(({ id, field, sources }) => ({ id, ...told(field), candidates: [...sources.keys()] })),
    },
  };
}

function toldOf({ path, type, description, sample }: SuggestField, { descriptions, maskedValues }: RankingDisclosure): JsonObject {
  const forms = maskedValues ? sampleTexts(sample).slice(0, mostSamples).map(maskedForm) : [];
  return {
    path,
    ...(type !== undefined && { type }),
    ...(descriptions && description !== undefined && { description }),
    ...(forms.length > 0 && { forms }),
  };
}
