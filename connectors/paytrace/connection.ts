import { ConnectorFailure, defineConnection, type HttpRequest, type HttpResponse } from '@penstock/connector-sdk';
import { z } from 'zod';
import { isObject, objectOf } from './answers';
import { exportByDateRange } from './export-api';
import { gatewayDate } from './gateway-time';
import { settingsSchema, type PayTraceSettings } from './settings';

const wrongLogin = 'PAYTRACE_LOGIN_FAILED';

/** v1: password grant, no refresh token (PayTrace help: authentication). v3: client credentials (North developer portal). */
function tokenRequest({ apiVersion, username, integratorId }: PayTraceSettings): HttpRequest {
  const headers = { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
  const password = { $secret: 'password' };
  if (apiVersion === 'v1') {
    return { method: 'POST', url: '/oauth/token', auth: 'none', headers, form: { grant_type: 'password', username, password } };
  }
  return {
    method: 'POST',
    url: '/v3/token',
    auth: 'none',
    headers: { ...headers, 'X-Integrator-Id': integratorId },
    form: { grant_type: 'client_credentials', client_id: username, client_secret: password },
  };
}

export const connection = defineConnection<PayTraceSettings>({
  settings: settingsSchema,
  secrets: [{ name: 'password', title: 'API password', description: 'Password of the API user.' }],
  baseUrl: ({ baseUrl }) => baseUrl,
  fingerprint: ({ baseUrl, username, apiVersion, merchantId }) =>
    `paytrace:${new URL(baseUrl).host}:${username}${apiVersion === 'v3' && merchantId !== '' ? `:${merchantId}` : ''}`,
  auth: {
    kind: 'token',
    request: tokenRequest,
    parse: tokenOf,
    header: (token) => ({ name: 'Authorization', value: `Bearer ${token}` }),
    isTokenRefused,
  },
  async test(context) {
    const today = gatewayDate(context.clock.now(), context.settings.timezone);
    const found = await exportByDateRange(context, { start_date: today, end_date: today });
    return { summary: `Signed in as ${context.settings.username}. ${found.length} transactions today.` };
  },
});

/** Seconds a token is used when its answer does not say: 7,200 is documented for v1, 900 is what a public client of v3 takes. */
const tokenAnswer = z.union([
  z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive().default(7_200) }),
  z.looseObject({ data: z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive().default(900) }) }).transform(({ data }) => data),
]);

function tokenOf(response: HttpResponse): { token: string; expiresInMs: number } {
  const answer = tokenAnswer.safeParse(objectOf(response.body));
  if (answer.success) return { token: answer.data.access_token, expiresInMs: answer.data.expires_in * 1000 };
  throw new ConnectorFailure({
    class: 'auth',
    code: wrongLogin,
    message: 'PayTrace refused the user name or password of this connection. Nothing was charged.',
    remedy: 'Enter the password of the API user again. Sandbox and production have separate users.',
    exchange: { request: 'token request', status: response.status },
  });
}

/**
 * v1 says `"error":"invalid_token"` with a status that is not on record; v3 answers 401. An answer that carries a result
 * is none of both: what was judged must not be sent again under a new token.
 */
function isTokenRefused(response: HttpResponse): boolean {
  if (response.status !== 401 && !response.body.includes('invalid_token')) return false;
  const answer = objectOf(response.body);
  if (answer?.error === 'invalid_token') return true;
  return response.status === 401 && answer?.response_code === undefined && !(isObject(answer?.data) && answer.data.response_code !== undefined);
}
