import type { Effect, Run, RunStep } from '@penstock/contracts';
import { apiOf } from '../api';
import { onlyWord, type Command } from '../command';
import { tableOf, timeOf } from '../table';

export const runsShow: Command = {
  name: 'runs show',
  takes: '<run>',
  summary: 'shows a run with its steps and what it did outside',
  async run(call) {
    const { runs } = apiOf(call.surroundings);
    const id = onlyWord(call, 'run');
    const [run, steps, effects] = [await runs.read(id), (await runs.steps(id)).items, (await runs.effects(id)).items];
    return { data: { ...run, steps, effects }, lines: [...aboutRun(run), '', ...aboutSteps(steps), '', ...aboutEffects(effects)] };
  },
};

export function aboutRun(run: Run): string[] {
  const labels = Object.entries(run.labels).map(([name, value]) => `${name} ${value}`);
  const failure = run.failure ? [`${run.failure.code}: ${run.failure.message}${run.failure.remedy ? ` ${run.failure.remedy}` : ''}`] : [];
  return [`${run.status}: “${run.flowName}” version ${run.versionNumber} in ${run.environment}, ${timeOf(run.createdAt)}`, ...(labels.length > 0 ? [labels.join(', ')] : []), ...failure];
}

const aboutSteps = (steps: readonly RunStep[]): string[] =>
  tableOf(steps, [
    { title: 'STEP', cell: ({ stepId }) => stepId },
    { title: 'STATUS', cell: ({ status }) => status },
    { title: 'LEFT BY', cell: ({ port }) => port },
    { title: 'TRIES', cell: ({ attempts }) => attempts, align: 'right' },
    { title: 'FAILURE', cell: ({ failure }) => failure?.message },
  ]);

const aboutEffects = (effects: readonly Effect[]): string[] =>
  effects.length === 0
    ? ['It did nothing outside.']
    : tableOf(effects, [
        { title: 'EFFECT', cell: ({ connector, action }) => `${connector} ${action}` },
        { title: 'KIND', cell: ({ kind }) => kind },
        { title: 'BUSINESS KEY', cell: ({ businessKey }) => businessKey },
        { title: 'STATUS', cell: ({ status }) => status },
        { title: 'AMOUNT', cell: ({ amount, currency }) => [amount, currency].filter(Boolean).join(' '), align: 'right' },
        { title: 'REMOTE ID', cell: ({ remoteId }) => remoteId },
      ]);
