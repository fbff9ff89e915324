import type { SuggestMappingsRequest } from '@penstock/contracts';
import type { Suggestion } from '@penstock/mapping';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { isLeaf, type FieldTree } from './field-tree';
import { targetFields } from './target-fields';
import { useRememberPairs } from './use-remember-pairs';

export interface SuggestionCandidate {
  readonly source: string;
  readonly confidence: number;
}

export type SuggestedPair = Pick<Suggestion, 'source' | 'target'>;

/** What the matcher says about two schemas, and what somebody has refused of it since. */
export interface StudioSuggestions {
  readonly pairs: readonly Suggestion[];
  /** Up to five sources by target path, the likeliest first. */
  readonly candidates: Readonly<Record<string, readonly SuggestionCandidate[]>>;
  readonly isAsking: boolean;
  readonly error: unknown;
  /** Remembered for the organisation: the pair is suggested with less confidence from now on. */
  refuse(pair: SuggestedPair): void;
  /** Remembered for the organisation: the pairs are suggested with more confidence from now on. */
  confirm(pairs: readonly SuggestedPair[]): void;
}

interface Schemas {
  readonly sources: FieldTree;
  readonly fields: readonly SchemaField[] | null;
}

/** The matcher takes so many fields a side. */
const mostFields = 5_000;
const none: StudioSuggestions['pairs'] = [];
const noCandidates: StudioSuggestions['candidates'] = {};

/** Asked once for two schemas: rules that are made meanwhile only hide what they answer. */
export function useSuggestions({ sources, fields }: Schemas): StudioSuggestions {
  const api = useApi();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const request = useMemo(() => (fields ? suggestRequest(sources, fields) : null), [sources, fields]);
  const remember = useRememberPairs(request);
  const key = useMemo(() => (request ? fingerprint(request) : ''), [request]);
  const { data, error, isFetching } = useQuery({
    queryKey: ['mappings', 'suggest', key] as const,
    queryFn: () => api.mappings.suggest(request ?? { source: [], target: [] }),
    enabled: request !== null && request.target.length > 0,
    staleTime: Infinity,
    retry: false,
  });
  return useMemo(
    () => ({
      pairs: data
        ? (data.pairs as readonly Suggestion[]).filter((pair) => isFitting(pair) && !refused.includes(pairKey(pair)))
        : none,
      candidates: data?.candidates ?? noCandidates,
      isAsking: isFetching,
      error,
      refuse: (pair) => {
        setRefused((before) => [...before, pairKey(pair)]);
        remember({ rejected: [pair] });
      },
      confirm: (confirmed) => remember({ confirmed }),
    }),
    [data, error, isFetching, refused, remember],
  );
}

/** Leaves of both sides as the matcher takes them; a source in a list by its first item, a target by its list. */
export function suggestRequest(sources: FieldTree, fields: readonly SchemaField[]): SuggestMappingsRequest {
  const targets = targetFields(fields, []);
  const leaves = (tree: FieldTree) => tree.nodes.filter((node, at) => isLeaf(tree, at) && node.depth >= 0);
  return {
    source: leaves(sources)
      .filter(({ depth }) => depth > 0)
      .slice(0, mostFields)
      .map(({ path, type, sample }) => ({ path, type: matcherType(type), ...(isPlain(sample) && { sample }) })),
    target: leaves(targets)
      .slice(0, mostFields)
      .map(({ key, type, isRequired, description, choices }) => ({
        path: key,
        type: matcherType(type),
        required: isRequired,
        ...(description !== undefined && { description }),
        ...(choices.length > 0 && { choices: [...choices] }),
      })),
  };
}

const matcherTypes: Readonly<Record<string, string>> = {
  text: 'string',
  choice: 'string',
  'yes/no': 'boolean',
  list: 'array',
  time: 'date-time',
  'e-mail': 'string',
};
const matcherType = (type: string): string => matcherTypes[type] ?? type;

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const pairKey = ({ source, target }: SuggestedPair): string => `${source} > ${target}`;

/** One of many values for a single one is a choice somebody has to make. */
export const isFitting = ({ source, target }: SuggestedPair): boolean => listsIn(source) <= listsIn(target);
const listsIn = (path: string): number => path.match(/\[\d*\]/g)?.length ?? 0;

/** Tells schemas apart without carrying them in a cache's key. */
function fingerprint({ source, target }: SuggestMappingsRequest): string {
  let hash = 2_166_136_261;
  for (const { path, type } of [...source, ...target]) {
    for (const letter of `${path} ${type};`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  }
  return `${source.length}-${target.length}-${(hash >>> 0).toString(36)}`;
}
