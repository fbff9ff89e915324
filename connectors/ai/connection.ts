import { defineConnection, readJsonAnswer } from '@penstock/connector-sdk';
import { z } from 'zod';
import { reading } from './api';

const settings = z.strictObject({
  address: z.url({ protocol: /^https?$/ }).default('https://api.openai.com/v1').meta({ title: 'Address', description: 'Where /chat/completions and /embeddings answer, e.g. https://api.openai.com/v1.' }),
  signIn: z.enum(['bearer', 'none']).default('bearer').meta({ title: 'Sign-in', description: 'bearer: the API key below. none: an own model server without a key.' }),
  timeoutSeconds: z.int().min(5).max(600).default(120).meta({ title: 'Answer time-out (seconds)' }),
});
export type AiSettings = z.output<typeof settings>;

export const connection = defineConnection<AiSettings>({
  settings,
  secrets: [{ name: 'apiKey', title: 'API key', description: 'Needed for sign-in “bearer”.' }],
  baseUrl: ({ address }) => address,
  auth: { kind: 'headers', headers: ({ signIn }) => (signIn === 'bearer' ? { authorization: { $secret: 'apiKey', prefix: 'Bearer ' } } : {}) },
  fingerprint: ({ address }) => `ai:${new URL(address).host}`,
  async test({ http, settings: { address } }) {
    readJsonAnswer(await http.send({ method: 'GET', url: 'models' }), reading('GET /models'));
    return { summary: `${new URL(address).host} answers and accepts the key.` };
  },
});
