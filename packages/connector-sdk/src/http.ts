import type { Json } from '@penstock/kernel';
import type { FileContent } from './file-storage';

/**
 * The HTTP port that connectors talk through. The implementation (runtime-adapters, on undici) owns pools, time-outs,
 * the SSRF guard, redaction, token caching and the injection of secrets: connector code never sees a secret (S12).
 */
export interface HttpClient {
  /**
   * Sends one request and answers with whatever status came back; never retries, never follows redirects
   * unless `followRedirects` is set.
   * @throws ConnectorFailure class `not-sent` when no byte of the request can have reached the remote side,
   *   `ambiguous` when it left and no complete answer arrived, `auth` when a token cannot be had.
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /**
   * As `send`, but an answer of 2xx is handed on while it comes, for bodies that do not fit into memory; `timeoutMs` then
   * is the longest silence. All others come whole. Absent: this port takes whole answers only.
   */
  open?(request: HttpRequest): Promise<OpenedAnswer>;
}

export type OpenedAnswer = { readonly kind: 'whole'; readonly response: HttpResponse } | { readonly kind: 'open'; readonly answer: OpenAnswer };

export interface OpenAnswer extends Omit<HttpResponse, 'body'> {
  /** Ends with ConnectorFailure class `ambiguous` when the connection does, or when the remote side echoes a secret. Leaving it breaks the transfer off. */
  readonly content: FileContent;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute URL, or a path under the connection's base URL. */
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  /**
   * Appended to the path of `url`, for addresses that are secrets themselves (incoming webhooks). Letters, digits, `-`,
   * `_` and `/` only; such a request follows no redirect.
   */
  readonly secretPath?: SecretRef;
  readonly headers?: Readonly<Record<string, string | SecretRef>>;
  /**
   * At most one of `json`, `form`, `text`. `json` is written with exact decimals; an object `{ "$secret": name }` in a
   * token request's `json` is a SecretRef (Prophet 21 takes its password in a JSON body).
   */
  readonly json?: Json;
  readonly form?: Readonly<Record<string, string | SecretRef>>;
  readonly text?: string;
  /** Milliseconds until the answer must be complete. Default 30,000. */
  readonly timeoutMs?: number;
  /** `token` (default) applies the connection's token; `none` sends without. */
  readonly auth?: 'token' | 'none';
  readonly followRedirects?: boolean;
}

/** Stands for a secret in a request template; replaced by the HTTP layer only, on its way to an allowed host. */
export interface SecretRef {
  readonly $secret: string;
  /** Written before the secret, e.g. `Bearer `. */
  readonly prefix?: string;
  /** HTTP basic credentials (RFC 7617) of this user, with the secret as the password. */
  readonly basicUser?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a connection gets and uses a bearer token, as data. */
export interface TokenAuth<Settings> {
  readonly kind: 'token';
  /** The request that fetches a token; sent with `auth: 'none'`, single flight per connection. */
  request(settings: Settings): HttpRequest;
  /** Reads the token answer. @throws ConnectorFailure class `auth` when it holds no token. */
  parse(response: HttpResponse): { readonly token: string; readonly expiresInMs: number };
  /** Header value for ordinary requests, e.g. `Bearer <token>`. */
  header(token: string): { readonly name: string; readonly value: string };
  /** True when the answer says that the token (not the user) is refused: the token is renewed once and the call repeated. */
  isTokenRefused(response: HttpResponse): boolean;
}

/** Static credentials sent on every request. */
export interface HeaderAuth<Settings> {
  readonly kind: 'headers';
  headers(settings: Settings): Readonly<Record<string, string | SecretRef>>;
}

export interface NoAuth {
  readonly kind: 'none';
}

export type ConnectionAuth<Settings> = TokenAuth<Settings> | HeaderAuth<Settings> | NoAuth;

/** How a connection with these settings signs in. */
export const authOf = <Settings>(auth: ConnectionAuth<Settings> | ((settings: Settings) => ConnectionAuth<Settings>), settings: Settings): ConnectionAuth<Settings> =>
  typeof auth === 'function' ? auth(settings) : auth;
