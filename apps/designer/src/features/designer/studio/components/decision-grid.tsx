import { ActionIcon, Button, TextInput } from '@mantine/core';
import type { DecisionRule } from '@penstock/mapping';
import { IconPlus, IconX } from '@tabler/icons-react';
import { textOfConstant } from '../../mapping/model/condition-edits';
import { cellFrom, cellText } from '../model/decision-cells';
import { strings } from '../strings';
import { CommittedText } from './committed-text';

interface DecisionGridProps {
  readonly rule: DecisionRule;
  onChange(rule: DecisionRule): void;
}

type Row = DecisionRule['rows'][number];

/** A decision table as a grid: what is looked at across, the cases down, the first that fits counts. */
export function DecisionGrid({ rule, onChange }: DecisionGridProps) {
  const { columns, rows } = rule;
  const setRow = (index: number, row: Row): void =>
    onChange({ ...rule, rows: rows.map((old, at) => (at === index ? row : old)) });
  const setColumn = (index: number, formula: string): void => {
    if (formula === '') return;
    onChange({ ...rule, columns: columns.map((old, at) => (at === index ? { ...old, formula } : old)) });
  };
  const addColumn = (): void =>
    onChange({
      ...rule,
      columns: [...columns, { formula: 'true' }],
      rows: rows.map(({ cells, value }) => ({ cells: [...cells, null], value })),
    });
  const removeColumn = (index: number): void =>
    onChange({
      ...rule,
      columns: columns.filter((_column, at) => at !== index),
      rows: rows.map(({ cells, value }) => ({ cells: cells.filter((_cell, at) => at !== index), value })),
    });
  return (
    <section className="ps-detail__section" aria-label={strings.decisionTable}>
      <div className="ps-detail__label">{strings.decisionTable}</div>
      <div className="ps-grid-scroll">
        <table className="ps-value-table ps-decision-grid">
          <thead>
            <tr>
              {columns.map(({ formula }, index) => (
                <th key={index} scope="col">
                  <span className="ps-decision-grid__head">
                    <CommittedText
                      aria-label={strings.decisionColumn(index + 1)}
                      text={formula}
                      onCommit={(next) => setColumn(index, next.trim())}
                    />
                    {columns.length > 1 && (
                      <ActionIcon
                        size={20}
                        aria-label={strings.removeColumn(index + 1)}
                        onClick={() => removeColumn(index)}
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
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((_column, at) => (
                  <td key={at}>
                    <CommittedText
                      placeholder={strings.anyValue}
                      aria-label={strings.decisionCell(index + 1, at + 1)}
                      text={cellText(row.cells[at] ?? null)}
                      onCommit={(text) =>
                        setRow(index, {
                          ...row,
                          cells: columns.map((_one, cell) =>
                            cell === at ? cellFrom(text) : (row.cells[cell] ?? null),
                          ),
                        })
                      }
                    />
                  </td>
                ))}
                <td>
                  <TextInput
                    aria-label={strings.decisionResult(index + 1)}
                    value={textOfConstant(row.value)}
                    onChange={(event) => setRow(index, { ...row, value: event.currentTarget.value })}
                  />
                </td>
                <td>
                  {rows.length > 1 && (
                    <ActionIcon
                      size={22}
                      aria-label={strings.removeDecisionRow(index + 1)}
                      onClick={() => onChange({ ...rule, rows: rows.filter((_row, at) => at !== index) })}
                    >
                      <IconX size={13} />
                    </ActionIcon>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="ps-detail__ways">
        <GridButton
          label={strings.addRow}
          onAdd={() => onChange({ ...rule, rows: [...rows, { cells: columns.map(() => null), value: '' }] })}
        />
        <GridButton label={strings.addColumn} onAdd={addColumn} />
      </div>
      <p className="ps-meta">{strings.decisionHelp}</p>
      <TextInput
        label={strings.inAllOtherCases}
        description={strings.inAllOtherCasesHelp}
        value={textOfConstant(rule.fallback)}
        onChange={(event) => {
          const { fallback: _old, ...rest } = rule;
          const text = event.currentTarget.value;
          onChange(text === '' ? rest : { ...rest, fallback: text });
        }}
      />
    </section>
  );
}

const GridButton = ({ label, onAdd }: { readonly label: string; onAdd(): void }) => (
  <Button variant="subtle" color="gray" size="compact-xs" leftSection={<IconPlus size={13} />} onClick={onAdd}>
    {label}
  </Button>
);
