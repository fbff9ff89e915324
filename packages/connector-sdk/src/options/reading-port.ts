import type { Clock } from '@penstock/kernel';
import { ConnectorFailure } from '../failure';
import type { HttpClient, HttpRequest } from '../http';
import type { OptionSource } from './option-source';

interface Bounds {
  readonly clock: Clock;
  /** Milliseconds for all requests of one question together. */
  readonly timeoutMs: number;
}

/**
 * The HTTP port of a connection, held to reading and to a time: for lists of choices, and for schemas. Somebody waits for
 * the answer, and the question must not be able to move anything, whoever wrote the source.
 */
export function readingPort(http: HttpClient, { queries = [] }: Pick<OptionSource, 'queries'>, { clock, timeoutMs }: Bounds): HttpClient {
  const endsAt = clock.monotonic() + timeoutMs;
  return {
    async send(request) {
      if (!isReading(request, queries)) throw new ConnectorFailure(wouldWrite(request));
      const left = Math.floor(endsAt - clock.monotonic());
      if (left <= 0) throw new ConnectorFailure(optionsTooSlow);
      return http.send({ ...request, timeoutMs: Math.min(request.timeoutMs ?? left, left) });
    },
  };
}

const isReading = ({ method, url }: HttpRequest, queries: readonly string[]): boolean =>
  method === 'GET' || (method === 'POST' && queries.includes(url));

const wouldWrite = ({ method }: HttpRequest) =>
  ({
    class: 'config',
    code: 'OPTIONS_MUST_READ',
    message: `The connector tried to send a ${method} to the other system where it may only read. It was stopped before it left, so nothing was done there.`,
    remedy: 'Report this: the connector is at fault. Until it is mended, type the value by hand.',
  }) as const;

export const optionsTooSlow = {
  class: 'transient',
  code: 'OPTIONS_TOO_SLOW',
  message: 'The other system took too long to answer. Nothing was changed there.',
  remedy: 'Search for a part of the name or number, or type the value by hand.',
} as const;
