import { apiOf, itemsOf } from '../api';
import { onlyWord, type Command } from '../command';
import { listAnswer, timeOf } from '../table';

export const connectionsList: Command = {
  name: 'connections list',
  takes: '',
  summary: 'lists the connections; secrets are never among what is shown',
  options: { environment: { takes: 'key', says: 'only of this environment' } },
  async run({ surroundings, text }) {
    const wanted = text('environment') ?? '';
    const all = await itemsOf((position) => apiOf(surroundings).connections.list({ ...position }));
    const items = all.filter(({ environment }) => wanted === '' || environment === wanted);
    return listAnswer(
      items,
      [
        { title: 'ID', cell: ({ id }) => id },
        { title: 'NAME', cell: ({ name }) => name },
        { title: 'CONNECTOR', cell: ({ connector }) => connector },
        { title: 'ENVIRONMENT', cell: ({ environment }) => environment },
        { title: 'SLOT', cell: ({ slot }) => slot },
        { title: 'CHANGED', cell: ({ updatedAt }) => timeOf(updatedAt) },
      ],
      'There are no connections.',
    );
  },
};

export const connectionsTest: Command = {
  name: 'connections test',
  takes: '<connection>',
  summary: 'asks the other side whether the credential works; ends with 1 when it does not',
  async run(call) {
    const result = await apiOf(call.surroundings).connections.test(onlyWord(call, 'connection'));
    return { data: result, lines: [`${result.ok ? 'Works' : 'Does not work'}: ${result.message}`], isProblem: !result.ok };
  },
};
