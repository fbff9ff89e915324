import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { apiOf } from '../api';
import { needed, onlyWord, UsageError, type Command } from '../command';

export const runsRetry: Command = {
  name: 'runs retry',
  takes: '<run>',
  summary: 'lets a run that needs attention go on; what is confirmed outside is not done again',
  async run(call) {
    const id = onlyWord(call, 'run');
    await apiOf(call.surroundings).runs.retry(id);
    return { data: { runId: id }, lines: ['It goes on. `penstock runs watch` follows it.'] };
  },
};

export const runsCancel: Command = {
  name: 'runs cancel',
  takes: '<run>',
  summary: 'ends a run; what the flow says is undone first',
  async run(call) {
    const id = onlyWord(call, 'run');
    await apiOf(call.surroundings).runs.cancel(id);
    return { data: { runId: id }, lines: ['It is being cancelled. `penstock runs watch` follows it.'] };
  },
};

export const runsReplay: Command = {
  name: 'runs replay',
  takes: '<run>',
  summary: 'sends the event of a run through a flow again, as a run of its own',
  options: {
    reason: { takes: 'text', says: 'why, for the audit log' },
    version: { takes: 'same|live', says: 'the version of the run, or the one that is live now (default: same)' },
    payload: { takes: 'file', says: 'JSON in place of what the event brought' },
  },
  async run(call) {
    const version = call.text('version') ?? 'same';
    if (version !== 'same' && version !== 'live') throw new UsageError('--version takes same or live.');
    const file = call.text('payload');
    const payload = file === undefined ? {} : { payloadText: readFileSync(resolve(call.surroundings.folder, file), 'utf8') };
    const started = await apiOf(call.surroundings).runs.replay(onlyWord(call, 'run'), { version, reason: needed(call, 'reason'), ...payload }, randomUUID());
    return { data: started, lines: [`Run ${started.runId} is under way.`] };
  },
};
