import { Button, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconSearch, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { flowsQuery } from '../../../shared/api/flow-queries';
import { findingsByFlow, openFindingsQuery } from '../../../shared/api/schema-queries';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { strings } from '../strings';
import { CreateFlowDialog } from './create-flow-dialog';
import { FlowsTable } from './flows-table';

export function FlowsPage() {
  const api = useApi();
  const { data, error, refetch } = useQuery(flowsQuery(api));
  const { environment } = useCurrentEnvironment();
  const { data: open } = useQuery(openFindingsQuery(api, environment.key));
  const [search, setSearch] = useState('');
  const [isCreating, creating] = useDisclosure(false);
  const createButton = (
    <>
      <Button variant="default" component={Link} to="/flows/templates" leftSection={<IconTemplate size={16} />}>
        {strings.fromTemplate}
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={creating.open}>
        {strings.create}
      </Button>
    </>
  );
  const shown = data?.items.filter((flow) => flow.name.toLowerCase().includes(search.trim().toLowerCase())) ?? [];
  const isEmpty = data?.items.length === 0;
  return (
    <Page title={strings.title} actions={createButton}>
      {!isEmpty && (
        <div className="ps-filters">
          <TextInput
            aria-label={strings.search}
            placeholder={strings.search}
            leftSection={<IconSearch size={15} />}
            w={280}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
      )}
      {error && <ProblemNotice error={error} retry={() => void refetch()} />}
      {!error && (
        <div className="ps-table-scroll">
          {!data && <RowsSkeleton />}
          {isEmpty && (
            <EmptyState title={strings.emptyTitle} action={createButton}>
              {strings.empty}
            </EmptyState>
          )}
          {data && !isEmpty && shown.length === 0 && <EmptyState title={strings.title}>{strings.noMatch}</EmptyState>}
          {shown.length > 0 && <FlowsTable flows={shown} findings={findingsByFlow(open?.items ?? [])} />}
        </div>
      )}
      <CreateFlowDialog opened={isCreating} onClose={creating.close} />
    </Page>
  );
}
