import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { runsQuery } from '../../../shared/api/run-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { RunsTable } from '../../../shared/ui/runs-table';
import { Money, When } from '../../../shared/ui/values';
import { groupByCause, type CauseGroup } from '../model/group-by-cause';
import { strings } from '../strings';

export function AttentionPage() {
  const { environment } = useCurrentEnvironment();
  const list = useInfiniteQuery(runsQuery(useApi(), { environment: environment.key, status: 'needs-attention' }));
  const groups = useMemo(() => groupByCause(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data]);
  return (
    <Page title={strings.title}>
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.data && !list.error && <RowsSkeleton />}
      {list.hasNextPage && <div className="ps-notice">{strings.more}</div>}
      {list.data && groups.length === 0 && (
        <div className="ps-panel">
          <EmptyState title={strings.emptyTitle}>{strings.empty}</EmptyState>
        </div>
      )}
      {groups.map((group) => (
        <Cause key={group.code} group={group} />
      ))}
    </Page>
  );
}

function Cause({ group }: { readonly group: CauseGroup }) {
  const { code, message, remedy, runs, atRisk, oldestAt } = group;
  return (
    <section className="ps-panel" aria-label={message}>
      <div className="ps-panel__title" style={{ alignItems: 'flex-start', padding: '12px 16px' }}>
        <div>
          <h2 className="ps-status--attention">{message}</h2>
          {remedy !== undefined && <div>{remedy}</div>}
          <span className="ps-meta ps-mono">{code}</span>
        </div>
        <dl className="ps-definitions ps-nowrap">
          <dt>{strings.atRisk}</dt>
          <dd className="ps-number">
            {atRisk.length === 0 && <span className="ps-dimmed">{strings.noAmount}</span>}
            {atRisk.map(({ amount, currency }) => (
              <div key={currency}>
                <Money amount={amount} currency={currency} />
              </div>
            ))}
          </dd>
          <dt>{strings.runs(runs.length)}</dt>
          <dd className="ps-number">
            {strings.oldest} <When at={oldestAt} />
          </dd>
        </dl>
      </div>
      <div style={{ overflow: 'auto' }}>
        <RunsTable runs={runs} />
      </div>
    </section>
  );
}
