import { z } from 'zod';
import type { ConnectionDefinition } from '../definition';
import { defineConnection } from '../define';
import type { SecretRef } from '../http';
import { oauthToken, type OAuthGrant } from '../oauth/oauth-token';
import { requireSuccess, type AnswerReading } from '../read-answer';

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'A header name');

/** Headers that the HTTP layer or the sign-in owns; a step must not set them. */
const ownedHeaders = ['authorization', 'cookie', 'host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'te', 'trailer', 'expect'];

export const isOwnedHeader = (name: string): boolean => ownedHeaders.includes(name.toLowerCase()) || /^proxy-/i.test(name);

export const restSettings = z
  .strictObject({
    address: z.url({ protocol: /^https?$/ }).meta({ title: 'Address', description: 'Every request goes below it, e.g. https://api.example.com/v2.' }),
    signIn: z.enum(['none', 'bearer', 'basic', 'header', 'oauth-client-credentials']).default('none').meta({ title: 'Sign-in', description: 'How the secret is sent: as bearer token, as basic password of the user below, as it is in the header below, or as the client’s secret for access tokens (OAuth 2.0).' }),
    user: z.string().optional().meta({ title: 'User', description: 'For sign-in “basic”.' }),
    headerName: headerName.refine((name) => !isOwnedHeader(name), 'This header has a meaning of its own').optional().meta({ title: 'Header', description: 'For sign-in “header”, e.g. X-Api-Key.' }),
    tokenAddress: z.url({ protocol: /^https?$/ }).optional().meta({ title: 'Token address', description: 'For OAuth: where access tokens are given, e.g. https://login.example.com/oauth2/token.' }),
    clientId: z.string().trim().min(1).optional().meta({ title: 'Client id', description: 'For OAuth.' }),
    scope: z.string().trim().min(1).optional().meta({ title: 'Scope', description: 'For OAuth, where the server wants one; several with blanks between.' }),
    audience: z.string().trim().min(1).optional().meta({ title: 'Audience', description: 'For OAuth, where the server wants one.' }),
    clientAuth: z.enum(['basic', 'body']).default('basic').meta({ title: 'Client shows itself', description: 'For OAuth: in the Authorization header, or in the form.' }),
    testPath: z.string().default('/').meta({ title: 'Path of the connection test', description: 'A harmless read below the address.' }),
    timeoutSeconds: z.int().min(1).max(300).default(30).meta({ title: 'Answer time-out (seconds)' }),
  })
  .refine(({ signIn, user }) => signIn !== 'basic' || user, { path: ['user'], message: 'Sign-in “basic” needs a user' })
  .refine(({ signIn, headerName: name }) => signIn !== 'header' || name, { path: ['headerName'], message: 'Sign-in “header” needs a header' })
  .refine(({ signIn, tokenAddress }) => signIn !== 'oauth-client-credentials' || tokenAddress, { path: ['tokenAddress'], message: 'OAuth needs a token address' })
  .refine(({ signIn, clientId }) => signIn !== 'oauth-client-credentials' || clientId, { path: ['clientId'], message: 'OAuth needs a client id' });
export type RestSettings = z.output<typeof restSettings>;

/** A connection to any HTTP API that signs in by a secret in a header. */
export function restConnection(id: string, reading: Pick<AnswerReading, 'system' | 'codePrefix'>): ConnectionDefinition<unknown> {
  return defineConnection<RestSettings>({
    settings: restSettings,
    secrets: [{ name: 'credential', title: 'Secret', description: 'Token, password, key or client secret, as the sign-in says. Not needed for “none”.' }],
    baseUrl: ({ address }) => address,
    auth: ({ signIn }) => (signIn === 'oauth-client-credentials' ? oauthToken(reading, clientCredentials) : { kind: 'headers', headers: signInHeaders }),
    // Steps name paths below the address only; the token request alone goes there.
    additionalHosts: ({ signIn, tokenAddress }) => (signIn === 'oauth-client-credentials' && tokenAddress ? [new URL(tokenAddress).host] : []),
    fingerprint: ({ address, user, clientId }) => `${id}:${new URL(address).host}${new URL(address).pathname.replace(/\/$/, '')}${[user, clientId].map((who) => (who ? `:${who}` : '')).join('')}`,
    async test({ http, settings: { address, testPath, timeoutSeconds } }) {
      const response = await http.send({ method: 'GET', url: testPath, timeoutMs: timeoutSeconds * 1000 });
      requireSuccess(response, { ...reading, writes: false, request: `GET ${testPath}` });
      return { summary: `${new URL(address).host} answers with HTTP ${response.status}.` };
    },
  });
}

const clientCredentials = ({ tokenAddress = '', clientId = '', scope, audience, clientAuth }: RestSettings): OAuthGrant => ({
  tokenAddress,
  clientId,
  clientSecret: { $secret: 'credential' },
  clientAuth,
  scope,
  audience,
});

function signInHeaders({ signIn, user, headerName: name }: RestSettings): Record<string, SecretRef> {
  const $secret = 'credential';
  switch (signIn) {
    case 'none':
    case 'oauth-client-credentials':
      return {};
    case 'bearer':
      return { authorization: { $secret, prefix: 'Bearer ' } };
    case 'basic':
      return { authorization: { $secret, basicUser: user ?? '' } };
    case 'header':
      return { [name ?? 'authorization']: { $secret } };
  }
}
