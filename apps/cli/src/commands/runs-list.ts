import { runStatus } from '@penstock/contracts';
import { apiOf, itemsOf } from '../api';
import { UsageError, wholeNumber, type Command } from '../command';
import { listAnswer, timeOf } from '../table';

export const runsList: Command = {
  name: 'runs list',
  takes: '',
  summary: 'lists runs, the newest first',
  options: {
    status: { takes: 'status', says: `one of ${runStatus.options.join(', ')}` },
    flow: { takes: 'id', says: 'only of this flow' },
    environment: { takes: 'key', says: 'only of this environment' },
    search: { takes: 'text', says: 'an invoice, customer, transaction or run id' },
    most: { takes: 'number', says: 'how many at most (default: 50)' },
  },
  async run(call) {
    const { text, surroundings } = call;
    const status = text('status');
    if (status !== undefined && !runStatus.safeParse(status).success) throw new UsageError(`No run has the status “${status}”.`);
    const query = { status: status as never, flowId: text('flow'), environment: text('environment'), q: text('search') };
    const items = await itemsOf((position) => apiOf(surroundings).runs.list({ ...query, ...position }), wholeNumber(call, 'most') ?? 50);
    return listAnswer(
      items,
      [
        { title: 'ID', cell: ({ id }) => id },
        { title: 'STATUS', cell: (run) => run.status },
        { title: 'FLOW', cell: ({ flowName }) => flowName },
        { title: 'INVOICE', cell: ({ labels }) => labels['invoice'] },
        { title: 'AMOUNT', cell: ({ labels }) => labels['amount'], align: 'right' },
        { title: 'CREATED', cell: ({ createdAt }) => timeOf(createdAt) },
        { title: 'FAILURE', cell: ({ failure }) => failure?.code },
      ],
      'No run matches.',
    );
  },
};
