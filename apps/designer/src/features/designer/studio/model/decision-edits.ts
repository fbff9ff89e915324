import type { DecisionRow, DecisionRule } from '@penstock/mapping';

/** What can be done to a decision table; each row keeps a cell for each column. */
export const withRowAt = (rule: DecisionRule, index: number, row: DecisionRow): DecisionRule => ({
  ...rule,
  rows: rule.rows.map((old, at) => (at === index ? row : old)),
});

export const withNewRow = (rule: DecisionRule): DecisionRule => ({
  ...rule,
  rows: [...rule.rows, { cells: rule.columns.map(() => null), value: '' }],
});

/** An emptied formula is kept as it was: a column that looks at nothing says nothing. */
export function withColumnFormula(rule: DecisionRule, index: number, formula: string): DecisionRule {
  if (formula === '') return rule;
  return { ...rule, columns: rule.columns.map((old, at) => (at === index ? { ...old, formula } : old)) };
}

/** Looks at nothing yet: every row goes on matching as it did. */
export const withNewColumn = (rule: DecisionRule): DecisionRule => ({
  ...rule,
  columns: [...rule.columns, { formula: 'true' }],
  rows: rule.rows.map(({ cells, value }) => ({ cells: [...cells, null], value })),
});

export const withoutColumn = (rule: DecisionRule, index: number): DecisionRule => ({
  ...rule,
  columns: rule.columns.filter((_column, at) => at !== index),
  rows: rule.rows.map(({ cells, value }) => ({ cells: cells.filter((_cell, at) => at !== index), value })),
});

/** Empty: a record no row fits is an error. */
export function withFallback(rule: DecisionRule, text: string): DecisionRule {
  const { fallback: _old, ...rest } = rule;
  return text === '' ? rest : { ...rest, fallback: text };
}
