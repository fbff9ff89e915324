import { ConnectorFailure, defineTrigger, readText, sampleFile, storedFile, textEncodings, type FileStorage, type StoredFile, type TriggerEvent } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import { delimiter, delimiters, recordsOfCsv } from '../csv-records';

const mostRows = 10_000;
const largestText = 16 * 1024 * 1024;

const settings = z.strictObject({
  starts: z.enum(['one-run', 'a-run-per-row']).default('one-run').meta({ title: 'A file starts', description: 'a-run-per-row: for each record of a CSV file; a broken file starts nothing.' }),
  delimiter: delimiter.meta({ title: 'Between the cells', description: 'Of a CSV file, for a run per row.' }),
  encoding: z.enum(textEncodings).default('utf-8').meta({ title: 'Encoding', description: 'Of a CSV file, for a run per row.' }),
});
type Settings = z.output<typeof settings>;

const event = z.strictObject({
  file: storedFile.meta({ title: 'Stored file' }),
  row: z.record(z.string(), z.string()).nullable().meta({ title: 'Record', description: 'By the names of the first line; absent for one run per file.' }),
  rowNumber: z.int().nullable().meta({ title: 'Number of the record', description: 'From 1.' }),
});

/** The content makes a file new, not its name: the same file twice starts nothing twice. */
export const fileDrop = defineTrigger<unknown, Settings>({
  id: 'file-drop',
  version: 1,
  title: 'File drop',
  summary: 'Starts a flow for a file that a person or program uploads for it.',
  settings,
  event,
  sample: { file: sampleFile, row: { invoice: 'WEB-1001', amount: '19.99' }, rowNumber: 1 },
  channels: [],
  fileDrop: { events: (file, files, wanted) => (wanted.starts === 'one-run' ? Promise.resolve([eventOf(file)]) : eventsOfRows(file, files, wanted)) },
});

const eventOf = (file: StoredFile): TriggerEvent => ({ dedupeKey: `file:${file.sha256}`, payload: { file: file as unknown as Json, row: null, rowNumber: null }, labels: { file: file.name } });

async function eventsOfRows(file: StoredFile, files: FileStorage, { delimiter: between, encoding }: Settings): Promise<readonly TriggerEvent[]> {
  const text = await readText(files.open(file.handle), { encoding, maxBytes: largestText });
  const { records } = recordsOfCsv(text, { delimiter: delimiters[between] });
  if (records.length > mostRows) throw tooManyRows(records.length);
  return records.map((row, index) => ({
    dedupeKey: `file:${file.sha256}:${index + 1}`,
    payload: { file: file as unknown as Json, row: { ...row }, rowNumber: index + 1 },
    labels: { file: file.name, row: String(index + 1) },
  }));
}

const tooManyRows = (count: number): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'FILE_TOO_MANY_ROWS',
    message: `The file has ${count} records; at most ${mostRows} start runs at once. Nothing was started.`,
    remedy: 'Send it in parts, or let one run go through the file.',
  });
