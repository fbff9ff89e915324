import { resolve } from 'node:path';
import { writeBackup } from '@penstock/database';
import { onlyWord, type Command } from '../command';
import { withDatabase } from '../with-database';

/** May run at any time; what is committed while it runs is not inside. */
export const backup: Command = {
  name: 'backup',
  takes: '<file>',
  summary: 'saves the whole database into one file, while Penstock runs',
  async run(call) {
    const { surroundings } = call;
    const file = resolve(surroundings.folder, onlyWord(call, 'file'));
    const report = await withDatabase(surroundings, (url) =>
      writeBackup({ url, file, onTable: (name, rows) => rows > 0 && surroundings.say(`  ${name}: ${rows}`) }),
    );
    return {
      data: { ...report, file },
      lines: [
        `Saved ${report.rows} rows of ${report.tables} tables as they were at ${report.takenAt}: ${file}`,
        'Stored credentials are inside, encrypted. Keep PENSTOCK_MASTER_KEY elsewhere: without it they cannot be read again.',
      ],
    };
  },
};
