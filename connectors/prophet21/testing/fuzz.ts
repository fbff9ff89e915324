import type { HttpResponse } from '@penstock/connector-sdk';
import { Decimal, stringifyJson, type Json, type JsonObject, type Random } from '@penstock/kernel';

/** Answers that a middleware, a proxy before it or a broken disk could send: recorded ones, damaged in one of many ways. */
const pick = <Item>(random: Random, list: readonly Item[]): Item =>
  list[Math.floor(random.next() * list.length)] as Item;

const statuses = [
  200, 200, 200, 200, 200, 201, 202, 204, 301, 307, 400, 401, 403, 404, 405, 408, 409, 413, 422, 429, 500, 500, 500,
  502, 503, 504, 599,
];

const oddValues: readonly Json[] = [
  null,
  '',
  ' ',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  [null],
  'Y',
  'N',
  'Passed',
  'Failed',
  '2',
  '\u0000',
  '🧾'.repeat(30),
  'x'.repeat(5_000),
  '9'.repeat(400),
  Decimal.from('0.0000000001'),
  { Status: 'Failed' },
  [{ Result: null }],
];

const pages = [
  '',
  ' ',
  'null',
  'true',
  '0',
  '"text"',
  '{',
  '[1,',
  '<html><head><title>502</title></head><body>Bad Gateway</body></html>',
  '<!DOCTYPE html><p>Maintenance',
  '<TransactionSetResult><Summary><Succeeded>1</Succeeded></Summary></TransactionSetResult>',
  '<a><b></a>',
  '\uFEFF{}',
  'Service Unavailable',
  `${'['.repeat(20_000)}`,
  `{"value":${'{"a":'.repeat(5_000)}`,
];

export function fuzzedResponse(random: Random, corpus: readonly Json[]): HttpResponse {
  const headers = random.next() < 0.05 ? { 'retry-after': pick(random, ['7', '', 'soon', '-1', '1e9']) } : {};
  return { status: pick(random, statuses), headers, body: fuzzedBody(random, corpus) };
}

function fuzzedBody(random: Random, corpus: readonly Json[]): string {
  const dice = random.next();
  if (dice < 0.12) return pick(random, pages);
  const text = stringifyJson(mutated(random, pick(random, corpus), 0));
  if (dice < 0.2) return text.slice(0, Math.floor(random.next() * text.length));
  return dice < 0.25 ? damaged(random, text) : text;
}

function damaged(random: Random, text: string): string {
  const at = Math.floor(random.next() * text.length);
  return text.slice(0, at) + pick(random, ['"', '}', ']', ',', '\\', '\u0007', '<']) + text.slice(at + 1);
}

/** Members are left out, doubled, renamed or replaced; the deeper, the likelier something is left as it is. */
export function mutated(random: Random, json: Json, depth: number): Json {
  if (random.next() < 0.06) return pick(random, oddValues);
  if (Array.isArray(json)) {
    const items = (json as readonly Json[]).map((item) => mutated(random, item, depth + 1));
    return random.next() < 0.1 ? [...items, ...items] : items.filter(() => random.next() > 0.05);
  }
  if (typeof json !== 'object' || json === null || json instanceof Decimal) return json;
  const members = Object.entries(json as JsonObject)
    .filter(() => random.next() > 0.04)
    .map(([name, value]): [string, Json] => [
      random.next() < 0.02 ? name.toLowerCase() : name,
      mutated(random, value, depth + 1),
    ]);
  return Object.fromEntries(members);
}
