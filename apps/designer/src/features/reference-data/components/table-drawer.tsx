import { Button, Drawer, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReferenceTable } from '@penstock/contracts';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useMayDesign } from '../../../shared/api/use-may-operate';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { When } from '../../../shared/ui/values';
import { csvOf, tableKeys, tablesOf, type TableKind } from '../model/table-kind';
import { strings } from '../strings';

interface TableDrawerProps {
  readonly kind: TableKind;
  readonly id: string;
  onClose(): void;
}

export function TableDrawer({ kind, id, onClose }: TableDrawerProps) {
  const api = useApi();
  const { data, error } = useQuery({ queryKey: tableKeys.one(kind, id), queryFn: () => tablesOf(api, kind).read(id) });
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={data?.name ?? strings.title}>
      {error && <ProblemNotice error={error} />}
      {!data && !error && <RowsSkeleton />}
      {data && <TableEditor key={data.revision} kind={kind} table={data} />}
    </Drawer>
  );
}

function TableEditor({ kind, table }: { readonly kind: TableKind; readonly table: ReferenceTable }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const mayChange = useMayDesign();
  const [csv, setCsv] = useState(() => csvOf(strings.headings[kind], table.rows));
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () => tablesOf(api, kind).save(table.id, { revision: table.revision, csv, note }),
    onSuccess: (saved) => {
      queryClient.setQueryData(tableKeys.one(kind, table.id), saved);
      void queryClient.invalidateQueries({ queryKey: ['reference-data'] });
      notifications.show({ message: strings.saved(saved.revision) });
    },
  });
  const show = (rows: readonly (readonly [string, string])[]): void => setCsv(csvOf(strings.headings[kind], rows));
  return (
    <Stack gap="md">
      {table.description !== '' && <div className="ps-dimmed">{table.description}</div>}
      <Textarea
        label={strings.csv}
        description={strings.csvHelp}
        autosize
        minRows={8}
        maxRows={24}
        readOnly={!mayChange}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={csv}
        onChange={(event) => setCsv(event.currentTarget.value)}
      />
      {mayChange && <TextInput label={strings.note} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />}
      {save.isError && <ProblemNotice error={save.error} />}
      <Group justify="space-between">
        <Button component="a" variant="default" href={tablesOf(api, kind).csvUrl(table.id)} download leftSection={<IconDownload size={16} />}>
          {strings.download}
        </Button>
        {mayChange && (
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {strings.save}
          </Button>
        )}
      </Group>
      <TableHistory kind={kind} table={table} onShow={show} />
    </Stack>
  );
}

interface TableHistoryProps {
  readonly kind: TableKind;
  readonly table: ReferenceTable;
  onShow(rows: readonly (readonly [string, string])[]): void;
}

/** Former revisions; one is brought back by putting it into the editor and saving. */
function TableHistory({ kind, table, onShow }: TableHistoryProps) {
  const api = useApi();
  const queryKey = [...tableKeys.one(kind, table.id), 'versions', table.revision];
  const { data } = useQuery({ queryKey, queryFn: () => tablesOf(api, kind).versions(table.id) });
  const load = useMutation({
    mutationFn: (revision: number) => tablesOf(api, kind).version(table.id, revision),
    onSuccess: ({ rows }) => onShow(rows),
  });
  return (
    <section aria-label={strings.history}>
      <h3>{strings.history}</h3>
      <div className="ps-scroll">
        <table className="ps-table" aria-label={strings.history}>
          <thead>
            <tr>
              <th scope="col">{strings.revision}</th>
              <th scope="col" className="ps-number">
                {strings.rows}
              </th>
              <th scope="col">{strings.note}</th>
              <th scope="col">{strings.changed}</th>
              <th scope="col">
                <span className="ps-visually-hidden">{strings.show}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data?.items.map(({ revision, rowCount, note, createdAt, createdBy }) => (
              <tr key={revision}>
                <td>{revision}</td>
                <td className="ps-number">{rowCount}</td>
                <td className="ps-wrap">
                  {note} <span className="ps-dimmed">{createdBy}</span>
                </td>
                <td>
                  <When at={createdAt} />
                </td>
                <td>
                  <Button size="compact-xs" variant="subtle" aria-label={`${strings.show}: ${revision}`} onClick={() => load.mutate(revision)}>
                    {strings.show}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
