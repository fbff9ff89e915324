import { Button, SegmentedControl } from '@mantine/core';
import type { SchemaFinding } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { findingsQuery } from '../../../shared/api/schema-queries';
import { ConnectionsNav } from '../../../shared/ui/connections-nav';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import '../schemas.css';
import { strings } from '../strings';
import { CheckState, CompareButton } from './check-state';
import { FindingsTable } from './findings-table';

const route = getRouteApi('/connections/schemas');
type Shown = 'open' | 'aside' | 'over';
const isShown: Readonly<Record<Shown, (finding: SchemaFinding) => boolean>> = {
  open: ({ status }) => status === 'open',
  aside: ({ status }) => status === 'acknowledged' || status === 'snoozed',
  over: ({ status }) => status === 'resolved',
};
const choices: readonly Shown[] = ['open', 'aside', 'over'];

export function SchemasPage() {
  const { show = 'open', flow } = route.useSearch();
  const navigate = route.useNavigate();
  const { environment } = useCurrentEnvironment();
  const list = useQuery(findingsQuery(useApi(), { environment: environment.key, ...(flow !== undefined && { flowId: flow }) }));
  const findings = list.data?.items.filter(isShown[show]) ?? [];
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
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.error && (
        <div className="ps-table-scroll">
          {!list.data && <RowsSkeleton />}
          {list.data && findings.length === 0 && <EmptyState title={strings.emptyTitle[show]}>{strings.empty[show]}</EmptyState>}
          {findings.length > 0 && <FindingsTable findings={findings} />}
        </div>
      )}
      {list.data?.nextCursor != null && <div className="ps-meta">{strings.more}</div>}
    </Page>
  );
}
