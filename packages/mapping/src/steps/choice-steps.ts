import { z } from 'zod';
import { compilePredicate, conditionPaths } from '../condition';
import { condition, type ConstantValue } from '../document';
import { ValueFailure, wrongKind } from '../problems';
import { isMissing, isNumber, scopeWith, type Scope, type Value } from '../values';
import { compileTable } from '../value-table';
import { compileEnvironmentTable, environmentTableName } from './environment-table';
import { defineStep } from './step-definition';

const constantArg = z.json() as unknown as z.ZodType<ConstantValue>;

const valueTable = defineStep({
  op: 'valueTable',
  title: 'Value table',
  summary: 'Looks the value up in a value table of the mapping or of the environment, e.g. Approved becomes Paid.',
  family: 'choice',
  takes: ['text', 'number', 'boolean'],
  gives: 'any',
  args: z.strictObject({ table: z.string().min(1) }),
  examples: [
    {
      input: 'approved',
      args: { table: 'status' },
      tables: {
        status: {
          rows: [
            ['Approved', 'Paid'],
            ['Declined', 'Payment Failed'],
          ],
          ignoreCase: true,
          unmatched: 'error',
        },
      },
      output: '"Paid"',
    },
    {
      input: 'Voided',
      args: { table: 'status' },
      tables: { status: { rows: [['Approved', 'Paid']], ignoreCase: false, unmatched: 'default', default: 'Unknown' } },
      output: '"Unknown"',
    },
  ],
  compile: ({ table }, surroundings) => {
    const name = environmentTableName(table);
    return name === undefined ? compileTable(table, surroundings.table(table)) : compileEnvironmentTable(name);
  },
});

const flag = defineStep({
  op: 'flag',
  title: 'Yes/no flag',
  summary: 'Writes yes/no the way the target wants it, Y and N unless told otherwise. Missing counts as no.',
  family: 'choice',
  takes: ['boolean', 'text', 'number'],
  gives: 'any',
  args: z.strictObject({ yes: constantArg.default('Y'), no: constantArg.default('N') }),
  onMissing: 'run',
  examples: [
    { input: true, args: {}, output: '"Y"' },
    { input: 'no', args: {}, output: '"N"' },
    { input: null, args: { yes: 'ON', no: 'OFF' }, output: '"OFF"' },
  ],
  compile:
    ({ yes, no }) =>
    (input) =>
      isYes(input) ? yes : no,
});

const decisionTable = defineStep({
  op: 'decisionTable',
  title: 'Decision table',
  summary:
    'The value of the first row whose condition holds, e.g. a GL account by card brand. `value` is the input of the step.',
  family: 'choice',
  takes: ['any'],
  gives: 'any',
  args: z.strictObject({
    rows: z
      .array(z.strictObject({ when: condition, value: constantArg }))
      .min(1)
      .max(500),
    /** What no row matches becomes; absent: an error. */
    otherwise: constantArg.optional(),
  }),
  onMissing: 'run',
  examples: [
    {
      input: 'Amex',
      args: {
        rows: [{ when: { left: 'value', op: 'equals', value: 'Amex' }, value: '1015-02' }],
        otherwise: '1015-01',
      },
      output: '"1015-02"',
    },
    {
      input: 12,
      args: {
        rows: [
          { when: { left: 'value', op: 'less-than', value: 10 }, value: 'small' },
          { when: { left: 'value', op: 'at-least', value: 10 }, value: 'large' },
        ],
      },
      output: '"large"',
    },
  ],
  compile: ({ rows, otherwise }) => {
    const compiled = rows.map(({ when, value }) => ({ holds: compilePredicate(when), value }));
    const readsInput = rows.some(({ when }) => conditionPaths(when).some((path) => /^value(?![^.[\s])/.test(path)));
    return (input, frame) => {
      const scope: Scope = readsInput ? scopeWith(frame.scope, 'value', input ?? null) : frame.scope;
      const row = compiled.find(({ holds }) => holds(scope, frame.formulas));
      if (row) return row.value;
      if (otherwise !== undefined) return otherwise;
      throw new ValueFailure(
        'NO_ROW_MATCHES',
        'No row of the decision table matches this record.',
        'Add a row, or a value for "otherwise".',
      );
    };
  },
});

const constant = defineStep({
  op: 'constant',
  title: 'Constant',
  summary: 'A fixed value, whatever comes in.',
  family: 'choice',
  takes: ['any'],
  gives: 'any',
  args: z.strictObject({ value: constantArg }),
  onMissing: 'run',
  examples: [{ input: 'anything', args: { value: 'CREDITCARD' }, output: '"CREDITCARD"' }],
  compile:
    ({ value }) =>
    () =>
      value,
});

export const choiceSteps = [valueTable, flag, decisionTable, constant];

const words = new Map<string, boolean>([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['off', false],
  ['0', false],
  ['', false],
]);

function isYes(input: Value): boolean {
  if (isMissing(input)) return false;
  if (typeof input === 'boolean') return input;
  const known =
    typeof input === 'string' || isNumber(input) ? words.get(String(input).trim().toLowerCase()) : undefined;
  if (known !== undefined) return known;
  throw wrongKind('yes or no', input, 'Use a value table to say which values mean yes.');
}
