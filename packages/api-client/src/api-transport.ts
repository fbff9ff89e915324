import { parseJson } from '@penstock/kernel';
import { ApiUnreachable, problemFrom } from './api-problem';
import { withExactNumbers } from './exact-numbers';

export interface ApiClientOptions {
  /** Where `/api/v1` lives: `''` for the same origin, else e.g. `http://127.0.0.1:4000`. */
  readonly baseUrl: string;
  /** Sent with every request, e.g. `{ authorization: 'Bearer …' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Called when a request other than signing in is answered with 401. */
  readonly onUnauthorized?: () => void;
}

/** Anything that can read an answer; a schema of contracts can. */
export interface AnswerReader<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false };
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v1`, e.g. `/flows`. */
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  /** Makes a repeated create harmless. */
  readonly idempotencyKey?: string;
  /** Sent even while the page that asks is closed. */
  readonly outlivesPage?: boolean;
}

/** The part of a request that makes repeating it harmless, when a key was given. */
export const keyed = (idempotencyKey: string | undefined): Pick<ApiRequest, 'idempotencyKey'> =>
  idempotencyKey === undefined ? {} : { idempotencyKey };

/** Sends requests and reads answers; knows the address, the headers and the session's csrf token. */
export class ApiTransport {
  #csrfToken: string | undefined;

  constructor(private readonly options: ApiClientOptions) {}

  rememberCsrfToken(token: string | undefined): void {
    this.#csrfToken = token;
  }

  urlOf(path: string, query: Query = {}): string {
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
    );
    const search = pairs.length > 0 ? `?${new URLSearchParams(pairs).toString()}` : '';
    return `${this.options.baseUrl}/api/v1${path}${search}`;
  }

  /** @throws ApiProblem when refused, ApiUnreachable when there was no readable answer. */
  async read<T>(request: ApiRequest, reader: AnswerReader<T>): Promise<T> {
    const response = await this.send(request);
    return parsed(request, reader, await response.json().catch(() => undefined));
  }

  /**
   * As `read`, for answers with recorded values in them: their decimals come with every digit, as `Decimal`.
   * @throws ApiProblem when refused, ApiUnreachable when there was no readable answer.
   */
  async readExact<T>(request: ApiRequest, reader: AnswerReader<T>): Promise<T> {
    const text = await (await this.send(request)).text();
    return withExactNumbers(parsed(request, reader, jsonOf(text)), parseJson(text));
  }

  /** Sends and expects nothing back but success. */
  async send(request: ApiRequest): Promise<Response> {
    const response = await this.exchange(request);
    if (response.ok) return response;
    const problem = await problemFrom(response);
    if (response.status === 401 && request.path !== '/session') this.options.onUnauthorized?.();
    throw problem;
  }

  private async exchange(request: ApiRequest): Promise<Response> {
    try {
      return await fetch(this.urlOf(request.path, request.query), {
        method: request.method,
        headers: this.headersFor(request),
        credentials: 'same-origin',
        ...(request.outlivesPage === true && { keepalive: true }),
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      });
    } catch (cause) {
      throw new ApiUnreachable(
        'API_UNREACHABLE',
        'The server cannot be reached. Runs go on without this page; it tries again by itself.',
        { cause },
      );
    }
  }

  private headersFor({ method, body, idempotencyKey }: ApiRequest): Record<string, string> {
    const writes = method !== 'GET';
    return {
      accept: 'application/json, application/problem+json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(writes && this.#csrfToken !== undefined && { 'x-csrf-token': this.#csrfToken }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...this.options.headers,
    };
  }
}

function parsed<T>({ method, path }: ApiRequest, reader: AnswerReader<T>, body: unknown): T {
  const answer = reader.safeParse(body);
  if (answer.success) return answer.data;
  throw new ApiUnreachable(
    'API_ANSWER_UNREADABLE',
    `The answer to ${method} ${path} is not in the expected form. Reload the page: it may be older than the server.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
