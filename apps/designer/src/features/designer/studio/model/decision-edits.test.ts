import { compileMapping, emptyMapping, type DecisionRule } from '@penstock/mapping';
import { withColumnFormula, withFallback, withNewColumn, withNewRow, withoutColumn, withRowAt } from './decision-edits';

const rule: DecisionRule = {
  kind: 'decision',
  id: 'gl',
  target: 'gl',
  onError: 'fail',
  origin: 'user',
  columns: [{ formula: 'trigger.state' }, { formula: 'trigger.kind' }],
  rows: [
    { cells: [{ oneOf: ['WA'] }, null], value: '4000' },
    { cells: [null, { oneOf: ['freight'] }], value: '4100' },
  ],
};
const made = (changed: DecisionRule, trigger: Record<string, string>): unknown => {
  const compiled = compileMapping({ ...emptyMapping, rules: [changed] });
  const result = compiled.ok ? compiled.value.run({ trigger }) : compiled;
  return result.ok ? result.value['gl'] : 'refused';
};
const wa = { state: 'WA', kind: 'pump' };
const freight = { state: 'OR', kind: 'freight' };
const other = { state: 'OR', kind: 'pump' };

describe('changes of a decision table', () => {
  test('a new column leaves every row matching what it matched', () => {
    expect([made(withNewColumn(rule), wa), made(withNewColumn(rule), freight)]).toEqual(['4000', '4100']);
  });

  test('a column goes with the cells below it', () => {
    const { columns, rows } = withoutColumn(rule, 0);

    expect([columns, rows.map(({ cells }) => cells)]).toEqual([
      [{ formula: 'trigger.kind' }],
      [[null], [{ oneOf: ['freight'] }]],
    ]);
  });

  test('a new row has a cell for each column and comes last', () => {
    expect(withNewRow(rule).rows.at(-1)).toEqual({ cells: [null, null], value: '' });
    expect(made(withRowAt(withNewRow(rule), 2, { cells: [null, null], value: '4900' }), other)).toBe('4900');
  });

  test('without a fallback a record that no row fits is refused', () => {
    expect([
      made(rule, other),
      made(withFallback(rule, '4999'), other),
      made(withFallback(withFallback(rule, '4999'), ''), other),
    ]).toEqual(['refused', '4999', 'refused']);
  });

  test('an emptied column keeps its formula', () => {
    expect([withColumnFormula(rule, 0, ''), withColumnFormula(rule, 0, 'trigger.zip').columns[0]]).toEqual([
      rule,
      { formula: 'trigger.zip' },
    ]);
  });
});
