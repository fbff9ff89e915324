import { Button, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { useMayDesign } from '../../../shared/api/use-may-operate';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { EmptyState, ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Page, Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { tableKeys, tablesOf, type TableKind } from '../model/table-kind';
import { strings } from '../strings';
import { CreateTableDialog } from './create-table-dialog';
import { TableDrawer } from './table-drawer';
import { VariablesPanel } from './variables-panel';

interface ReferenceDataPageProps {
  readonly kind: TableKind;
  /** Of the table whose drawer is open. */
  readonly tableId: string | null;
  onKind(kind: TableKind): void;
  onTable(id: string | null): void;
}

/** What flows read in the environment that all pages show. */
export function ReferenceDataPage({ kind, tableId, onKind, onTable }: ReferenceDataPageProps) {
  const { environment } = useCurrentEnvironment();
  const mayChange = useMayDesign();
  const [isCreating, creating] = useDisclosure(false);
  return (
    <Page
      title={strings.title}
      state={<EnvironmentBadge {...environment} />}
      actions={
        mayChange && (
          <Button leftSection={<IconPlus size={16} />} onClick={creating.open}>
            {strings.create}
          </Button>
        )
      }
    >
      <div className="ps-dimmed">{strings.lead(environment.name)}</div>
      <div className="ps-filters">
        <SegmentedControl
          aria-label={strings.title}
          value={kind}
          data={(['value-tables', 'cross-references'] as const).map((value) => ({ value, label: strings.kinds[value] }))}
          onChange={(value) => onKind(value as TableKind)}
        />
      </div>
      <TablesPanel kind={kind} environment={environment.key} onTable={onTable} />
      <VariablesPanel environment={environment} />
      {isCreating && (
        <CreateTableDialog
          kind={kind}
          environment={environment.key}
          onClose={creating.close}
          onCreated={(id) => {
            creating.close();
            onTable(id);
          }}
        />
      )}
      {tableId !== null && <TableDrawer kind={kind} id={tableId} onClose={() => onTable(null)} />}
    </Page>
  );
}

interface TablesPanelProps {
  readonly kind: TableKind;
  readonly environment: string;
  onTable(id: string): void;
}

function TablesPanel({ kind, environment, onTable }: TablesPanelProps) {
  const api = useApi();
  const { data, error } = useQuery({ queryKey: tableKeys.list(kind, environment), queryFn: () => tablesOf(api, kind).list({ environment, limit: 200 }) });
  return (
    <Panel title={strings.kinds[kind]}>
      {error && <ProblemNotice error={error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data?.items.length === 0 && <EmptyState title={strings.emptyTitle}>{strings.empty[kind]}</EmptyState>}
      {data && data.items.length > 0 && (
        <div className="ps-table-scroll">
          <table className="ps-table" aria-label={strings.kinds[kind]}>
            <thead>
              <tr>
                <th scope="col">{strings.name}</th>
                <th scope="col">{strings.description}</th>
                <th scope="col" className="ps-number">
                  {strings.rows}
                </th>
                <th scope="col" className="ps-number">
                  {strings.revision}
                </th>
                <th scope="col">{strings.changed}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ id, name, description, rowCount, revision, updatedAt, updatedBy }) => (
                <tr key={id}>
                  <td>
                    <button type="button" className="ps-link-button ps-mono" onClick={() => onTable(id)}>
                      {name}
                    </button>
                  </td>
                  <td className="ps-table__main">{description}</td>
                  <td className="ps-number">{rowCount}</td>
                  <td className="ps-number">{revision}</td>
                  <td>
                    <When at={updatedAt} /> <span className="ps-dimmed">{updatedBy}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
