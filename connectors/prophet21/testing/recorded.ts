import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpClient, HttpRequest, HttpResponse } from '@penstock/connector-sdk';
import { testConnector, type ConnectorBench } from '@penstock/connector-sdk/testing';
import { invariant, manualClock, parseJson, stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { prophet21 } from '../index';
import { noon } from './simulator-bench';

/** A request and its answer as public material recorded them; null where only one side is on record. */
export interface RecordedExchange {
  readonly request: { readonly method: string; readonly path: string; readonly body?: Json };
  readonly response: { readonly status: number | null; readonly body: Json };
}

const textOf = (name: string): string => readFileSync(join(__dirname, '..', 'fixtures', `${name}.json`), 'utf8');
export const recorded = (name: string): RecordedExchange => parseJson(textOf(name)) as unknown as RecordedExchange;
export const recordedFile = (name: string): JsonObject => parseJson(textOf(name)) as JsonObject;

/** The exchanges were recorded in company ACME, by its API user. */
export const recordedSettings = {
  baseUrl: 'https://play.p21server.com',
  uiServerUrl: 'https://play.p21server.com/uiserver0',
  username: 'api_user',
  companyId: 'ACME',
};

export interface Replay extends ConnectorBench {
  readonly asked: readonly HttpRequest[];
}

/** Answers each request by the first rule whose part of the address fits; what is left over is an empty list. */
export type ReplayRule = readonly [part: string, answer: Json | HttpResponse];

/** The connector against recorded answers. */
export function replay(rules: readonly ReplayRule[], settings: Readonly<Record<string, unknown>> = {}): Replay {
  const asked: HttpRequest[] = [];
  const http: HttpClient = {
    send(request) {
      asked.push(request);
      const rule = rules.find(([part]) => `${request.method} ${request.url}`.includes(part));
      return Promise.resolve(responseOf(rule?.[1] ?? { value: [] }));
    },
  };
  const bench = testConnector(prophet21, {
    http,
    settings: { ...recordedSettings, ...settings },
    clock: manualClock(noon),
  });
  return { ...bench, asked };
}

function responseOf(answer: Json | HttpResponse): HttpResponse {
  const given = answer as Partial<HttpResponse> | null;
  if (typeof given === 'object' && typeof given?.status === 'number' && typeof given.body === 'string') {
    return given as HttpResponse;
  }
  return { status: 200, headers: {}, body: stringifyJson(answer as Json) };
}

/** The one request to an address. */
export function sentTo({ asked }: Replay, part: string): HttpRequest {
  const found = asked.find(({ method, url }) => `${method} ${url}`.includes(part));
  invariant(found, `a request to ${part} was sent`);
  return found;
}

/** Addresses are compared by what they say, not by how they are escaped or in which order they say it. */
export function addressOf(url: string): { readonly path: string; readonly query: Readonly<Record<string, string>> } {
  const { pathname, searchParams } = new URL(
    url.replace('{uiserver}', recordedSettings.uiServerUrl),
    recordedSettings.baseUrl,
  );
  return { path: decodeURIComponent(pathname), query: Object.fromEntries(searchParams) };
}
