import { Decimal } from '@penstock/kernel';
import type { CompileScope } from './compile-steps';
import { same } from './condition';
import type { DecisionCell, DecisionRule } from './document';
import { compileFormula } from './formula/run/compile-formula';
import { leaveFormula } from './formula/run/leave-formula';
import { CompileFailure, ValueFailure } from './problems';
import type { Evaluate } from './target-tree';
import { isNumber, type Value } from './values';

/** Rows are tried in order; columns are worked out once for a record. @throws CompileFailure */
export function compileDecision(rule: DecisionRule, { tables }: CompileScope): Evaluate {
  const columns = rule.columns.map(({ formula }, at) =>
    compileFormula(formula, { sources: new Map(), tables, place: `columns[${at}].formula` }),
  );
  const rows = rule.rows.map(({ cells, value }, at) => {
    if (cells.length === columns.length) return { cells: cells.map(compileCell), value };
    throw new CompileFailure(
      'WRONG_CELLS',
      `Row ${at + 1} has ${cells.length} cells for ${columns.length} columns.`,
      'Give every row one cell for each column; an empty cell takes everything.',
    );
  });
  const { fallback } = rule;
  return (record, run) => {
    const values = columns.map((column) => leaveFormula(column(record, run.frame)));
    const row = rows.find(({ cells }) => cells.every((fits, at) => fits(values[at])));
    if (row) return row.value;
    if (fallback !== undefined) return fallback;
    throw new ValueFailure(
      'NO_ROW_MATCHES',
      'No row of the decision table matches this record.',
      'Add a row, or a value for records without one.',
    );
  };
}

function compileCell(cell: DecisionCell): (value: Value) => boolean {
  if (cell === null) return () => true;
  if ('oneOf' in cell) return (value) => cell.oneOf.some((choice) => same(choice, value));
  const { from, below } = cell;
  const [low, high] = [from, below].map((bound) => (bound === undefined ? undefined : Decimal.from(bound)));
  return (value) => {
    if (!isNumber(value)) return false;
    const number = Decimal.from(value);
    return (!low || number.compare(low) >= 0) && (!high || number.compare(high) < 0);
  };
}
