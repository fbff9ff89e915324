import { Button, TextInput } from '@mantine/core';
import type { Run } from '@penstock/contracts';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { sumsOf } from '../../../shared/lib/sums';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import type { AttentionItem } from '../model/attention-items';
import { groupByCause } from '../model/group-by-cause';
import { matchesSearch } from '../model/matches-search';
import { nextCaseAfter } from '../model/next-case';
import { useAttentionItems } from '../model/use-attention-items';
import { strings } from '../strings';
import { CaseDrawer } from './case-drawer';
import { CauseSection } from './cause-section';
import { RetryGroupDialog } from './retry-group-dialog';
import { Sums } from './sums';

interface AttentionPageProps {
  readonly caseId: string | null;
  onOpenCase(caseId: string | null): void;
}

export function AttentionPage({ caseId, onOpenCase }: AttentionPageProps) {
  const { items, problem, retry, more, casesCut } = useAttentionItems();
  const [search, setSearch] = useState('');
  // Not in the group that it empties: the group goes while the retry is under way.
  const [retried, setRetried] = useState<readonly Run[] | null>(null);
  const groups = useMemo(
    () => groupByCause((items ?? []).filter((item) => matchesSearch(item, search))),
    [items, search],
  );
  const isPartial = more !== null || casesCut;
  const shown = groups.flatMap((group) => group.items);
  return (
    <Page title={strings.title} state={items && items.length > 0 && <Summary items={items} isPartial={isPartial} />}>
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
      {more !== null && <MoreRuns {...more} />}
      {casesCut && <div className="ps-notice">{strings.casesCut}</div>}
      {items !== null && groups.length === 0 && <Nothing isSearch={search !== ''} />}
      {groups.map((group) => (
        <CauseSection
          key={group.cause.key}
          group={group}
          openCase={caseId}
          isPartial={isPartial}
          onRetry={setRetried}
        />
      ))}
      {retried !== null && <RetryGroupDialog runs={retried} onClose={() => setRetried(null)} />}
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

const Nothing = ({ isSearch }: { readonly isSearch: boolean }) => (
  <div className="ps-panel">
    <EmptyState title={isSearch ? strings.nothingFoundTitle : strings.emptyTitle}>
      {isSearch ? strings.nothingFound : strings.empty}
    </EmptyState>
  </div>
);

interface MoreRunsProps {
  readonly isLoading: boolean;
  load(): void;
}

function MoreRuns({ isLoading, load }: MoreRunsProps) {
  return (
    <div className="ps-notice ps-attention__more">
      <span>{strings.more}</span>
      <Button variant="default" loading={isLoading} onClick={load}>
        {strings.loadMore}
      </Button>
    </div>
  );
}

interface SummaryProps {
  readonly items: readonly AttentionItem[];
  readonly isPartial: boolean;
}

function Summary({ items, isPartial }: SummaryProps) {
  return (
    <span className="ps-attention__summary">
      {strings.count(items.length)}
      <Sums sums={sumsOf(items)} inline />
      {isPartial && <span>{strings.ofShown}</span>}
    </span>
  );
}
