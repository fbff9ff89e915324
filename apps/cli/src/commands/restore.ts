import { resolve } from 'node:path';
import { restoreBackup } from '@penstock/database';
import { onlyWord, type Command } from '../command';
import { withDatabase } from '../with-database';

/** Writes nothing unless the whole file is sound and the database is empty and unused. */
export const restore: Command = {
  name: 'restore',
  takes: '<file>',
  summary: 'brings a backup back into an empty database',
  async run(call) {
    const file = resolve(call.surroundings.folder, onlyWord(call, 'file'));
    const report = await withDatabase(call.surroundings, (url) => restoreBackup({ url, file }));
    return {
      data: report,
      lines: [
        `Restored ${report.rows} rows of ${report.tables} tables as they were at ${report.takenAt}.`,
        'What was sent to other systems after that moment is not in the database any more. Events are taken in again, but',
        'sending is held until a person resumes it: sign in and read the notice, or POST /api/v1/engine/restore-guard/resume.',
      ],
    };
  },
};
