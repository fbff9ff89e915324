import { z } from 'zod';
import { parseFixedWidth, widthOf, writeFixedWidth } from '../formats/fixed-width';
import { reading, saveAs, textRecords, withContent, writing, written } from './text-input';

const widestLine = 10_000;

const fields = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).meta({ title: 'Name' }),
      length: z.int().min(1).max(widestLine).meta({ title: 'Characters' }),
      align: z.enum(['left', 'right']).default('left').meta({ title: 'Value stands' }),
      fill: z.string().length(1).default(' ').meta({ title: 'Filled with', description: 'One character, e.g. a blank or 0.' }),
    }),
  )
  .min(1)
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'Each field needs a name of its own')
  .refine((list) => widthOf(list) <= widestLine, `At most ${widestLine} characters in a line`)
  .meta({ title: 'Fields of a line', description: 'In order, without gaps.' });

export const readFixedWidth = reading({
  id: 'read-fixed-width',
  title: 'Read fixed width',
  summary: 'Turns lines of fields of fixed width into records.',
  input: withContent({ fields }),
  output: z.strictObject({ records: z.array(z.record(z.string(), z.string())).meta({ title: 'Records' }) }),
  sample: { records: [{ invoice: 'WEB-1001', amount: '1999' }] },
  parse: (content, { fields: layout }) => ({ records: [...parseFixedWidth(content, layout)] }),
});

export const writeFixedWidthFile = writing({
  id: 'write-fixed-width',
  title: 'Write fixed width',
  summary: 'Turns records into lines of fields of fixed width; a value that does not fit is refused.',
  input: z.strictObject({ records: textRecords.meta({ title: 'Records' }), fields, saveAs }),
  output: z.strictObject({ ...written, count: z.int().meta({ title: 'Records' }) }),
  mediaType: 'text/plain',
  sample: { content: 'WEB-1001  00001999\r\n', file: null, count: 1 },
  write: ({ records, fields: layout }) => ({ text: writeFixedWidth(records, layout), more: { count: records.length } }),
});
