import { stringifyJson, type Json, type Random } from '@penstock/kernel';

/** One answer of a remote that has gone mad. `cut`: the connection ends before it is complete. */
export interface StrangeAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly cut: boolean;
}

const statuses = [200, 200, 200, 200, 201, 202, 204, 301, 303, 307, 400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 599];
const contentTypes = ['application/json', 'application/json; charset=utf-8', 'text/html', 'text/plain', 'application/xml', 'application/octet-stream'];

/** An answer in the shape of `sample`, spoiled in one of the ways seen in the field. The same dice give the same answer. */
export function strangeAnswer(random: Random, sample: Json): StrangeAnswer {
  const status = pick(random, statuses);
  const body = [204, 304].includes(status) ? '' : pick(random, bodies)(random, sample);
  return { status, body, contentType: pick(random, contentTypes), cut: random.next() < 0.02 };
}

type Spoiler = (random: Random, sample: Json) => string;

const bodies: readonly Spoiler[] = [
  (_random, sample) => stringifyJson(sample),
  (random, sample) => stringifyJson(mutated(random, sample)),
  (random, sample) => stringifyJson(mutated(random, mutated(random, mutated(random, sample)))),
  (random, sample) => truncated(random, stringifyJson(sample)),
  (random, sample) => `${stringifyJson(sample)}${truncated(random, stringifyJson(sample))}`,
  (random, sample) => stringifyJson([sample, mutated(random, sample)]),
  (_random, sample) => `\uFEFF${stringifyJson(sample)}`,
  () => '',
  () => 'null',
  () => '[]',
  () => '{}',
  () => '"OK"',
  () => '<!DOCTYPE html><html><body>Maintenance</body></html>',
  () => '<?xml version="1.0"?><Error><Message>boom</Message></Error>',
  () => `${'['.repeat(5_000)}`,
  () => `{"__proto__":{"polluted":true},"constructor":1,"toString":null}`,
  () => '{"a":1e999,"b":-0,"c":123456789012345678901234567890.12}',
  (random) => noise(random),
];

const strangeValues: readonly Json[] = [null, true, 0, -1, 1e21, '', ' ', '\u0000', 'NaN', '١٢٣', '2026-02-30', [], {}, [[]], [null], { value: null }, 'x'.repeat(5_000)];

/** Exactly one place is another: a value replaced, a member left out, an element doubled. */
function mutated(random: Random, value: Json): Json {
  if (Array.isArray(value) && value.length > 0 && random.next() < 0.8) return mutatedList(random, value as readonly Json[]);
  if (isPlain(value) && random.next() < 0.9) return mutatedObject(random, value);
  return pick(random, strangeValues);
}

function mutatedList(random: Random, list: readonly Json[]): Json {
  const at = Math.floor(random.next() * list.length);
  if (random.next() < 0.2) return list.filter((_item, index) => index !== at);
  if (random.next() < 0.2) return [...list, list[at] as Json];
  return list.map((item, index) => (index === at ? mutated(random, item) : item));
}

function mutatedObject(random: Random, object: { readonly [key: string]: Json }): Json {
  const names = Object.keys(object);
  if (names.length === 0) return pick(random, strangeValues);
  const chosen = pick(random, names);
  const rest = Object.entries(object).filter(([name]) => name !== chosen);
  return random.next() < 0.2 ? Object.fromEntries(rest) : { ...object, [chosen]: mutated(random, object[chosen] ?? null) };
}

const isPlain = (value: Json): value is { readonly [key: string]: Json } => Object.prototype.toString.call(value) === '[object Object]';

const truncated = (random: Random, text: string): string => text.slice(0, Math.floor(random.next() * text.length));

const noise = (random: Random): string =>
  Array.from({ length: 1 + Math.floor(random.next() * 200) }, () => String.fromCharCode(Math.floor(random.next() * 0xd7ff))).join('');

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[Math.floor(random.next() * items.length)] as Item;
