import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { casesQuery } from '../../../shared/api/case-queries';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { runsQuery } from '../../../shared/api/run-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { attentionItems, type AttentionItem } from '../model/attention-items';
import { groupByCause, sumsOf } from '../model/group-by-cause';
import { nextCaseAfter } from '../model/next-case';
import { strings } from '../strings';
import '../attention.css';
import { CaseDrawer } from './case-drawer';
import { CauseSection } from './cause-section';
import { Sums } from './sums';

interface AttentionPageProps {
  readonly caseId: string | null;
  onOpenCase(caseId: string | null): void;
}

export function AttentionPage({ caseId, onOpenCase }: AttentionPageProps) {
  const { items, problem, retry, hasMore } = useAttentionItems();
  const [search, setSearch] = useState('');
  const groups = useMemo(() => groupByCause((items ?? []).filter((item) => matches(item, search))), [items, search]);
  const isEmpty = items !== null && groups.length === 0;
  const shown = groups.flatMap((group) => group.items);
  return (
    <Page title={strings.title} state={items && items.length > 0 && <Summary items={items} />}>
      {items !== null && items.length > 0 && (
        <TextInput
          aria-label={strings.search}
          placeholder={strings.search}
          leftSection={<IconSearch size={15} />}
          maw={340}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {problem !== null && <ProblemNotice error={problem} retry={retry} />}
      {items === null && problem === null && <RowsSkeleton />}
      {hasMore && <div className="ps-notice">{strings.more}</div>}
      {isEmpty && (
        <div className="ps-panel">
          <EmptyState title={strings.emptyTitle}>{search === '' ? strings.empty : strings.nothingFound}</EmptyState>
        </div>
      )}
      {groups.map((group) => (
        <CauseSection key={group.cause.key} group={group} openCase={caseId} />
      ))}
      {caseId !== null && (
        <CaseDrawer
          key={caseId}
          caseId={caseId}
          onClose={() => onOpenCase(null)}
          onDecided={() => onOpenCase(nextCaseAfter(shown, caseId))}
        />
      )}
    </Page>
  );
}

function Summary({ items }: { readonly items: readonly AttentionItem[] }) {
  return (
    <span className="ps-attention__summary">
      {strings.count(items.length)}
      <Sums sums={sumsOf(items)} inline />
    </span>
  );
}

function useAttentionItems() {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const runs = useInfiniteQuery(runsQuery(api, { environment: environment.key, status: 'needs-attention' }));
  const cases = useQuery(casesQuery(api));
  const items = useMemo(() => {
    if (!runs.data || !cases.data) return null;
    const here = cases.data.filter((each) => each.environment === environment.key);
    return attentionItems(
      runs.data.pages.flatMap((page) => page.items),
      here,
    );
  }, [runs.data, cases.data, environment.key]);
  const retry = (): void => {
    void runs.refetch();
    void cases.refetch();
  };
  return { items, problem: runs.error ?? cases.error, retry, hasMore: runs.hasNextPage };
}

function matches({ title, flowName, labels, amount }: AttentionItem, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [title, flowName, amount ?? '', ...Object.values(labels)].some((text) => text.toLowerCase().includes(wanted));
}
