import { Button, SegmentedControl } from '@mantine/core';
import type { SchemaFindingStatus } from '@penstock/contracts';
import { useQueries } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { findingsQuery } from '../../../shared/api/schema-queries';
import { ConnectionsNav } from '../../../shared/ui/connections-nav';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { strings } from '../strings';
import { CheckState, CompareButton } from './check-state';
import { FindingsTable } from './findings-table';

const route = getRouteApi('/connections/schemas');
type Shown = 'open' | 'aside' | 'over';
const statusesOf: Readonly<Record<Shown, readonly SchemaFindingStatus[]>> = { open: ['open'], aside: ['acknowledged', 'snoozed'], over: ['resolved'] };
const choices: readonly Shown[] = ['open', 'aside', 'over'];

export function SchemasPage() {
  const { show = 'open', flow } = route.useSearch();
  const navigate = route.useNavigate();
  const { environment } = useCurrentEnvironment();
  const api = useApi();
  const of = { environment: environment.key, ...(flow !== undefined && { flowId: flow }) };
  const lists = useQueries({ queries: statusesOf[show].map((status) => findingsQuery(api, { ...of, status })) });
  const failed = lists.find(({ error }) => error);
  const isLoaded = lists.every(({ data }) => data);
  // Ids are in the order of time.
  const findings = isLoaded ? lists.flatMap(({ data }) => data?.items ?? []).sort((one, other) => (one.id < other.id ? 1 : -1)) : [];
  const go = (shown: Shown, of: string | undefined): void =>
    void navigate({ search: { ...(shown !== 'open' && { show: shown }), ...(of !== undefined && { flow: of }) }, replace: true });
  return (
    <Page title={strings.title} actions={<CompareButton environment={environment.key} />}>
      <ConnectionsNav />
      <div className="ps-dimmed">{strings.lead}</div>
      <CheckState environment={environment.key} />
      <div className="ps-filters">
        <SegmentedControl
          aria-label={strings.show}
          data={choices.map((value) => ({ value, label: strings[value] }))}
          value={show}
          onChange={(value) => go(value as Shown, flow)}
        />
        {flow !== undefined && (
          <>
            <span className="ps-meta">{strings.ofFlow}</span>
            <Button variant="subtle" onClick={() => go(show, undefined)}>
              {strings.allFlows}
            </Button>
          </>
        )}
      </div>
      {failed?.error && <ProblemNotice error={failed.error} retry={() => void failed.refetch()} />}
      {!failed && (
        <div className="ps-table-scroll">
          {!isLoaded && <RowsSkeleton />}
          {isLoaded && findings.length === 0 && <EmptyState title={strings.emptyTitle[show]}>{strings.empty[show]}</EmptyState>}
          {findings.length > 0 && <FindingsTable findings={findings} />}
        </div>
      )}
      {lists.some(({ data }) => data?.nextCursor != null) && <div className="ps-meta">{strings.more}</div>}
    </Page>
  );
}
