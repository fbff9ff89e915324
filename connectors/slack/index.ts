import { defineConnector } from '@penstock/connector-sdk';
import { postMessage } from './actions/post-message';
import { connection } from './connection';
import { slackErrors } from './errors';

/** Messages to a channel through an incoming webhook, as Slack, Mattermost and Rocket.Chat take them. */
export const slack = defineConnector({
  id: 'slack',
  title: 'Slack',
  summary: 'Posts messages to a channel of Slack, Mattermost or Rocket.Chat.',
  category: 'messaging',
  // A speech bubble with a hash.
  mark: 'M4 3h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm4.500 3-.300 2H6v1.500h2l-.300 2H6V13h1.500l-.300 2h1.500l.300-2h2l-.300 2h1.500l.300-2h2v-1.500h-1.800l.300-2H15V8h-1.800l.300-2H12l-.300 2h-2l.300-2zm1 3.500h2l-.300 2h-2z',
  apiRevision: 'Incoming webhooks',
  connection,
  actions: [postMessage],
  triggers: [],
  errors: slackErrors,
  limits: [
    'A message has at most 40,000 characters; a channel takes about one message a second.',
    'Whether a message arrived cannot be asked: after a lost answer a person looks into the channel and decides.',
    'The channel is the one the webhook was made for.',
  ],
});
