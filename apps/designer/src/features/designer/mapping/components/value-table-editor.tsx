import { ActionIcon, Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { ValueTable } from '@penstock/mapping';
import { IconPlus, IconX } from '@tabler/icons-react';
import { strings } from '../strings';

interface ValueTableEditorProps {
  readonly name: string;
  readonly table: ValueTable;
  onChange(table: ValueTable): void;
}

const policies = [
  { value: 'error', label: strings.unmatchedError },
  { value: 'default', label: strings.unmatchedDefault },
  { value: 'pass', label: strings.unmatchedPass },
];

export function ValueTableEditor({ name, table, onChange }: ValueTableEditorProps) {
  const setRow = (index: number, row: ValueTable['rows'][number]): void =>
    onChange({ ...table, rows: table.rows.map((old, at) => (at === index ? row : old)) });
  return (
    <Stack gap={6} role="group" aria-label={name}>
      <table className="ps-value-table">
        <thead>
          <tr>
            <th scope="col">{strings.from}</th>
            <th scope="col">{strings.to}</th>
            <th scope="col">
              <span className="ps-visually-hidden">{strings.removeRow}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([from, to], index) => (
            <tr key={index}>
              <td>
                <TextInput
                  aria-label={`${strings.from}, row ${index + 1}`}
                  value={from}
                  onChange={(event) => setRow(index, [event.currentTarget.value, to])}
                />
              </td>
              <td>
                <TextInput
                  aria-label={`${strings.to}, row ${index + 1}`}
                  value={to === null ? '' : typeof to === 'object' ? JSON.stringify(to) : String(to)}
                  onChange={(event) => setRow(index, [from, event.currentTarget.value])}
                />
              </td>
              <td>
                <ActionIcon
                  aria-label={`${strings.removeRow} ${index + 1}`}
                  onClick={() => onChange({ ...table, rows: table.rows.filter((_row, at) => at !== index) })}
                >
                  <IconX size={14} />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPlus size={13} />}
          onClick={() => onChange({ ...table, rows: [...table.rows, ['', '']] })}
        >
          {strings.addRow}
        </Button>
      </div>
      <Unmatched table={table} onChange={onChange} />
      <Switch
        label={strings.ignoreCase}
        checked={table.ignoreCase}
        onChange={(event) => onChange({ ...table, ignoreCase: event.currentTarget.checked })}
      />
    </Stack>
  );
}

function Unmatched({ table, onChange }: Pick<ValueTableEditorProps, 'table' | 'onChange'>) {
  return (
    <Group gap={6} align="flex-end" wrap="nowrap">
      <Select
        label={strings.unmatched}
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        data={policies}
        value={table.unmatched}
        onChange={(value) => onChange({ ...table, unmatched: (value ?? 'error') as ValueTable['unmatched'] })}
      />
      {table.unmatched === 'default' && (
        <TextInput
          aria-label={strings.unmatchedDefault}
          value={typeof table.default === 'string' ? table.default : ''}
          onChange={(event) => onChange({ ...table, default: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
