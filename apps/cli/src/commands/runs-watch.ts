import { setTimeout as wait } from 'node:timers/promises';
import type { Run } from '@penstock/contracts';
import { apiOf } from '../api';
import { CliProblem, onlyWord, wholeNumber, type Command } from '../command';
import { aboutRun } from './runs-show';

/** A run at rest: it will not change before somebody acts. */
const atRest: readonly Run['status'][] = ['succeeded', 'cancelled', 'needs-attention'];
const pauseMs = 500;

export const runsWatch: Command = {
  name: 'runs watch',
  takes: '<run>',
  summary: 'follows a run until it is at rest; ends with 1 unless it succeeded',
  options: { timeout: { takes: 'seconds', says: 'give up after this long (default: 600)' } },
  async run(call) {
    const { runs } = apiOf(call.surroundings);
    const id = onlyWord(call, 'run');
    const until = performance.now() + (wholeNumber(call, 'timeout') ?? 600) * 1000;
    let run = await runs.read(id);
    for (let shown = ''; !atRest.includes(run.status); run = await runs.read(id)) {
      if (run.status !== shown) call.surroundings.say(run.status);
      shown = run.status;
      if (performance.now() > until) throw new CliProblem('STILL_UNDER_WAY', `The run is still ${run.status}. It goes on without this command; watch it again when you like.`);
      await wait(pauseMs);
    }
    return { data: run, lines: aboutRun(run), isProblem: run.status !== 'succeeded' };
  },
};
