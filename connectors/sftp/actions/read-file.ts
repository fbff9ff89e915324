import { defineAction, filesOf, sampleFile, storedFile } from '@penstock/connector-sdk';
import { z } from 'zod';
import { sessionOf, type SftpSettings } from '../connection';
import { filePath } from '../fields';
import { fetchFile, timeText } from '../remote-file';

const input = z.strictObject({ path: filePath });
const output = z.strictObject({
  file: storedFile.meta({ title: 'Stored file' }),
  path: z.string().meta({ title: 'File' }),
  modifiedAt: z.string().meta({ title: 'Changed', description: 'By the clock of the server.' }),
});

export const readFile = defineAction<SftpSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'read',
  version: 1,
  title: 'Read a file',
  summary: 'Fetches a file and keeps it for the next steps. Changes nothing at the server.',
  contract: { class: 'R' },
  input,
  output,
  sample: { file: sampleFile, path: 'in/remittance-2026-05-04.csv', modifiedAt: '2026-05-04T09:30:00.000Z' },
  async run(context, { path }) {
    const { file, modifiedAt } = await sessionOf(context, (session) => fetchFile(session, filesOf(context), path));
    return { file, path, modifiedAt: timeText(modifiedAt) };
  },
});
