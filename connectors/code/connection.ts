import { defineConnection, readJsonAnswer } from '@penstock/connector-sdk';
import { z } from 'zod';
import { reading } from './api';

const settings = z.strictObject({
  address: z.url({ protocol: /^https?$/ }).meta({ title: 'Address', description: 'Where the API answers.' }),
});
export type CodeSettings = z.infer<typeof settings>;

export const connection = defineConnection<CodeSettings>({
  settings,
  secrets: [{ name: 'apiKey', title: 'API key' }],
  baseUrl: ({ address }) => address,
  auth: { kind: 'headers', headers: () => ({ authorization: { $secret: 'apiKey' } }) },
  fingerprint: ({ address }) => `code:${new URL(address).host}`,
  async test({ http, settings: { address } }) {
    readJsonAnswer(await http.send({ method: 'GET', url: '/' }), reading('/'));
    return { summary: `${address} answers and accepts the API key.` };
  },
});
