import { mostCases } from '@penstock/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { casesQuery } from '../../../shared/api/case-queries';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { runsQuery } from '../../../shared/api/run-queries';
import { attentionItems } from './attention-items';

/** What needs a person in the current environment. */
export function useAttentionItems() {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const runs = useInfiniteQuery(runsQuery(api, { environment: environment.key, status: 'needs-attention' }));
  const cases = useQuery(casesQuery(api, { environment: environment.key }));
  const items = useMemo(() => {
    if (!runs.data || !cases.data) return null;
    const read = runs.data.pages.flatMap((page) => page.items);
    return attentionItems(read, cases.data);
  }, [runs.data, cases.data]);
  const retry = (): void => {
    void runs.refetch();
    void cases.refetch();
  };
  return {
    items,
    problem: runs.error ?? cases.error,
    retry,
    /** Null when all runs are here. */
    more: runs.hasNextPage ? { isLoading: runs.isFetchingNextPage, load: () => void runs.fetchNextPage() } : null,
    /** The server tells the oldest cases only. */
    casesCut: (cases.data?.length ?? 0) >= mostCases,
  };
}
