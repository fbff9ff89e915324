import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text } from '../fields';
import type { Prophet21Settings } from '../settings';
import { readViewRecord } from '../views';

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'a view or column name');

const viewInput = z.strictObject({
  view: name.meta({ title: 'View', description: 'One of the curated views, e.g. `p21_view_oe_hdr`.' }),
  keys: z
    .array(
      z.strictObject({
        column: name.optional().meta({ title: 'Column', description: 'Empty where one column is the whole key.' }),
        type: z.enum(['text', 'number', 'timestamp']).default('text').meta({ title: 'Type' }),
        value: text(255).meta({ title: 'Value' }),
      }),
    )
    .min(1)
    .max(5)
    .meta({ title: 'Key' }),
});
const viewOutput = z.object({ found: z.boolean(), record: z.record(z.string(), z.unknown()) });

export const getViewRecord = defineAction<Prophet21Settings, z.infer<typeof viewInput>, z.infer<typeof viewOutput>>({
  id: 'get-view-record',
  version: 1,
  title: 'Get a record of a view',
  summary: 'Reads one record of a curated view by its key, with the columns that P21 adds there.',
  contract: { class: 'R' },
  input: viewInput,
  output: viewOutput,
  sample: { found: true, record: { order_no: '1013938', customer_id: '13162' } },
  async run(context, { view, keys }) {
    const record = await readViewRecord(
      context,
      view,
      keys.map(({ column, type, value }) => ({ ...(column !== undefined && { column }), value: { type, value } })),
    );
    const { 'odata.metadata': _, ...columns } = record ?? {};
    return { found: record !== undefined, record: columns };
  },
});
