import { isJsonObject, JsonSyntaxError, parseJson, type Decimal, type Json } from '@penstock/kernel';
import { ConnectorFailure } from '../failure';
import type { HttpRequest, HttpResponse, SecretRef, TokenAuth } from '../http';
import { quoted, type AnswerReading } from '../read-answer';

/** How a program gets access tokens of its own (RFC 6749 §4.4, §6), as data. */
export interface OAuthGrant {
  readonly tokenAddress: string;
  readonly clientId: string;
  /** Absent for clients that have none. */
  readonly clientSecret?: SecretRef;
  /** Where the client says who it is: in the Authorization header (`basic`) or in the form (`body`). */
  readonly clientAuth: 'basic' | 'body';
  /** Absent: client credentials. */
  readonly refreshToken?: SecretRef;
  readonly scope?: string | undefined;
  readonly audience?: string | undefined;
}

/** An answer that names no end of the token’s life (RFC 6749 §5.1 recommends one). */
const unnamedLifeMs = 300_000;

/** A sign-in by access tokens: fetched once for all, kept until shortly before their end, renewed once when refused with 401. */
export const oauthToken = <Settings>(reading: Pick<AnswerReading, 'system' | 'codePrefix'>, grantOf: (settings: Settings) => OAuthGrant): TokenAuth<Settings> => ({
  kind: 'token',
  request: (settings) => tokenRequest(grantOf(settings)),
  parse: (response) => tokenFrom(response, reading),
  header: (token) => ({ name: 'authorization', value: `Bearer ${token}` }),
  isTokenRefused: ({ status }) => status === 401,
});

function tokenRequest({ tokenAddress, clientId, clientSecret, clientAuth, refreshToken, scope, audience }: OAuthGrant): HttpRequest {
  const isBasic = clientAuth === 'basic' && clientSecret !== undefined;
  return {
    method: 'POST',
    url: tokenAddress,
    auth: 'none',
    headers: { accept: 'application/json', ...(isBasic && { authorization: { ...clientSecret, basicUser: clientId } }) },
    form: {
      grant_type: refreshToken ? 'refresh_token' : 'client_credentials',
      ...(refreshToken && { refresh_token: refreshToken }),
      ...(!isBasic && { client_id: clientId, ...(clientSecret && { client_secret: clientSecret }) }),
      ...(scope && { scope }),
      ...(audience && { audience }),
    },
  };
}

function tokenFrom({ status, body }: HttpResponse, { system, codePrefix }: Pick<AnswerReading, 'system' | 'codePrefix'>): { token: string; expiresInMs: number } {
  const answer = membersOf(body);
  const { access_token: token, expires_in: seconds, error } = answer;
  if (status >= 200 && status < 300 && typeof token === 'string' && token !== '') return { token, expiresInMs: lifeOf(seconds) };
  const words = typeof error === 'string' ? ` (${quoted(error)})` : ` (HTTP ${status})`;
  throw new ConnectorFailure({
    class: 'auth',
    code: `${codePrefix}_SIGN_IN_REFUSED`,
    message: `${system} gave no access token${words}. Nothing else was sent.`,
    remedy: 'Check the token address, the client and its secret, and the scope in the connection.',
    ...(typeof error === 'string' && { remoteCode: error.slice(0, 100) }),
  });
}

function membersOf(body: string): Readonly<Record<string, Json>> {
  try {
    const value = parseJson(body);
    return isJsonObject(value) ? value : {};
  } catch (error) {
    if (error instanceof JsonSyntaxError) return {};
    throw error;
  }
}

/** Some servers write the seconds as text. */
function lifeOf(seconds: Json | undefined): number {
  const life = Number(seconds === undefined || seconds === null ? Number.NaN : String(seconds as string | number | Decimal));
  return Number.isFinite(life) && life > 0 ? life * 1000 : unnamedLifeMs;
}
