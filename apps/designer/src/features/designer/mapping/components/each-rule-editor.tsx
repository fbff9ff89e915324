import { TextInput } from '@mantine/core';
import type { Json } from '@penstock/kernel';
import type { EachRule } from '@penstock/mapping';
import { useMemo, type ReactNode } from 'react';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { MappingContext, useMappingSurroundings } from '../model/mapping-context';
import { findSource, itemTree } from '../model/source-tree';
import { strings } from '../strings';
import type { MappingTableProps } from './mapping-table';
import { SourcePicker } from './source-picker';

interface EachRuleEditorProps {
  readonly rule: EachRule;
  /** What one item of the target list looks like; null: people name its fields. */
  readonly itemFields: readonly SchemaField[] | null;
  /** The first item the rule makes of the sample record. */
  readonly output: Json | undefined;
  readonly table: MappingTableProps;
  /** The table holds this editor and this editor a table: the outer one hands itself in. */
  renderTable(props: MappingTableProps): ReactNode;
  onChange(rule: EachRule): void;
}

/** A list from a list: which one, what an item is called, and the rules for each item. */
export function EachRuleEditor({ rule, itemFields, output, table, renderTable, onChange }: EachRuleEditorProps) {
  const surroundings = useMappingSurroundings();
  const inside = useMemo(() => {
    const list = findSource(surroundings.tree, rule.from.path);
    return list ? { ...surroundings, tree: [itemTree(list, rule.as), ...surroundings.tree] } : surroundings;
  }, [surroundings, rule.from.path, rule.as]);
  return (
    <div className="ps-each">
      <div className="ps-each__head">
        <span className="ps-meta">{strings.eachOf}</span>
        <SourcePicker
          listsOnly
          path={rule.from.path}
          label={rule.target}
          onChoose={(path) => onChange({ ...rule, from: { ...rule.from, path } })}
        />
        <span className="ps-meta">{strings.itemName}</span>
        <TextInput
          aria-label={`${strings.itemName} (${rule.target})`}
          w={110}
          value={rule.as}
          onChange={(event) => event.currentTarget.value !== '' && onChange({ ...rule, as: event.currentTarget.value })}
        />
      </div>
      <MappingContext.Provider value={inside}>
        {renderTable({
          ...table,
          label: rule.target,
          rules: rule.rules,
          fields: itemFields && itemFields.length > 0 ? itemFields : null,
          output,
          onRules: (rules) => onChange({ ...rule, rules }),
        })}
      </MappingContext.Provider>
    </div>
  );
}
