import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { AuditFilter } from '@penstock/contracts';
import { IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { auditLogQuery } from '../../../shared/api/audit-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { SettingsNav } from '../../../shared/ui/settings-nav';
import { strings } from '../strings';
import { AuditFilters } from './audit-filters';
import { AuditTable } from './audit-table';
import { VerifyDialog } from './verify-dialog';

interface AuditLogPageProps {
  readonly filter: AuditFilter;
  onFilter(next: AuditFilter): void;
}

export function AuditLogPage({ filter, onFilter }: AuditLogPageProps) {
  const api = useApi();
  const list = useInfiniteQuery(auditLogQuery(api, filter));
  const [isVerifying, verifying] = useDisclosure(false);
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={strings.title}
      actions={
        <>
          <Button
            component="a"
            variant="default"
            href={api.auditLog.exportUrl(filter)}
            download="audit-log.jsonl"
            leftSection={<IconDownload size={16} />}
          >
            {strings.export}
          </Button>
          <Button leftSection={<IconShieldCheck size={16} />} onClick={verifying.open}>
            {strings.verify}
          </Button>
        </>
      }
    >
      <SettingsNav />
      <div className="ps-dimmed">{strings.lead}</div>
      <AuditFilters filter={filter} onChange={onFilter} />
      {list.error && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      {!list.error && (
        <div className="ps-table-scroll">
          {!list.data && <RowsSkeleton />}
          {list.data && entries.length === 0 && <EmptyState title={strings.emptyTitle}>{strings.empty}</EmptyState>}
          {entries.length > 0 && <AuditTable entries={entries} />}
        </div>
      )}
      {list.hasNextPage && (
        <div>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {strings.more}
          </Button>
        </div>
      )}
      {isVerifying && <VerifyDialog onClose={verifying.close} />}
    </Page>
  );
}
