import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { sessionOf, type SftpSettings } from '../connection';
import { folderTooFull } from '../failures';
import { folderPath, matcherOf, namePattern } from '../fields';
import { pathIn, timeText } from '../remote-file';

const most = 10_000;

const input = z.strictObject({ folder: folderPath, names: namePattern });

const output = z.strictObject({
  files: z.array(
    z.strictObject({
      path: z.string().meta({ title: 'File', description: 'For the other actions.' }),
      name: z.string().meta({ title: 'Name' }),
      size: z.int().meta({ title: 'Bytes' }),
      modifiedAt: z.string().meta({ title: 'Changed', description: 'By the clock of the server.' }),
    }),
  ),
});

export const listFiles = defineAction<SftpSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'list',
  version: 1,
  title: 'List files',
  summary: 'Files of a folder, by name. Reads and changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { files: [{ path: 'in/remit-1.csv', name: 'remit-1.csv', size: 2048, modifiedAt: '2026-05-04T09:30:00.000Z' }] },
  async run(context, { folder, names }) {
    const fits = matcherOf(names);
    const entries = await sessionOf(context, (session) => session.list(folder));
    const files = entries.filter(({ kind, name }) => kind === 'file' && fits(name));
    if (files.length > most) throw folderTooFull(folder, most);
    return {
      files: files
        .map(({ name, size, modifiedAt }) => ({ path: pathIn(folder, name), name, size, modifiedAt: timeText(modifiedAt) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  },
});
