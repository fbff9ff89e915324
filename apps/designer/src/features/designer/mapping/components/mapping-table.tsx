import { Button } from '@mantine/core';
import type { Json } from '@penstock/kernel';
import type { MappingRule } from '@penstock/mapping';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SchemaField } from '../../../../shared/forms/schema-fields';
import { shownValue, valueAt } from '../model/sample-values';
import { freshTarget, ruleIdFor, ruleInMode, withoutRule, withRule } from '../model/rule-edits';
import { freeRows, isQuiet, targetRows, type TargetRow } from '../model/target-rows';
import { strings } from '../strings';
import { EachRuleEditor } from './each-rule-editor';
import { MappingRow } from './mapping-row';

export interface MappingTableProps {
  readonly label: string;
  readonly rules: readonly MappingRule[];
  /** The target's schema; without one, people name the targets. */
  readonly fields: readonly SchemaField[] | null;
  /** What the rules make of the sample record, as far as they can. */
  readonly output: Json | undefined;
  readonly errors: ReadonlyMap<string, string>;
  /** Problems found by the server, by target. */
  readonly problems: ReadonlyMap<string, string>;
  readonly focusedField: string | null;
  onRules(rules: readonly MappingRule[]): void;
}

/** A panel of many more rows takes a second to open and to close: for those there is the mapping studio. */
const ROWS_AT_ONCE = 60;

/** The work list of a mapping: one row per target. */
export function MappingTable(props: MappingTableProps) {
  const { label, rules, fields, onRules, focusedField } = props;
  const [showsQuiet, setShowsQuiet] = useState(false);
  const rows = fields ? targetRows(fields, rules) : freeRows(rules);
  const quiet = rows.filter(isQuiet);
  const [most, setMost] = useState(ROWS_AT_ONCE);
  const asked = showsQuiet ? rows : rows.filter((row) => !isQuiet(row) || row.field.path === focusedField);
  const shown = asked.filter((row, index) => index < most || row.field.path === focusedField);
  return (
    <div className="ps-mapping" role="group" aria-label={label}>
      <div className="ps-mapping__head" aria-hidden>
        <span>{strings.target}</span>
        <span>{strings.value}</span>
        <span className="ps-number">{strings.live}</span>
      </div>
      {shown.map((row, index) => (
        <GroupedRow key={row.rule?.id ?? row.field.path} row={row} previous={shown[index - 1]} table={props} />
      ))}
      <div className="ps-mapping__foot">
        {shown.length < asked.length && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setMost(most + ROWS_AT_ONCE)}>
            {strings.showMore(Math.min(ROWS_AT_ONCE, asked.length - shown.length), asked.length)}
          </Button>
        )}
        {!fields && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} />}
            onClick={() => onRules(withFreshRow(rules))}
          >
            {strings.addField}
          </Button>
        )}
        {quiet.length > 0 && (
          <>
            <span className="ps-meta">{strings.optionalCount(quiet.length)}</span>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              aria-expanded={showsQuiet}
              onClick={() => setShowsQuiet(!showsQuiet)}
            >
              {showsQuiet ? strings.hideOptional : strings.showOptional}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

interface GroupedRowProps {
  readonly row: TargetRow;
  readonly previous: TargetRow | undefined;
  readonly table: MappingTableProps;
}

function GroupedRow({ row, previous, table }: GroupedRowProps) {
  const { field, rule, group } = row;
  const { rules, fields, output, errors, problems, focusedField, onRules } = table;
  const live = valueAt(output, field.path);
  const change = (next: MappingRule | undefined): void => {
    if (next) onRules(withRule(rules, next));
    else if (rule) onRules(withoutRule(rules, rule.id));
  };
  return (
    <>
      {group !== undefined && group !== previous?.group && <h4 className="ps-mapping__group">{group}</h4>}
      <MappingRow
        field={field}
        rule={rule}
        live={shownValue(live)}
        problem={(rule && errors.get(rule.id)) ?? problems.get(field.path)}
        isFocused={focusedField === field.path}
        onChange={change}
        {...(!fields && rule && { onRename: (target: string) => change({ ...rule, target }) })}
      >
        {rule?.kind === 'each' && (
          <EachRuleEditor
            renderTable={(inner) => <MappingTable {...inner} />}
            rule={rule}
            itemFields={field.item?.fields ?? null}
            output={valueAt(live, '0')}
            table={table}
            onChange={change}
          />
        )}
      </MappingRow>
    </>
  );
}

function withFreshRow(rules: readonly MappingRule[]): MappingRule[] {
  const target = freshTarget(rules);
  const taken = rules.some(({ id }) => id === ruleIdFor(target));
  const rule = ruleInMode('data', target, undefined);
  return [...rules, taken ? { ...rule, id: `${rule.id}-${rules.length + 1}` } : rule];
}
