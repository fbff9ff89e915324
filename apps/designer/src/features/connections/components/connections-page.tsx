import { Button, Group } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { connectionsQuery, connectionWeatherQuery, connectorsQuery } from '../../../shared/api/flow-queries';
import { ConnectionsNav } from '../../../shared/ui/connections-nav';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import '../connections.css';
import { strings } from '../strings';
import { ConnectionDrawer } from './connection-drawer';
import { ConnectionsTable } from './connections-table';
import { ImportDrawer } from './import-drawer';

const route = getRouteApi('/connections');
/** In place of a connection's id in the address. */
const IMPORT = 'import';

export function ConnectionsPage() {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(connectionsQuery(api));
  const { data: connectors } = useQuery(connectorsQuery(api));
  const { data: weather } = useQuery(connectionWeatherQuery(api));
  const weatherById = new Map(weather?.items.map((each) => [each.connectionId, each]));
  const open = (id: string | null): void => void navigate({ search: id === null ? {} : { edit: id }, replace: true });
  const shown = data?.items.filter((connection) => connection.environment === environment.key) ?? [];
  const createButton = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => open('new')}>
      {strings.create}
    </Button>
  );
  return (
    <Page
      title={strings.title}
      actions={
        <Group gap="xs">
          <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => open(IMPORT)}>
            {strings.importApi}
          </Button>
          {createButton}
        </Group>
      }
    >
      <ConnectionsNav />
      {error && <ProblemNotice error={error} retry={() => void refetch()} />}
      {!error && (
        <div className="ps-table-scroll">
          {!data && <RowsSkeleton />}
          {data && shown.length === 0 && (
            <EmptyState title={strings.emptyTitle} action={createButton}>
              {strings.empty}
            </EmptyState>
          )}
          {shown.length > 0 && (
            <ConnectionsTable connections={shown} connectors={connectors ?? []} weather={weatherById} onOpen={open} />
          )}
        </div>
      )}
      {edit === IMPORT && <ImportDrawer onClose={() => open(null)} onConnect={() => open('new')} />}
      {edit !== undefined && edit !== IMPORT && data && connectors && (
        <ConnectionDrawer
          key={edit}
          connection={data.items.find(({ id }) => id === edit) ?? null}
          connectors={connectors}
          onClose={() => open(null)}
        />
      )}
    </Page>
  );
}
