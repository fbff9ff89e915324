import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { runsQuery, type RunFilter } from '../../../shared/api/run-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { strings } from '../strings';
import { RunFilters } from './run-filters';
import { VirtualRuns } from './virtual-runs';

const pagePath = '/runs';
const route = getRouteApi(pagePath);

export function RunsPage() {
  const { environment } = useCurrentEnvironment();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { history } = useRouter();
  const { status, flow, q } = search;
  const filter: RunFilter = {
    environment: environment.key,
    ...(status && { status }),
    ...(flow && { flowId: flow }),
    ...(q && { q }),
  };
  const list = useInfiniteQuery(runsQuery(useApi(), filter));
  const runs = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const isOld = list.isPlaceholderData;
  const isFiltered = status !== undefined || flow !== undefined || q !== undefined;
  const filterBy = (next: typeof search): void => {
    // The page of a run that was clicked may still be loading: a word typed before the click must not call it back.
    if (history.location.pathname === pagePath) void navigate({ search: next, replace: true });
  };
  const count = list.data && !isOld ? <span className="ps-meta">{strings.shown(runs.length, list.hasNextPage)}</span> : null;
  return (
    <Page title={strings.title} state={count} fixed>
      <RunFilters search={search} onChange={filterBy} />
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {(isOld ? runs.length === 0 : !list.data && !list.error) && <RowsSkeleton rows={10} />}
      {list.data && !isOld && runs.length === 0 && (
        <EmptyState
          title={strings.emptyTitle}
          action={
            isFiltered && (
              <Button variant="default" onClick={() => void navigate({ search: {} })}>
                {strings.clear}
              </Button>
            )
          }
        >
          {isFiltered ? strings.emptyFiltered : strings.empty}
        </EmptyState>
      )}
      {runs.length > 0 && (
        <VirtualRuns
          runs={runs}
          isOld={isOld}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
    </Page>
  );
}
