import { ConnectorFailure, type HttpRequest, type HttpResponse, type TokenAuth } from '@penstock/connector-sdk';
import { isObject, jsonBody, textOf, xmlText } from './answer';
import type { Prophet21Settings } from './settings';

/** Without Accept the middleware answers XML; without both, some 26.1 builds answer an empty 500. */
export const jsonHeaders = { Accept: 'application/json', 'Content-Type': 'application/json' } as const;

/** A token is renewed this long before its end, or after nine tenths of a short life. */
const RENEW_EARLY_MS = 5 * 60_000;
const TOKEN_TIMEOUT_MS = 30_000;
/** v2 user tokens live a day; assumed when the answer does not say. */
const DEFAULT_LIFE_SECONDS = 86_400;

/** Token v2 with user and password. Each call opens a middleware session, hence one cached token per connection. */
export const tokenAuth: TokenAuth<Prophet21Settings> = {
  kind: 'token',
  request: ({ username }): HttpRequest => ({
    method: 'POST',
    url: '/api/security/token/v2',
    headers: jsonHeaders,
    json: { username, password: { $secret: 'password' } },
    auth: 'none',
    timeoutMs: TOKEN_TIMEOUT_MS,
  }),
  parse: tokenFromAnswer,
  header: (token) => ({ name: 'Authorization', value: `Bearer ${token}` }),
  isTokenRefused,
};

function tokenFromAnswer(response: HttpResponse): { token: string; expiresInMs: number } {
  if (response.status !== 200) throw signInFailure(response);
  const read = tokenField(response);
  const token = read('AccessToken');
  if (!token) throw noToken(response.status);
  // Consumer-key answers and XML say ExpiresIn where user answers say ExpiresInSeconds.
  const seconds = Number(read('ExpiresInSeconds') || read('ExpiresIn') || DEFAULT_LIFE_SECONDS);
  const lifeMs = seconds * 1000;
  return { token, expiresInMs: Math.max(lifeMs - RENEW_EARLY_MS, lifeMs * 0.9) };
}

/** The answer may be XML although JSON was asked for. */
function tokenField(response: HttpResponse): (name: string) => string {
  const json = jsonBody(response);
  if (isObject(json)) return (name) => textOf(json[name]);
  return (name) => xmlText(response.body, name) ?? '';
}

/** A middleware that is away or busy is told apart before this, by the HTTP layer. */
function signInFailure({ status }: HttpResponse): ConnectorFailure {
  if (![400, 401, 403].includes(status)) return noToken(status);
  return new ConnectorFailure({
    class: 'auth',
    code: 'P21_SIGN_IN_REFUSED',
    message: `Prophet 21 refused the API user or its password (HTTP ${status}). Nothing was posted.`,
    remedy: 'Check user name and password; the user must be a valid, undeleted P21 user.',
  });
}

const noToken = (status: number): ConnectorFailure =>
  new ConnectorFailure({
    class: status === 200 ? 'auth' : 'config',
    code: 'P21_NO_TOKEN',
    message: `Prophet 21 answered the sign-in without a token (HTTP ${status}). Nothing was posted.`,
    remedy: 'Check that the middleware address leads to the P21 middleware and not to another site.',
  });

/** A missing permission is also a 401, but a new token would not help. */
function isTokenRefused({ status, body }: HttpResponse): boolean {
  return status === 401 && !/not authorized to access/i.test(body);
}

/** The company is part of it: the same order reference in two companies is two orders. */
export function fingerprint({ baseUrl, companyId }: Prophet21Settings): string {
  return `prophet21:${new URL(baseUrl).host}:${companyId}`;
}
