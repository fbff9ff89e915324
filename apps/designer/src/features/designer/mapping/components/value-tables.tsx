import { Button } from '@mantine/core';
import type { MappingDocument } from '@penstock/mapping';
import { IconTrash } from '@tabler/icons-react';
import { strings } from '../strings';
import { ValueTableEditor } from './value-table-editor';

interface ValueTablesProps {
  readonly tables: MappingDocument['tables'];
  onChange(tables: MappingDocument['tables']): void;
}

/** All value tables of a mapping, under its rules. */
export function ValueTables({ tables, onChange }: ValueTablesProps) {
  const names = Object.keys(tables);
  if (names.length === 0) return null;
  const without = (name: string): MappingDocument['tables'] =>
    Object.fromEntries(Object.entries(tables).filter(([other]) => other !== name));
  return (
    <section aria-label={strings.tables} className="ps-value-tables">
      <h3>{strings.tables}</h3>
      {names.map((name) => (
        <details key={name}>
          <summary>{name}</summary>
          <ValueTableEditor
            name={name}
            table={tables[name] ?? { rows: [], ignoreCase: false, unmatched: 'error' }}
            onChange={(table) => onChange({ ...tables, [name]: table })}
          />
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconTrash size={14} />}
            onClick={() => onChange(without(name))}
          >
            {strings.removeTable}
          </Button>
        </details>
      ))}
    </section>
  );
}
