import { ConnectorFailure, type HttpRequest, type HttpResponse, type TokenAuth } from '@penstock/connector-sdk';
import { objectOf, structuredBody, textOf } from './answer';
import type { Prophet21Settings, SignIn } from './settings';

/** Without Accept the middleware answers XML; without both, some 26.1 builds answer an empty 500. */
export const jsonHeaders = { Accept: 'application/json', 'Content-Type': 'application/json' } as const;

export const xmlHeaders = { Accept: 'application/xml', 'Content-Type': 'application/xml' } as const;

/** A token is renewed this long before its end, or after nine tenths of a short life. */
const RENEW_EARLY_MS = 5 * 60_000;
const TOKEN_TIMEOUT_MS = 30_000;
/** v2 user tokens live a day; assumed when the answer does not say. */
const DEFAULT_LIFE_SECONDS = 86_400;

/** One token per connection is cached, since each call opens a middleware session. */
export const tokenAuth: TokenAuth<Prophet21Settings> = {
  kind: 'token',
  request: (settings): HttpRequest => ({
    method: 'POST',
    auth: 'none',
    timeoutMs: TOKEN_TIMEOUT_MS,
    ...signInRequests[settings.signIn](settings),
  }),
  parse: tokenFromAnswer,
  header: (token) => ({ name: 'Authorization', value: `Bearer ${token}` }),
  isTokenRefused,
};

type SignInRequest = Pick<HttpRequest, 'url' | 'headers' | 'json'>;

/** The connection's one secret: the user's password, or the consumer key. */
const secret = { $secret: 'password' } as const;

const signInRequests: Readonly<Record<SignIn, (settings: Prophet21Settings) => SignInRequest>> = {
  user: ({ username = '' }) => ({
    url: '/api/security/token/v2',
    headers: jsonHeaders,
    json: { username, password: secret },
  }),
  // Token v1 has an empty body; user and password travel as headers.
  'user-headers': ({ username = '' }) => ({
    url: '/api/security/token',
    headers: { ...jsonHeaders, username, password: secret },
  }),
  // The user is for the audit trail; without one P21 books under its install user.
  'consumer-key': ({ username }) => ({
    url: '/api/security/token/v2',
    headers: jsonHeaders,
    json: { ClientSecret: secret, GrantType: 'client_credentials', ...(username !== undefined && { username }) },
  }),
};

/** The answer may be XML although JSON was asked for. */
function tokenFromAnswer(response: HttpResponse): { token: string; expiresInMs: number } {
  if (response.status !== 200) throw signInFailure(response);
  const answer = objectOf(structuredBody(response));
  const token = textOf(answer['AccessToken']);
  if (!token) throw noToken(response.status);
  // Consumer-key answers and XML say ExpiresIn where user answers say ExpiresInSeconds.
  const seconds = Number(textOf(answer['ExpiresInSeconds']) || textOf(answer['ExpiresIn']) || DEFAULT_LIFE_SECONDS);
  const lifeMs = (Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_LIFE_SECONDS) * 1000;
  return { token, expiresInMs: Math.max(lifeMs - RENEW_EARLY_MS, lifeMs * 0.9) };
}

/** A middleware that is away or busy is told apart before this, by the HTTP layer. */
function signInFailure(response: HttpResponse): ConnectorFailure {
  const { status } = response;
  if (![400, 401, 403].includes(status)) return noToken(status);
  const error = textOf(objectOf(structuredBody(response))['error']);
  return new ConnectorFailure({
    class: 'auth',
    code: 'P21_SIGN_IN_REFUSED',
    message: `Prophet 21 refused the sign-in (HTTP ${status}). Nothing was posted.`,
    remedy:
      'Check user name and password, or the consumer key; the user must be a valid, undeleted P21 user, and a key needs the scope "/api".',
    ...(error !== '' && { remoteCode: error }),
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
