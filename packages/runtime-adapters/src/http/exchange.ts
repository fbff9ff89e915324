import type { HttpResponse } from '@penstock/connector-sdk';
import { PenstockError } from '@penstock/kernel';
import type { Dispatcher } from 'undici';

export interface ExchangeRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Asked in the tick in which the request is handed to a socket; false: it is not sent. */
  mayStart?(): boolean;
}

/** `fenced`: this process may be about to lose its lease, so it sends nothing. */
export type TransportProblem = 'fenced' | 'failed' | 'timed-out' | 'response-too-large';

/** An exchange without a complete answer. `sent` is false only when no byte of the request can have left. */
export class TransportError extends PenstockError<'TRANSPORT_FAILED'> {
  constructor(
    readonly problem: TransportProblem,
    readonly sent: boolean,
    options?: { readonly cause?: unknown },
  ) {
    super('TRANSPORT_FAILED', `exchange ${problem} ${sent ? 'after' : 'before'} sending`, options);
  }
}

/**
 * One request on one connection of the pool. `Dispatcher.dispatch` is used because it tells the moment at which the
 * request is handed to a socket: everything before it (queue, DNS, TCP, TLS) is certainly not sent.
 */
export function exchange(dispatcher: Dispatcher, request: ExchangeRequest): Promise<HttpResponse> {
  const { method, path, headers, body, timeoutMs, maxResponseBytes } = request;
  return new Promise((resolve, reject) => {
    const collected = new ResponseCollector(maxResponseBytes);
    let controller: Dispatcher.DispatchController | undefined;
    let over = false;
    const fail = (problem: TransportProblem, cause?: unknown) => {
      if (over) return;
      over = true;
      clearTimeout(deadline);
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
        onResponseStart(_controller, status, responseHeaders) {
          collected.start(status, responseHeaders);
        },
        onResponseData(_controller, chunk) {
          if (!collected.add(chunk)) fail('response-too-large');
        },
        onResponseEnd() {
          if (over) return;
          over = true;
          clearTimeout(deadline);
          resolve(collected.response());
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
