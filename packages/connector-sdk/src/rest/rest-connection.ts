import { z } from 'zod';
import type { ConnectionDefinition } from '../definition';
import { defineConnection } from '../define';
import type { SecretRef } from '../http';
import { requireSuccess, type AnswerReading } from '../read-answer';

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'A header name');

/** Headers that the HTTP layer or the sign-in owns; a step must not set them. */
const ownedHeaders = ['authorization', 'cookie', 'host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'te', 'trailer', 'expect'];

export const isOwnedHeader = (name: string): boolean => ownedHeaders.includes(name.toLowerCase()) || /^proxy-/i.test(name);

export const restSettings = z
  .strictObject({
    address: z.url({ protocol: /^https?$/ }).meta({ title: 'Address', description: 'Every request goes below it, e.g. https://api.example.com/v2.' }),
    signIn: z.enum(['none', 'bearer', 'basic', 'header']).default('none').meta({ title: 'Sign-in', description: 'How the secret is sent: as bearer token, as basic password of the user below, or as it is in the header below.' }),
    user: z.string().optional().meta({ title: 'User', description: 'For sign-in “basic”.' }),
    headerName: headerName.refine((name) => !isOwnedHeader(name), 'This header has a meaning of its own').optional().meta({ title: 'Header', description: 'For sign-in “header”, e.g. X-Api-Key.' }),
    testPath: z.string().default('/').meta({ title: 'Path of the connection test', description: 'A harmless read below the address.' }),
    timeoutSeconds: z.int().min(1).max(300).default(30).meta({ title: 'Answer time-out (seconds)' }),
  })
  .refine(({ signIn, user }) => signIn !== 'basic' || user, { path: ['user'], message: 'Sign-in “basic” needs a user' })
  .refine(({ signIn, headerName: name }) => signIn !== 'header' || name, { path: ['headerName'], message: 'Sign-in “header” needs a header' });
export type RestSettings = z.output<typeof restSettings>;

/** A connection to any HTTP API that signs in by a secret in a header. */
export function restConnection(id: string, reading: Pick<AnswerReading, 'system' | 'codePrefix'>): ConnectionDefinition<unknown> {
  return defineConnection<RestSettings>({
    settings: restSettings,
    secrets: [{ name: 'credential', title: 'Secret', description: 'Token, password or key, as the sign-in says. Not needed for “none”.' }],
    baseUrl: ({ address }) => address,
    auth: { kind: 'headers', headers: signInHeaders },
    fingerprint: ({ address, user }) => `${id}:${new URL(address).host}${new URL(address).pathname.replace(/\/$/, '')}${user ? `:${user}` : ''}`,
    async test({ http, settings: { address, testPath, timeoutSeconds } }) {
      const response = await http.send({ method: 'GET', url: testPath, timeoutMs: timeoutSeconds * 1000 });
      requireSuccess(response, { ...reading, writes: false, request: `GET ${testPath}` });
      return { summary: `${new URL(address).host} answers with HTTP ${response.status}.` };
    },
  });
}

function signInHeaders({ signIn, user, headerName: name }: RestSettings): Record<string, SecretRef> {
  const $secret = 'credential';
  switch (signIn) {
    case 'none':
      return {};
    case 'bearer':
      return { authorization: { $secret, prefix: 'Bearer ' } };
    case 'basic':
      return { authorization: { $secret, basicUser: user ?? '' } };
    case 'header':
      return { [name ?? 'authorization']: { $secret } };
  }
}
