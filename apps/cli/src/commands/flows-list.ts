import { apiOf } from '../api';
import type { Command } from '../command';
import { allFlows } from '../flows/find-flow';
import { listAnswer, timeOf } from '../table';

export const flowsList: Command = {
  name: 'flows list',
  takes: '',
  summary: 'lists the flows and where they are live',
  async run({ surroundings }) {
    const flows = await allFlows(apiOf(surroundings));
    return listAnswer(
      flows,
      [
        { title: 'ID', cell: ({ id }) => id },
        { title: 'NAME', cell: ({ name }) => name },
        { title: 'VERSION', cell: ({ latestVersion }) => latestVersion, align: 'right' },
        { title: 'LIVE', cell: ({ deployments }) => deployments.map(({ environment, versionNumber }) => `${environment} v${versionNumber}`).join(', ') },
        { title: 'PROBLEMS', cell: ({ problemCount }) => problemCount, align: 'right' },
        { title: 'CHANGED', cell: ({ updatedAt }) => timeOf(updatedAt) },
      ],
      'There are no flows yet.',
    );
  },
};
