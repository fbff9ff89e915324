import type { OptionsPage } from '@penstock/contracts';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/api-context';
import type { FieldChoices } from './choices-context';

export type Choice = OptionsPage['options'][number];

/** A list that was shown a moment ago is shown again without asking. */
const FRESH_MS = 60_000;

const keyOf = ({ choices, source, depends }: FieldChoices) =>
  ['choices', choices.connectionId, source.id, depends] as const;

/** Pages of choices; asked for only while the list is open, so that opening a flow contacts nothing. */
export function useChoicePages(
  field: FieldChoices,
  { search, isOpen }: { readonly search: string; readonly isOpen: boolean },
) {
  const api = useApi();
  const { choices, source, depends, open } = field;
  const query = useInfiniteQuery({
    queryKey: [...keyOf(field), search],
    enabled: isOpen && choices.connectionId !== null && open.length === 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      api.connections.options(choices.connectionId ?? '', {
        source: source.id,
        ...(search !== '' && { search }),
        ...(pageParam !== undefined && { cursor: pageParam }),
        ...Object.fromEntries(Object.entries(depends).map(([name, value]) => [`depends.${name}`, value])),
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: FRESH_MS,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return { ...query, options: query.data?.pages.flatMap((page) => page.options) ?? [] };
}

/** What people call a chosen value; known once it was chosen here, never asked for. */
export function useChoiceNames({ choices, source }: FieldChoices) {
  const queryClient = useQueryClient();
  const queryKey = ['choice-names', choices.connectionId, source.id];
  const { data: names = {} } = useQuery<Readonly<Record<string, string>>>({
    queryKey,
    queryFn: () => ({}),
    enabled: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return {
    nameOf: (value: string): string | undefined => names[value],
    remember: ({ value, label }: Choice): void => {
      queryClient.setQueryData(queryKey, {
        ...queryClient.getQueryData<Record<string, string>>(queryKey),
        [value]: label,
      });
    },
  };
}
