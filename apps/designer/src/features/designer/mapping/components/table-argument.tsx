import { Select, Stack } from '@mantine/core';
import type { ConstantValue } from '@penstock/mapping';
import { useMappingSurroundings } from '../model/mapping-context';
import { strings } from '../strings';
import { ValueTableEditor } from './value-table-editor';

interface TableArgumentProps {
  readonly table: ConstantValue | undefined;
  onChange(table: string): void;
}

const newTable = '(new)';

/** Chooses a value table of the mapping, and edits it in place. */
export function TableArgument({ table, onChange }: TableArgumentProps) {
  const { tables, onTables } = useMappingSurroundings();
  const name = typeof table === 'string' ? table : null;
  const chosen = name === null ? undefined : tables[name];
  const choose = (value: string | null): void => {
    if (value === null) return;
    if (value !== newTable) return onChange(value);
    const fresh = freshTableName(Object.keys(tables));
    onTables({ ...tables, [fresh]: { rows: [['', '']], ignoreCase: false, unmatched: 'error' } });
    onChange(fresh);
  };
  return (
    <Stack gap="sm">
      <Select
        label={strings.usedTable}
        comboboxProps={{ withinPortal: false }}
        data={[
          ...Object.keys(tables).map((value) => ({ value, label: value })),
          { value: newTable, label: strings.newTable },
        ]}
        value={name}
        onChange={choose}
      />
      {name !== null && chosen && (
        <ValueTableEditor name={name} table={chosen} onChange={(next) => onTables({ ...tables, [name]: next })} />
      )}
    </Stack>
  );
}

export function freshTableName(taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`table ${number}`)) number += 1;
  return `table ${number}`;
}
