import { ConnectorFailure, defineConnection, type HttpResponse } from '@penstock/connector-sdk';
import { parseJson } from '@penstock/kernel';
import { z } from 'zod';
import { exportByDateRange } from './export-api';
import { gatewayDate, isTimeZone } from './gateway-time';

export const settingsSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).default('https://api.paytrace.com').meta({
    title: 'Address',
    description: 'https://api.paytrace.com for production, https://api.sandbox.paytrace.com for the sandbox.',
  }),
  username: z.string().trim().min(1).meta({ title: 'API user', description: 'An API user, not a web user: its password does not expire.' }),
  integratorId: z.string().regex(/^[A-Za-z0-9]{4,16}$/, 'Letters and digits only').meta({
    title: 'Integrator ID',
    description: 'The 12 letters and digits PayTrace issued for this integration.',
  }),
  timezone: z.string().refine(isTimeZone, 'Not a known time zone').default('America/Los_Angeles').meta({
    title: 'Gateway time zone',
    description: 'Zone of the dates in exports. PayTrace settles on Pacific time.',
  }),
  timeoutSeconds: z.number().int().min(1).max(300).default(60).meta({
    title: 'Answer time-out (seconds)',
    description: 'PayTrace usually answers in 3 to 6 seconds; shorter time-outs only make more charges uncertain.',
  }),
});
export type PayTraceSettings = z.output<typeof settingsSchema>;

const wrongLogin = 'PAYTRACE_LOGIN_FAILED';

/** OAuth password grant, form-encoded; tokens live 7,200 s and there is no refresh token (PayTrace help: authentication). */
export const connection = defineConnection<PayTraceSettings>({
  settings: settingsSchema,
  secrets: [{ name: 'password', title: 'API password', description: 'Password of the API user.' }],
  baseUrl: ({ baseUrl }) => baseUrl,
  fingerprint: ({ baseUrl, username }) => `paytrace:${new URL(baseUrl).host}:${username}`,
  auth: {
    kind: 'token',
    request: ({ username }) => ({
      method: 'POST',
      url: '/oauth/token',
      auth: 'none',
      headers: { accept: '*/*', 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      form: { grant_type: 'password', username, password: { $secret: 'password' } },
    }),
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

const tokenAnswer = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive().default(7200) });

function tokenOf(response: HttpResponse): { token: string; expiresInMs: number } {
  const answer = tokenAnswer.safeParse(jsonOrUndefined(response.body));
  if (answer.success) return { token: answer.data.access_token, expiresInMs: answer.data.expires_in * 1000 };
  throw new ConnectorFailure({
    class: 'auth',
    code: wrongLogin,
    message: 'PayTrace refused the user name or password of this connection. Nothing was charged.',
    remedy: 'Enter the password of the API user again. Sandbox and production have separate users.',
    exchange: { request: 'POST /oauth/token', status: response.status },
  });
}

/** The status of a refused token is not documented; the body is: `"error":"invalid_token"` (recorded by a public client). */
function isTokenRefused(response: HttpResponse): boolean {
  if (!response.body.includes('invalid_token')) return false;
  const answer = jsonOrUndefined(response.body);
  return typeof answer === 'object' && answer !== null && 'error' in answer && answer.error === 'invalid_token';
}

function jsonOrUndefined(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    // Not JSON: then it holds no token and refuses none.
    return undefined;
  }
}
