import { answerErrors, defineConnector } from '@penstock/connector-sdk';
import { system } from './api';
import { connection } from './connection';

export const code = defineConnector({
  id: 'code',
  title: 'Code',
  summary: 'Connects Code to flows.',
  category: 'general',
  mark: 'M4 4h16v16H4zm2 2v12h12V6z',
  apiRevision: 'v1',
  connection,
  actions: [],
  triggers: [],
  errors: answerErrors(system),
});
