import {
  authOf,
  ConnectorFailure,
  notSignedIn,
  pathWithSecret,
  tokenAnswerFailure,
  type ConnectionDefinition,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  type OpenedAnswer,
  type SecretRef,
  type TokenAuth,
} from '@penstock/connector-sdk';
import { stringifyJson, type Json } from '@penstock/kernel';
import { exchange, type Exchanged } from './exchange';
import { openContent } from './open-content';
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
  const auth = authOf(options.connection.auth, options.settings);
  if (auth.kind === 'token') return withToken(caller, createTokens(caller, auth, options), auth);
  const headers = async (request: HttpRequest) =>
    auth.kind === 'none' || request.auth === 'none' ? {} : caller.secrets.fill(auth.headers(options.settings));
  return {
    send: async (request) => caller.send(request, await headers(request)),
    open: async (request) => caller.open(request, await headers(request)),
  };
}

interface Caller {
  readonly secrets: SecretScope;
  send(request: HttpRequest, authHeaders: Readonly<Record<string, string>>, use?: { readonly fillJson: boolean }): Promise<HttpResponse>;
  open(request: HttpRequest, authHeaders: Readonly<Record<string, string>>): Promise<OpenedAnswer>;
}

/** Tokens of a connection, from the cache or from the remote side. */
export interface Tokens {
  /** @throws ConnectorFailure: nothing but the token request was sent. */
  current(): Promise<string>;
  /** The remote side refused it: the next one is a new one. */
  refuse(token: string): void;
}

/** For ports of other protocols whose sign-in is a token; undefined where the connection has none. */
export function createTokenSource(options: HttpClientOptions): Tokens | undefined {
  const auth = authOf(options.connection.auth, options.settings);
  return auth.kind === 'token' ? createTokens(createCaller(options), auth, options) : undefined;
}

function createTokens(caller: Caller, auth: TokenAuth<unknown>, { tokenCache, tokenKey, settings }: HttpClientOptions): Tokens {
  const fetchToken = async () => {
    const response = await caller.send(auth.request(settings), {}, { fillJson: true });
    return auth.parse(tokenAnswerFailure(response));
  };
  return {
    async current() {
      try {
        const value = await tokenCache.get(tokenKey, fetchToken);
        caller.secrets.keep(value);
        return value;
      } catch (error) {
        throw notSignedIn(error);
      }
    },
    refuse: (token) => tokenCache.refuse(tokenKey, token),
  };
}

function withToken(caller: Caller, tokens: Tokens, auth: TokenAuth<unknown>): HttpClient {
  /** @param call with the headers of a token; @param refused the answer if it refuses the token. */
  const signedIn = async <T>(call: (headers: Readonly<Record<string, string>>) => Promise<T>, refused: (answer: T) => HttpResponse | undefined): Promise<T> => {
    const attempt = async (token: string) => {
      const { name, value } = auth.header(token);
      return call({ [name]: value });
    };
    const first = await tokens.current();
    const answer = await attempt(first);
    const response = refused(answer);
    if (!response || !auth.isTokenRefused(response)) return answer;
    // Safe also for writes: a remote that refuses the token has not looked at the request. Once only.
    tokens.refuse(first);
    return attempt(await tokens.current());
  };
  return {
    async send(request) {
      if (request.auth === 'none') return caller.send(request, {});
      return signedIn((headers) => caller.send(request, headers), (response) => response);
    },
    async open(request) {
      if (request.auth === 'none') return caller.open(request, {});
      return signedIn((headers) => caller.open(request, headers), (opened) => (opened.kind === 'whole' ? opened.response : undefined));
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
  const once = async (target: Target, request: HttpRequest, message: OutgoingMessage): Promise<Exchanged> => {
    const { url, allowPrivate } = target;
    try {
      return await exchange(pools.pool(url.origin, { allowPrivate }), {
        method: message.method,
        path: (message.pathname ?? url.pathname) + url.search,
        headers: message.headers,
        body: message.body,
        timeoutMs: request.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs,
        maxResponseBytes: options.maxResponseBytes ?? defaultMaxResponseBytes,
        ...(options.mayStart && { mayStart: options.mayStart }),
        ...(message.isOpen && { isOpen: true }),
      });
    } catch (error) {
      throw transportFailure(error, url.host, requestLine(request, url));
    }
  };
  const prepared = async (request: HttpRequest, authHeaders: Readonly<Record<string, string>>, { fillJson = false, isOpen = false }): Promise<Prepared> => {
    const target = targetOf(request, policy);
    const message = await messageOf(request, secrets, fillJson);
    const pathname = request.secretPath && (await secretPathname(target.url, request.secretPath, secrets));
    return { target, message: { ...message, isOpen, headers: { ...message.headers, ...authHeaders }, ...(pathname !== undefined && { pathname }) } };
  };
  const follow = async (request: HttpRequest, first: Prepared): Promise<{ readonly target: Target; readonly exchanged: Exchanged }> => {
    let { target, message } = first;
    let exchanged = await once(target, request, message);
    for (let hops = 0; request.followRedirects && !request.secretPath && isRedirect(exchanged.response) && hops < maxRedirects; hops += 1) {
      const next = redirectTarget(exchanged.response.headers.location ?? '', target.url, policy);
      message = redirected(message, exchanged.response.status, next.url.origin === target.url.origin);
      target = next;
      exchanged = await once(target, request, message);
    }
    return { target, exchanged };
  };
  return {
    secrets,
    async send(request, authHeaders, use) {
      const { exchanged } = await follow(request, await prepared(request, authHeaders, use ?? {}));
      return scrubbed(exchanged.response, secrets);
    },
    async open(request, authHeaders) {
      const { target, exchanged } = await follow(request, await prepared(request, authHeaders, { isOpen: true }));
      const { response, content } = exchanged;
      if (!content) return { kind: 'whole', response: scrubbed(response, secrets) };
      const { status, headers } = response;
      return { kind: 'open', answer: { status, headers, content: openContent(content, { secrets, host: target.url.host, requestLine: requestLine(request, target.url) }) } };
    },
  };
}

interface Prepared {
  readonly target: Target;
  readonly message: OutgoingMessage;
}

interface OutgoingMessage {
  readonly method: HttpRequest['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** An answer of 2xx is handed on while it comes. */
  readonly isOpen?: boolean;
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
  return { method: 'GET', headers: rest, body: null, isOpen: message.isOpen ?? false };
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
