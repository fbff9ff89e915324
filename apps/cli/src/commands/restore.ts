import { resolve } from 'node:path';
import { restoreBackup } from '@penstock/database';
import { onlyWord, type Command } from '../command';
import { withDatabase } from '../with-database';

/** Writes nothing unless the whole file is sound and the database is empty and unused. */
export const restore: Command = {
  name: 'restore',
  usage: 'restore <file>',
  summary: 'brings a backup back into an empty database',
  async run(words, surroundings) {
    const file = resolve(surroundings.folder, onlyWord(words, this.usage));
    const { say } = surroundings;
    const report = await withDatabase(surroundings, (url) => restoreBackup({ url, file }));
    say(`Restored ${report.rows} rows of ${report.tables} tables as they were at ${report.takenAt}.`);
    say('What was sent to other systems after that moment is not in the database any more. Events are taken in again, but');
    say('sending is held until a person resumes it: sign in and read the notice, or POST /api/v1/engine/restore-guard/resume.');
  },
};
