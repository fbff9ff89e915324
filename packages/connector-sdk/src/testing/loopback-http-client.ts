import { stringifyJson } from '@penstock/kernel';
import type { ConnectionDefinition } from '../definition';
import { credentialText, pathWithSecret } from '../credential-text';
import { ConnectorFailure } from '../failure';
import { authOf, type HttpClient, type HttpRequest, type HttpResponse, type SecretRef } from '../http';
import { notSignedIn, tokenAnswerFailure } from '../sign-in-failure';

export interface LoopbackOptions {
  readonly connection: Pick<ConnectionDefinition<unknown>, 'baseUrl' | 'auth'>;
  readonly settings: unknown;
  readonly secrets: Readonly<Record<string, string>>;
}

/** The HTTP port for tests of connectors: it talks to simulators on this machine only and has none of the guards. */
export interface LoopbackHttpClient extends HttpClient {
  /** Every request that left, token requests included. */
  readonly sent: readonly SentRequest[];
}

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Codes of a connection that never came about: nothing was sent. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT']);

export function createLoopbackHttpClient(options: LoopbackOptions): LoopbackHttpClient {
  const auth = authOf(options.connection.auth, options.settings);
  const sent: SentRequest[] = [];
  let token: string | undefined;

  const send = (request: HttpRequest, extra: Readonly<Record<string, string | SecretRef>>) =>
    exchange(request, { ...options, extra, sent });
  const signIn = async (): Promise<string> => {
    if (auth.kind !== 'token') return '';
    try {
      token ??= auth.parse(tokenAnswerFailure(await send(auth.request(options.settings), {}))).token;
      return token;
    } catch (error) {
      throw notSignedIn(error);
    }
  };
  return {
    sent,
    async send(request) {
      if (request.auth === 'none' || auth.kind === 'none') return send(request, {});
      if (auth.kind === 'headers') return send(request, auth.headers(options.settings));
      const header = auth.header(await signIn());
      const response = await send(request, { [header.name]: header.value });
      if (!auth.isTokenRefused(response)) return response;
      token = undefined;
      const renewed = auth.header(await signIn());
      return send(request, { [renewed.name]: renewed.value });
    },
  };
}

interface ExchangeOptions extends LoopbackOptions {
  readonly extra: Readonly<Record<string, string | SecretRef>>;
  readonly sent: SentRequest[];
}

async function exchange(request: HttpRequest, options: ExchangeOptions): Promise<HttpResponse> {
  const url = targetOf(request.url, new URL(options.connection.baseUrl(options.settings)));
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.append(name, value);
  if (request.secretPath) url.pathname = pathWithSecret(url.pathname, textOf(request.secretPath, options.secrets));
  const body = bodyOf(request, options.secrets);
  const headers = { ...body.headers, ...filled(request.headers, options.secrets), ...filled(options.extra, options.secrets) };
  options.sent.push({ method: request.method, path: url.pathname + url.search, headers, body: body.text ?? '' });
  try {
    const response = await fetch(url, {
      method: request.method,
      headers,
      redirect: request.followRedirects ? 'follow' : 'manual',
      signal: AbortSignal.timeout(request.timeoutMs ?? 30_000),
      ...(body.text !== undefined && { body: body.text }),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: scrubbed(await response.text(), options.secrets) };
  } catch (error) {
    throw lost(error);
  }
}

/** A path lies under the base address, whatever slash it begins with. */
const targetOf = (url: string, base: URL): URL =>
  /^[a-z][a-z0-9+.-]*:/i.test(url) ? new URL(url) : new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}/${url.replace(/^\//, '')}`);

/** As the client of the platform: what a remote echoes of the credentials never reaches a connector. */
const scrubbed = (body: string, secrets: Readonly<Record<string, string>>): string =>
  Object.values(secrets).reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '[redacted]')), body);

function bodyOf(request: HttpRequest, secrets: Readonly<Record<string, string>>): { text?: string; headers: Record<string, string> } {
  if (request.json !== undefined) {
    const text = stringifyJson(request.json).replace(/\{"\$secret":"([^"]+)"\}/g, (_match, name: string) => JSON.stringify(secrets[name]));
    return { text, headers: { 'content-type': 'application/json' } };
  }
  if (request.form !== undefined) {
    const text = new URLSearchParams(filled(request.form, secrets)).toString();
    return { text, headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  }
  return { ...(request.text !== undefined && { text: request.text }), headers: {} };
}

function filled(
  values: Readonly<Record<string, string | SecretRef>> | undefined,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(values ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : textOf(value, secrets)]),
  );
}

const textOf = (reference: SecretRef, secrets: Readonly<Record<string, string>>): string => credentialText(reference, secrets[reference.$secret] ?? '');

function lost(error: unknown): ConnectorFailure {
  const cause = error instanceof Error ? (error.cause as { readonly code?: string } | undefined) : undefined;
  const notSent = beforeSending.has(cause?.code ?? '');
  return new ConnectorFailure(
    {
      class: notSent ? 'not-sent' : 'ambiguous',
      code: notSent ? 'HTTP_NOT_SENT' : 'HTTP_CONNECTION_LOST',
      message: notSent ? 'The simulator could not be reached.' : 'No complete answer came back from the simulator.',
    },
    { cause: error },
  );
}
