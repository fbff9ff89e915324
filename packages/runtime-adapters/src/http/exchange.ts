import type { FileContent, HttpResponse } from '@penstock/connector-sdk';
import type { Dispatcher } from 'undici';
import { OpenBody } from './open-body';
import { TransportError, type TransportProblem } from './transport-error';

export interface ExchangeRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  /** Of an answer that comes whole. */
  readonly maxResponseBytes: number;
  /** An answer of 2xx is handed on while it comes; `timeoutMs` is its longest silence then. */
  readonly isOpen?: boolean;
  /** Asked in the tick in which the request is handed to a socket; false: it is not sent. */
  mayStart?(): boolean;
}

/** `content` is set for an open exchange that was answered with 2xx; `body` then is empty. */
export interface Exchanged {
  readonly response: HttpResponse;
  readonly content?: FileContent;
}

/**
 * One request on one connection of the pool. `Dispatcher.dispatch` is used because it tells the moment at which the
 * request is handed to a socket: everything before it (queue, DNS, TCP, TLS) is certainly not sent.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<Exchanged> {
  const { method, path, headers, body, timeoutMs, maxResponseBytes } = request;
  return new Promise((resolve, reject) => {
    const collected = new ResponseCollector(maxResponseBytes);
    let controller: Dispatcher.DispatchController | undefined;
    let open: OpenBody | undefined;
    let over = false;
    const end = () => {
      if (over) return false;
      over = true;
      clearTimeout(deadline);
      return true;
    };
    const fail = (problem: TransportProblem, cause?: unknown) => {
      if (open) return open.fail(new TransportError(problem, true, { cause }));
      if (!end()) return;
      const error = new TransportError(problem, controller !== undefined, { cause });
      controller?.abort(error);
      reject(error);
    };
    const deadline = setTimeout(() => fail('timed-out'), timeoutMs);
    dispatcher.dispatch(
      { method, path, headers: { ...headers }, body },
      {
        onRequestStart(started) {
          // The deadline passed while it waited for a connection: undici writes nothing for an aborted request.
          if (over) return started.abort(new TransportError('timed-out', false));
          if (request.mayStart?.() === false) {
            fail('fenced');
            return started.abort(new TransportError('fenced', false));
          }
          controller = started;
        },
        onResponseStart(started, status, responseHeaders) {
          collected.start(status, responseHeaders);
          if (!request.isOpen || status < 200 || status > 299 || !end()) return;
          open = new OpenBody(started, timeoutMs);
          resolve({ response: collected.response(), content: open.content() });
        },
        onResponseData(_controller, chunk) {
          if (open) open.push(chunk);
          else if (!collected.add(chunk)) fail('response-too-large');
        },
        onResponseEnd() {
          if (open) open.push(null);
          else if (end()) resolve({ response: collected.response() });
        },
        onResponseError: (_controller, error) => fail('failed', error),
      },
    );
  });
}

class ResponseCollector {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private status = 0;
  private headers: Record<string, string> = {};

  constructor(private readonly maxBytes: number) {}

  start(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void {
    this.status = status;
    this.headers = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    );
  }

  /** False once the answer is larger than the client takes. */
  add(chunk: Buffer): boolean {
    this.size += chunk.length;
    if (this.size > this.maxBytes) return false;
    this.chunks.push(chunk);
    return true;
  }

  response(): HttpResponse {
    return { status: this.status, headers: this.headers, body: Buffer.concat(this.chunks).toString('utf8') };
  }
}
