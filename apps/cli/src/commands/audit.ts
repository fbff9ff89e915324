import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiOf } from '../api';
import { onlyWord, UsageError, wholeNumber, type Call, type Command } from '../command';

export const auditVerify: Command = {
  name: 'audit verify',
  takes: '',
  summary: 'reads the whole audit log and tells whether an entry was changed, removed or moved; ends with 1 if so',
  options: {
    number: { takes: 'number', says: 'number of the last entry as it was noted down earlier' },
    hash: { takes: 'hash', says: 'its hash as it was noted down' },
  },
  async run(call) {
    const result = await apiOf(call.surroundings).auditLog.verify(noted(call));
    const verdict = result.intact ? `Intact: ${result.entries} entries.` : `Not intact: ${result.findings.length} findings in ${result.entries} entries.`;
    const head = result.head ? [`Note its end down elsewhere: --number ${result.head.number} --hash ${result.head.hash}`] : [];
    return { data: result, lines: [verdict, ...result.findings.map(({ words }) => `  ${words}`), ...head], isProblem: !result.intact };
  },
};

function noted(call: Call): { readonly number: number; readonly hash: string } | undefined {
  const [number, hash] = [wholeNumber(call, 'number'), call.text('hash')];
  if (number === undefined && hash === undefined) return undefined;
  if (number === undefined || hash === undefined) throw new UsageError('Give --number and --hash together.');
  return { number, hash };
}

export const auditExport: Command = {
  name: 'audit export',
  takes: '<file>',
  summary: 'writes the audit log into a file, one entry of JSON a line',
  options: {
    from: { takes: 'time', says: 'entries from this time on' },
    to: { takes: 'time', says: 'entries before this time' },
    action: { takes: 'action', says: 'e.g. deployment or connection.created' },
  },
  async run(call) {
    const file = resolve(call.surroundings.folder, onlyWord(call, 'file'));
    const filter = Object.fromEntries(['from', 'to', 'action'].flatMap((name) => (call.text(name) === undefined ? [] : [[name, call.text(name)]])));
    const text = await apiOf(call.surroundings).auditLog.exported(filter);
    writeFileSync(file, text, { mode: 0o600 });
    const entries = text.split('\n').filter((line) => line !== '').length;
    return { data: { file, entries }, lines: [`${entries} entries: ${file}`] };
  },
};
