import { randomBytes } from 'node:crypto';
import { pageRoute, route, type SimulatorRequest, type SimulatorRoute, type VirtualClock } from '@penstock/connector-sdk/simulator';
import { oauthError } from './replies';

/** Documented life of a v1 token. */
const tokenLifeMs = 7_200_000;
/** The life of a v3 token is not on record (assumed: what a public client keeps one for). */
const v3TokenLifeMs = 900_000;

/** Live tokens; kept in memory only, so a restart makes clients meet `invalid_token` as they do in real life. */
export interface Tokens {
  readonly routes: readonly SimulatorRoute[];
  userOf(authorization: string | undefined): string | undefined;
  /** The legacy face signs in with every call. */
  isUser(name: string, password: string): boolean;
  expireAll(): void;
}

export function createTokens(users: Readonly<Record<string, string>>, clock: VirtualClock): Tokens {
  const live = new Map<string, { readonly user: string; readonly expiresAt: number }>();
  const isUser = (name: string, password: string | undefined) => Object.hasOwn(users, name) && users[name] === password;
  const grant = (request: SimulatorRequest) => {
    const { grant_type: grantType, username = '', password } = credentialsOf(request);
    if (grantType !== 'password' || !isUser(username, password)) return oauthError('invalid_grant');
    return { status: 200, body: { access_token: issue(username, tokenLifeMs), token_type: 'bearer', expires_in: tokenLifeMs / 1000 } };
  };
  /** v3: 201 with the token under `data`; a refused client gets 422 like any refused body (assumed). */
  const grantV3 = (request: SimulatorRequest) => {
    const { grant_type: grantType, client_id: username = '', client_secret: password } = credentialsOf(request);
    if (grantType !== 'client_credentials' || !isUser(username, password)) {
      return { status: 422, body: { data: [{ field: 'client_id', detail: 'Client authentication failed.' }] } };
    }
    return { status: 201, body: { data: { access_token: issue(username, v3TokenLifeMs), token_type: 'bearer', expires_in: v3TokenLifeMs / 1000 } } };
  };
  const issue = (username: string, lifeMs: number): string => {
    const token = `${hex(username)}:${hex(username)}:${randomBytes(32).toString('hex')}`;
    live.set(token, { user: username, expiresAt: clock.now() + lifeMs });
    return token;
  };
  return {
    routes: [
      route('POST', '/oauth/token', grant),
      route('POST', '/v3/token', grantV3),
      pageRoute('POST', '/__sim/expire-tokens', () => {
        live.clear();
        return { status: 200, body: { expired: true } };
      }),
    ],
    userOf(authorization) {
      const session = live.get((authorization ?? '').replace(/^Bearer /i, ''));
      return session && session.expiresAt > clock.now() ? session.user : undefined;
    },
    isUser,
    expireAll: () => live.clear(),
  };
}

/** Public clients send the same fields as a form or as JSON. */
function credentialsOf(request: SimulatorRequest): Readonly<Record<string, string>> {
  const isJson = request.headers['content-type']?.includes('json') ?? false;
  return isJson ? (request.json() as Record<string, string>) : request.form();
}

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex').slice(0, 14);
