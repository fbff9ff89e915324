import { eventQuery } from '@penstock/contracts';
import { apiOf, itemsOf } from '../api';
import { UsageError, wholeNumber, type Command } from '../command';
import { listAnswer, timeOf } from '../table';

export const events: Command = {
  name: 'events',
  takes: '',
  summary: 'lists what came in, the newest first, with the shelf of what no flow took',
  options: {
    state: { takes: 'state', says: 'routed, unrouted or refused' },
    most: { takes: 'number', says: 'how many at most (default: 50)' },
  },
  async run(call) {
    const state = eventQuery.shape.state.safeParse(call.text('state'));
    if (!state.success) throw new UsageError('--state takes routed, unrouted or refused.');
    const items = await itemsOf((position) => apiOf(call.surroundings).events.list({ ...position, state: state.data }), wholeNumber(call, 'most') ?? 50);
    return listAnswer(
      items,
      [
        { title: 'ID', cell: ({ id }) => id },
        { title: 'STATE', cell: (event) => event.state },
        { title: 'ENVIRONMENT', cell: ({ environment }) => environment },
        { title: 'ADDRESS', cell: ({ path }) => path },
        { title: 'RECEIVED', cell: ({ receivedAt }) => timeOf(receivedAt) },
        { title: 'RUNS', cell: ({ runIds }) => runIds.length, align: 'right' },
        { title: 'REASON', cell: ({ reason }) => reason },
      ],
      'No event matches.',
    );
  },
};
