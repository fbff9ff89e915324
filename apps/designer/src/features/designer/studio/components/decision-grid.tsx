import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { DecisionRow, DecisionRule } from '@penstock/mapping';
import { IconPlus, IconX } from '@tabler/icons-react';
import { textOfConstant } from '../../mapping/model/condition-edits';
import { cellFrom, cellText } from '../model/decision-cells';
import {
  withColumnFormula,
  withFallback,
  withNewColumn,
  withNewRow,
  withoutColumn,
  withRowAt,
} from '../model/decision-edits';
import { strings } from '../strings';
import { CommittedText } from './committed-text';

interface DecisionGridProps {
  readonly rule: DecisionRule;
  onChange(rule: DecisionRule): void;
}

/** A decision table as a grid: what is looked at across, the cases down, the first that fits counts. */
export function DecisionGrid({ rule, onChange }: DecisionGridProps) {
  const { rows } = rule;
  return (
    <section className="ps-detail__section" aria-label={strings.decisionTable}>
      <div className="ps-detail__label">{strings.decisionTable}</div>
      <div className="ps-grid-scroll">
        <table className="ps-value-table ps-decision-grid">
          <thead>
            <GridHead rule={rule} onChange={onChange} />
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <GridRow
                key={index}
                rule={rule}
                row={row}
                number={index + 1}
                onRow={(next) => onChange(withRowAt(rule, index, next))}
                onRemove={() => onChange({ ...rule, rows: rows.filter((_row, at) => at !== index) })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="ps-detail__ways">
        <GridButton label={strings.addRow} onAdd={() => onChange(withNewRow(rule))} />
        <GridButton label={strings.addColumn} onAdd={() => onChange(withNewColumn(rule))} />
      </div>
      <p className="ps-meta">{strings.decisionHelp}</p>
      <TextInput
        label={strings.inAllOtherCases}
        description={strings.inAllOtherCasesHelp}
        value={textOfConstant(rule.fallback)}
        onChange={(event) => onChange(withFallback(rule, event.currentTarget.value))}
      />
    </section>
  );
}

/** What each column looks at. */
function GridHead({ rule, onChange }: DecisionGridProps) {
  const { columns } = rule;
  return (
    <tr>
      {columns.map(({ formula }, index) => (
        <th key={index} scope="col">
          <span className="ps-decision-grid__head">
            <CommittedText
              aria-label={strings.decisionColumn(index + 1)}
              text={formula}
              onCommit={(next) => onChange(withColumnFormula(rule, index, next.trim()))}
            />
            {columns.length > 1 && (
              <ActionIcon
                size={20}
                aria-label={strings.removeColumn(index + 1)}
                onClick={() => onChange(withoutColumn(rule, index))}
              >
                <IconX size={12} />
              </ActionIcon>
            )}
          </span>
        </th>
      ))}
      <th scope="col">{strings.itBecomes}</th>
      <th scope="col">
        <span className="ps-visually-hidden">{strings.clear}</span>
      </th>
    </tr>
  );
}

interface GridRowProps {
  readonly rule: DecisionRule;
  readonly row: DecisionRow;
  /** From 1. */
  readonly number: number;
  onRow(row: DecisionRow): void;
  onRemove(): void;
}

/** One case: what each column must be, and what the value becomes then. */
function GridRow({ rule: { columns, rows }, row, number, onRow, onRemove }: GridRowProps) {
  return (
    <tr>
      {columns.map((_column, at) => (
        <td key={at}>
          <CommittedText
            placeholder={strings.anyValue}
            aria-label={strings.decisionCell(number, at + 1)}
            text={cellText(row.cells[at] ?? null)}
            onCommit={(text) =>
              onRow({
                ...row,
                cells: columns.map((_one, cell) => (cell === at ? cellFrom(text) : (row.cells[cell] ?? null))),
              })
            }
          />
        </td>
      ))}
      <td>
        <TextInput
          aria-label={strings.decisionResult(number)}
          value={textOfConstant(row.value)}
          onChange={(event) => onRow({ ...row, value: event.currentTarget.value })}
        />
      </td>
      <td>
        {rows.length > 1 && (
          <ActionIcon size={22} aria-label={strings.removeDecisionRow(number)} onClick={onRemove}>
            <IconX size={13} />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}

const GridButton = ({ label, onAdd }: { readonly label: string; onAdd(): void }) => (
  <Button variant="subtle" color="gray" size="compact-xs" leftSection={<IconPlus size={13} />} onClick={onAdd}>
    {label}
  </Button>
);
