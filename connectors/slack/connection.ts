import { ConnectorFailure, defineConnection } from '@penstock/connector-sdk';
import { z } from 'zod';
import { judge } from './answer';

const settings = z.strictObject({
  address: z.url({ protocol: /^https?$/ }).default('https://hooks.slack.com/services').meta({
    title: 'Address',
    description: 'The beginning of the webhook’s URL, e.g. https://hooks.slack.com/services or https://chat.example.com/hooks.',
  }),
  label: z.string().trim().min(1).meta({ title: 'Channel', description: 'What this webhook posts to, e.g. #finance. It names the connection; the webhook itself decides.' }),
});
export type SlackSettings = z.output<typeof settings>;

export const secretPath = { $secret: 'path' } as const;

export const connection = defineConnection<SlackSettings>({
  settings,
  secrets: [{ name: 'path', title: 'Rest of the URL', description: 'What follows the address, e.g. T000/B000/abcdef. Whoever knows it can post.' }],
  baseUrl: ({ address }) => address,
  auth: { kind: 'none' },
  fingerprint: ({ address, label }) => `slack:${new URL(address).host}:${label}`,
  async test({ http, settings: { label } }) {
    // A message without text is refused by a webhook that is alive: nothing is posted.
    const response = await http.send({ method: 'POST', url: '', secretPath, json: {} });
    if (response.status === 400) return { summary: `The webhook for ${label} answers.` };
    judge(response);
    throw new ConnectorFailure({
      class: 'config',
      code: 'SLACK_NOT_A_WEBHOOK',
      message: 'The address took an empty message, which no incoming webhook does.',
      remedy: 'Check the address and the rest of the URL.',
    });
  },
});
