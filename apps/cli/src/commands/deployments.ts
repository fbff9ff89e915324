import { apiOf, itemsOf } from '../api';
import type { Command } from '../command';
import { listAnswer, timeOf } from '../table';

export const deployments: Command = {
  name: 'deployments',
  takes: '',
  summary: 'lists what is live where, with its intake addresses',
  options: { environment: { takes: 'key', says: 'only of this environment' }, flow: { takes: 'id', says: 'only of this flow' } },
  async run({ surroundings, text }) {
    const query = { environment: text('environment'), flowId: text('flow') };
    const items = await itemsOf((position) => apiOf(surroundings).deployments.list({ ...query, ...position }));
    return listAnswer(
      items,
      [
        { title: 'ID', cell: ({ id }) => id },
        { title: 'FLOW', cell: ({ flowName }) => flowName },
        { title: 'ENVIRONMENT', cell: ({ environment }) => environment },
        { title: 'VERSION', cell: ({ versionNumber }) => versionNumber, align: 'right' },
        { title: 'STATUS', cell: ({ status }) => status },
        { title: 'INTAKE', cell: ({ intakes }) => intakes.map(({ path }) => path).join(' ') },
        { title: 'SINCE', cell: ({ deployedAt }) => timeOf(deployedAt) },
      ],
      'Nothing is deployed.',
    );
  },
};
