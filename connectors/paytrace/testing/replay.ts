import type { HttpClient, HttpRequest } from '@penstock/connector-sdk';
import { testConnector, type ConnectorBench } from '@penstock/connector-sdk/testing';
import { manualClock, stringifyJson, type Json } from '@penstock/kernel';
import { paytrace } from '../index';

export interface ReplayAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is, everything else as JSON. */
  readonly body: unknown;
}

export interface Replay {
  readonly bench: ConnectorBench;
  /** What the connector sent, oldest first. */
  readonly asked: HttpRequest[];
}

/** The connector against one answer that is given to every request. */
export function replay({ status = 200, headers = {}, body }: ReplayAnswer, settings: object = {}): Replay {
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    send(request) {
      asked.push(request);
      return Promise.resolve({ status, headers, body: typeof body === 'string' ? body : stringifyJson(body as Json) });
    },
  };
  const entered = { username: 'username', integratorId: 'uniqueintegrator', ...settings };
  return { asked, bench: testConnector(paytrace, { http, settings: entered, clock: manualClock(Date.UTC(2026, 4, 4)) }) };
}

/** What goes over the wire, as plain JSON. */
export const wire = (request: HttpRequest | undefined): unknown => JSON.parse(stringifyJson(request?.json ?? null)) as unknown;
