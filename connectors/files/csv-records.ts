import { z } from 'zod';
import { readRows, type CsvShape } from './formats/csv';
import { malformed } from './formats/malformed';
import { recordsOf, type TextRecord } from './formats/records';

export const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
export const delimiter = z.enum(['comma', 'semicolon', 'tab', 'pipe']).default('comma').meta({ title: 'Between the cells' });

/** Records under the names of the first line. @throws ConnectorFailure FILE_MALFORMED */
export function recordsOfCsv(text: string, shape: CsvShape): { readonly columns: string[]; readonly records: readonly TextRecord[] } {
  const [head, ...rows] = readRows(text, shape);
  if (!head) throw malformed('has no line of column names');
  return { columns: head.map((name) => name.trim()), records: recordsOf(rows, head, 2) };
}
