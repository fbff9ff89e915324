import {
  ConnectorFailure,
  notSignedIn,
  pathWithSecret,
  tokenAnswerFailure,
  type ConnectionDefinition,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  type SecretRef,
  type TokenAuth,
} from '@penstock/connector-sdk';
import { stringifyJson, type Json } from '@penstock/kernel';
import { exchange } from './exchange';
import type { HttpPools } from './http-pools';
import { redirectTarget, targetOf, type Target, type TargetPolicy } from './request-target';
import { createSecretScope, requestLine, type SecretScope } from './secret-injection';
import type { TokenCache } from './token-cache';
import { transportFailure } from './transport-failure';

export interface HttpClientOptions {
  readonly connection: Pick<ConnectionDefinition<unknown>, 'baseUrl' | 'auth' | 'additionalHosts'>;
  readonly settings: unknown;
  /** Reads a secret of this connection from the vault. */
  resolveSecret(name: string): Promise<string>;
  readonly pools: HttpPools;
  readonly tokenCache: TokenCache;
  /** `organisation:connection`; include a revision so that changed settings fetch a new token. */
  readonly tokenKey: string;
  /** True, or the host names whose private addresses this connection may reach. */
  readonly allowPrivateHosts: boolean | readonly string[];
  /** The self-fence of the process: false when its lease may end before the request is out. Default: always. */
  readonly mayStart?: () => boolean;
  /** When a request sets none. Default 30,000. */
  readonly timeoutMs?: number;
  /** Default 16 MiB. */
  readonly maxResponseBytes?: number;
}

const defaultTimeoutMs = 30_000;
const defaultMaxResponseBytes = 16 * 1024 * 1024;
const maxRedirects = 5;

/** The HTTP port of the connector SDK for one connection. Cheap to make: pools and tokens are shared. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const caller = createCaller(options);
  const { auth } = options.connection;
  if (auth.kind === 'token') return withToken(caller, auth, options);
  if (auth.kind === 'none') return { send: (request) => caller.send(request, {}) };
  return {
    send: async (request) => {
      const withAuth = request.auth !== 'none';
      return caller.send(request, withAuth ? await caller.secrets.fill(auth.headers(options.settings)) : {});
    },
  };
}

interface Caller {
  readonly secrets: SecretScope;
  send(request: HttpRequest, authHeaders: Readonly<Record<string, string>>, use?: { readonly fillJson: boolean }): Promise<HttpResponse>;
}

function withToken(caller: Caller, auth: TokenAuth<unknown>, options: HttpClientOptions): HttpClient {
  const { tokenCache, tokenKey, settings } = options;
  const fetchToken = async () => {
    const response = await caller.send(auth.request(settings), {}, { fillJson: true });
    return auth.parse(tokenAnswerFailure(response));
  };
  const token = async () => {
    try {
      const value = await tokenCache.get(tokenKey, fetchToken);
      caller.secrets.keep(value);
      return value;
    } catch (error) {
      throw notSignedIn(error);
    }
  };
  const sendWith = (request: HttpRequest, value: string) => {
    const header = auth.header(value);
    return caller.send(request, { [header.name]: header.value });
  };
  return {
    async send(request) {
      if (request.auth === 'none') return caller.send(request, {});
      const first = await token();
      const response = await sendWith(request, first);
      if (!auth.isTokenRefused(response)) return response;
      // Safe also for writes: a remote that refuses the token has not looked at the request. Once only.
      tokenCache.refuse(tokenKey, first);
      return sendWith(request, await token());
    },
  };
}

function createCaller(options: HttpClientOptions): Caller {
  const { connection, settings, pools } = options;
  const secrets = createSecretScope((name) => options.resolveSecret(name));
  const policy: TargetPolicy = {
    baseUrl: connection.baseUrl(settings),
    additionalHosts: connection.additionalHosts?.(settings) ?? [],
    allowPrivateHosts: options.allowPrivateHosts,
  };
  const once = async (target: Target, request: HttpRequest, message: OutgoingMessage): Promise<HttpResponse> => {
    const { url, allowPrivate } = target;
    try {
      const response = await exchange(pools.pool(url.origin, { allowPrivate }), {
        method: message.method,
        path: (message.pathname ?? url.pathname) + url.search,
        headers: message.headers,
        body: message.body,
        timeoutMs: request.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs,
        maxResponseBytes: options.maxResponseBytes ?? defaultMaxResponseBytes,
        ...(options.mayStart && { mayStart: options.mayStart }),
      });
      return scrubbed(response, secrets);
    } catch (error) {
      throw transportFailure(error, url.host, requestLine(request, url));
    }
  };
  return {
    secrets,
    async send(request, authHeaders, use) {
      let target = targetOf(request, policy);
      let message = await messageOf(request, secrets, use?.fillJson ?? false);
      message = { ...message, headers: { ...message.headers, ...authHeaders } };
      if (request.secretPath) message = { ...message, pathname: await secretPathname(target.url, request.secretPath, secrets) };
      let response = await once(target, request, message);
      for (let hops = 0; request.followRedirects && !request.secretPath && isRedirect(response) && hops < maxRedirects; hops += 1) {
        const next = redirectTarget(response.headers.location ?? '', target.url, policy);
        message = redirected(message, response.status, next.url.origin === target.url.origin);
        target = next;
        response = await once(target, request, message);
      }
      return response;
    },
  };
}

interface OutgoingMessage {
  readonly method: HttpRequest['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Instead of the URL's own, so that a secret path never becomes part of a URL that failures show. */
  readonly pathname?: string;
}

async function secretPathname(url: URL, reference: SecretRef, secrets: SecretScope): Promise<string> {
  const { end = '' } = await secrets.fill({ end: reference });
  return pathWithSecret(url.pathname, end);
}

async function messageOf(request: HttpRequest, secrets: SecretScope, fillJson: boolean): Promise<OutgoingMessage> {
  const headers = lowerCased(await secrets.fill(request.headers));
  const { method } = request;
  if (request.json !== undefined) {
    const json: Json = fillJson ? await secrets.fillJson(request.json) : request.json;
    return { method, body: stringifyJson(json), headers: { 'content-type': 'application/json', ...headers } };
  }
  if (request.form !== undefined) {
    const body = new URLSearchParams(await secrets.fill(request.form)).toString();
    return { method, body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } };
  }
  return { method, body: request.text ?? null, headers };
}

const lowerCased = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const isRedirect = ({ status, headers }: HttpResponse): boolean =>
  [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;

/** 307 and 308 repeat the request; the others turn a write into a read. Another origin gets no credentials and no body. */
function redirected(message: OutgoingMessage, status: number, sameOrigin: boolean): OutgoingMessage {
  const keepsMethod = status === 307 || status === 308 || message.method === 'GET';
  if (keepsMethod && !sameOrigin && message.body !== null) {
    throw new ConnectorFailure({
      class: 'config',
      code: 'HTTP_REDIRECT_REFUSED',
      message: 'The remote side asked to repeat the request at another address. It was not repeated, and nothing was done.',
      remedy: 'Enter the new address as the base address of the connection.',
    });
  }
  const headers = sameOrigin ? message.headers : publicHeaders(message.headers);
  if (keepsMethod) return { ...message, headers };
  const { 'content-type': _type, ...rest } = headers;
  return { method: 'GET', headers: rest, body: null };
}

/** Connector headers may carry keys of any name, so only plainly harmless ones go to another origin. */
function publicHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const harmless = ['accept', 'accept-language', 'user-agent'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.includes(name.toLowerCase())));
}

/** A remote that echoes credentials in its answer must not carry them into run data. */
function scrubbed(response: HttpResponse, secrets: SecretScope): HttpResponse {
  const body = secrets.scrub(response.body);
  return body === response.body ? response : { ...response, body };
}
