import { defineConnector } from '@penstock/connector-sdk';
import { called } from './triggers/called';

/** Flows that other flows call, as a program calls a function. */
export const flow = defineConnector({
  id: 'flow',
  title: 'Flow',
  summary: 'Starts a flow when another flow calls it.',
  category: 'logic',
  mark: 'M4 4h6v6H4zM14 14h6v6h-6zM10 6h5a2 2 0 0 1 2 2v6h-2V8h-5z',
  apiRevision: '1',
  actions: [],
  triggers: [called],
});
