import { z } from 'zod';
import { text } from '../fields';

const fieldName = z.string().regex(/^[A-Za-z0-9_]{1,100}$/, 'a field name as in the definition');
export const elementName = z
  .string()
  .regex(/^[A-Za-z0-9_]+\.[A-Za-z0-9_]+$/, 'page and element, e.g. `TABPAGE_1.order`');

/** Values are text in P21; numbers and flags of a mapping become it. */
const value = z.preprocess(
  (given) => (typeof given === 'number' || typeof given === 'boolean' ? String(given) : given),
  z.string().max(8000),
);

const edit = z.strictObject({
  field: fieldName.meta({ title: 'Field' }),
  value: value.meta({ title: 'Value', description: 'As the window shows it: "ON"/"OFF", dates as MM/DD/YYYY.' }),
});

const element = z.strictObject({
  element: elementName.meta({ title: 'Element' }),
  type: z.enum(['Form', 'List']).default('Form').meta({ title: 'Type' }),
  keys: z.array(fieldName).default([]).meta({
    title: 'Keys',
    description:
      'Fields that tell rows of a list apart. Rows that are equal on them become one, and P21 reports success.',
  }),
  rows: z
    .array(z.array(edit).min(1).max(300))
    .min(1)
    .max(1000)
    .meta({ title: 'Rows', description: 'Fields in typing order.' }),
});

const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, 'a table or column name');

/** How a posting is found again: without it nobody could tell a lost answer from a lost posting. */
export const lookUp = z.strictObject({
  table: name.meta({ title: 'Table', description: 'Where the document is stored, e.g. `po_hdr`.' }),
  column: name.meta({ title: 'Column of our reference', description: 'Must be unique per document.' }),
  type: z.enum(['text', 'number']).default('text').meta({ title: 'Type of that column' }),
  reference: text(255).meta({ title: 'Reference', description: 'The value that the posting writes into that column.' }),
  companyColumn: z.enum(['company_id', 'company_no', 'none']).default('company_id').meta({ title: 'Company column' }),
  keyColumn: name.meta({ title: 'Column of the document number', description: 'E.g. `po_no`.' }),
});

export const transactionInput = z.strictObject({
  service: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,100}$/)
    .meta({ title: 'Service', description: 'E.g. `PurchaseOrder`.' }),
  elements: z.array(element).min(1).max(40).meta({ title: 'Elements', description: 'In typing order.' }),
  lookUp: lookUp.meta({ title: 'Found again by' }),
  mode: z.enum(['wait', 'queue']).default('wait').meta({
    title: 'How to post',
    description: '`queue` hands the transaction to P21’s queue and asks until it is done, for long documents.',
  }),
});

export const postedTransaction = z.object({
  service: z.string().meta({ title: 'Service' }),
  key: z.string().meta({ title: 'Document number' }),
  reference: z.string().meta({ title: 'Reference' }),
});

export type TransactionInput = z.infer<typeof transactionInput>;
export type PostedTransaction = z.infer<typeof postedTransaction>;
export type LookUp = z.infer<typeof lookUp>;
