import { answerErrors, defineConnector, fileErrors, restConnection } from '@penstock/connector-sdk';
import { download } from './actions/download';
import { get } from './actions/get';
import { send } from './actions/send';
import { sendOnce } from './actions/send-once';
import { system } from './exchange';

/** Any HTTP API, request by request. An API with an OpenAPI document becomes a connector of its own instead. */
export const http = defineConnector({
  id: 'http',
  title: 'HTTP',
  summary: 'Calls any HTTP API: reads, and writes that a person decides on when their answer is lost.',
  category: 'general',
  // Two arrows, there and back.
  mark: 'M7 4l-5 5 5 5v-3.500h11v-3H7zM17 10l5 5-5 5v-3.500H6v-3h11z',
  apiRevision: 'HTTP/1.1, RFC 9110',
  connection: restConnection('http', system),
  actions: [get, download, send, sendOnce],
  triggers: [],
  errors: [
    { code: 'REMOTE_ANSWER_TOO_LARGE', cause: 'A read was answered with more than the step allows.', remedy: 'Ask for less at a time, or raise the limit of the step.' },
    { code: 'REMOTE_FILES_NOT_TAKEN', cause: 'The process takes no files.', remedy: 'Run the flow for real.' },
    ...answerErrors(system),
    ...fileErrors,
  ],
  limits: [
    'Requests go to the host of the connection only; addresses inside private networks need an administrator’s leave.',
    'Answers that become values have at most 16 MiB, and what the step allows, and are text (UTF-8); files of any kind are fetched into the storage, up to the limit of a file.',
    'Access tokens (OAuth 2.0, client credentials) are fetched once for all runs, kept until shortly before their end, and renewed once when they are refused. The token address is held to the same rules as the address.',
    'Redirects are not followed.',
    'After a lost answer to “Send a request” a person decides; “Send once” repeats it under its idempotency key.',
  ],
});
