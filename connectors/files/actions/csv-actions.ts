import { z } from 'zod';
import { delimiter, delimiters, recordsOfCsv } from '../csv-records';
import { readRows, writeRows } from '../formats/csv';
import { cellsOf, recordsOf } from '../formats/records';
import { reading, saveAs, textRecords, withContent, writing, written } from './text-input';

const columns = z.array(z.string().trim().min(1)).min(1).max(1_000);

export const readCsv = reading({
  id: 'read-csv',
  title: 'Read CSV',
  summary: 'Turns a CSV file into records; a broken one is refused as a whole.',
  input: withContent({
    delimiter,
    columns: columns.optional().meta({ title: 'Columns', description: 'Names in order, for files without a first line of names.' }),
  }),
  output: z.strictObject({ columns: z.array(z.string()).meta({ title: 'Columns' }), records: z.array(z.record(z.string(), z.string())).meta({ title: 'Records', description: 'All values are texts; leading zeros stay.' }) }),
  sample: { columns: ['invoice', 'amount'], records: [{ invoice: 'WEB-1001', amount: '19.99' }] },
  parse(content, { delimiter: between, columns: given }) {
    const shape = { delimiter: delimiters[between] };
    if (given) return { columns: given, records: [...recordsOf(readRows(content, shape), given, 1)] };
    const { columns: names, records } = recordsOfCsv(content, shape);
    return { columns: names, records: [...records] };
  },
});

export const writeCsvFile = writing({
  id: 'write-csv',
  title: 'Write CSV',
  summary: 'Turns records into the text of a CSV file.',
  input: z.strictObject({
    records: textRecords.meta({ title: 'Records' }),
    columns: columns.meta({ title: 'Columns', description: 'Names in order. A record with another member is refused, so that nothing is lost silently.' }),
    delimiter,
    header: z.boolean().default(true).meta({ title: 'First line of names' }),
    formulas: z.enum(['text', 'refuse', 'as-they-are']).default('text').meta({ title: 'Values that look like formulas', description: 'text: an apostrophe before them, so that spreadsheets do not run them.' }),
    saveAs,
  }),
  output: z.strictObject({ ...written, count: z.int().meta({ title: 'Records' }) }),
  mediaType: 'text/csv',
  sample: { content: 'invoice,amount\r\nWEB-1001,19.99\r\n', file: null, count: 1 },
  write({ records, columns: names, delimiter: between, header, formulas }) {
    const rows = [...(header ? [names] : []), ...cellsOf(records, names)];
    return { text: writeRows(rows, { delimiter: delimiters[between], formulas }), more: { count: records.length } };
  },
});
