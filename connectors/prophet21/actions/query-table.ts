import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text } from '../fields';
import { comparisons, LONGEST_CHAIN, readRows, textMatches, type Condition, type TableQuery } from '../odata';
import type { Prophet21Settings } from '../settings';

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'a table or column name');
const valueType = z.enum(['text', 'number', 'timestamp']).default('text').meta({
  title: 'Type of the column',
  description: 'Must be the column’s own: `customer_id` is a number in `customer` and text in `invoice_hdr`.',
});

const condition = z.strictObject({
  column: name.meta({ title: 'Column' }),
  operator: z
    .enum([...comparisons, ...textMatches, 'one-of'])
    .default('eq')
    .meta({ title: 'Comparison' }),
  type: valueType,
  value: text(255).optional().meta({ title: 'Value' }),
  values: z.array(text(255)).min(1).max(LONGEST_CHAIN).optional().meta({ title: 'Values', description: 'For one-of.' }),
});

const queryInput = z
  .strictObject({
    table: name.meta({ title: 'Table' }),
    isView: z
      .boolean()
      .default(false)
      .meta({ title: 'It is a view', description: 'Views are read from another address than tables.' }),
    columns: z.array(name).max(60).default([]).meta({ title: 'Columns', description: 'Empty: all of them.' }),
    conditions: z.array(condition).max(20).default([]).meta({ title: 'Conditions', description: 'All must hold.' }),
    orderBy: z
      .array(name)
      .min(1)
      .max(5)
      .meta({ title: 'Order by', description: 'A unique key, so that paging loses no row.' }),
    limit: z.int().min(1).max(25_000).default(1000).meta({ title: 'At most' }),
  })
  .refine(({ conditions }) => conditions.filter(({ operator }) => operator === 'one-of').length <= 1, {
    message: 'Only one condition may be "one-of".',
  })
  .refine(({ conditions }) => conditions.every(hasItsValue), {
    message: 'A condition needs a value; "one-of" needs a list of values.',
  });

const queryOutput = z.object({ count: z.number(), rows: z.array(z.record(z.string(), z.unknown())) });
type QueryInput = z.infer<typeof queryInput>;
type QueryCondition = z.infer<typeof condition>;
type QueryOutput = z.infer<typeof queryOutput>;

function hasItsValue({ operator, value, values }: QueryCondition): boolean {
  return operator === 'one-of' ? values !== undefined : value !== undefined;
}

export const queryTable = defineAction<Prophet21Settings, QueryInput, QueryOutput>({
  id: 'query',
  version: 1,
  title: 'Query a table',
  summary: 'Reads rows of any Prophet 21 table that the API user may read.',
  contract: { class: 'R' },
  input: queryInput,
  output: queryOutput,
  sample: { count: 1, rows: [{ payment_type_id: 4, payment_type_desc: 'Credit card', company_id: 'HSC' }] },
  async run(context, input) {
    const rows = await readRows(context, queryToOData(input), input.limit);
    return { count: rows.length, rows: rows.map((row) => ({ ...row })) };
  },
});

/** `one-of` becomes a chain of `or`: P21 accepts `in` and ignores it. */
export function queryToOData({ table, isView, columns, conditions, orderBy }: QueryInput): TableQuery {
  const where: Condition[] = [];
  const anyOf: Condition[] = [];
  for (const { column, operator, type, value = '', values = [] } of conditions) {
    if (operator === 'one-of')
      anyOf.push(...values.map((one): Condition => ({ column, operator: 'eq', value: { type, value: one } })));
    else where.push({ column, operator, value: { type, value } });
  }
  return { table, kind: isView ? 'view' : 'table', select: columns, where, anyOf, orderBy };
}
