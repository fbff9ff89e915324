import { answerErrors, type ErrorEntry } from '@penstock/connector-sdk';
import { system } from './answer';

export const slackErrors: readonly ErrorEntry[] = [
  { code: 'SLACK_WEBHOOK_GONE', cause: 'The webhook, its channel or its workspace no longer takes messages.', remedy: 'Make a new incoming webhook and enter its URL in the connection.' },
  { code: 'SLACK_NOT_A_WEBHOOK', cause: 'The address of the connection takes anything, so it is no incoming webhook.', remedy: 'Check the address and the rest of the URL.' },
  ...answerErrors(system),
];
