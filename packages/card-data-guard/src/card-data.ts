import { Decimal, setOwn, type Json, type JsonArray, type JsonObject } from '@penstock/kernel';
import { scanText } from './scan-text';
import type { CardDataKind, CardDataSpan } from './span';

/** That there was card data and where; never the data. */
export interface CardDataHit {
  /** Dotted path of the value, e.g. `payment.cards[0].number`; empty for the value as a whole. */
  readonly path: string;
  readonly kind: CardDataKind;
}

/** Looks through every value and every name. */
export function findCardData(value: Json): readonly CardDataHit[] {
  const hits: CardDataHit[] = [];
  walk(value, { path: '', key: undefined }, hits);
  return hits;
}

/** Looks through a raw body, of whatever format, without parsing it. Cheap where there is nothing to find. */
export function findCardDataInText(text: string): readonly CardDataSpan[] {
  return scanText(text);
}

/** The same value with words in place of card data. What it returns never holds card data. */
export function redactCardData(value: Json): Json {
  return redact(value, undefined);
}

export function redactCardDataInText(text: string): string {
  return redactText(text, undefined);
}

/** Taking one thing out can bring another to light in what stood around it; more rounds than this are an attempt. */
const mostRounds = 5;

function redactText(text: string, key: string | undefined): string {
  let redacted = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const spans = scanText(redacted, key);
    if (spans.length === 0) return redacted;
    redacted = redactSpans(redacted, spans);
  }
  return '[card data removed]';
}

interface Place {
  readonly path: string;
  readonly key: string | undefined;
}

function walk(value: Json, place: Place, hits: CardDataHit[]): void {
  if (value === null || typeof value === 'boolean') return;
  if (Array.isArray(value)) {
    (value as JsonArray).forEach((item, index) =>
      walk(item, { path: `${place.path}[${index}]`, key: place.key }, hits),
    );
  } else if (typeof value === 'object' && !(value instanceof Decimal)) {
    for (const [key, member] of Object.entries(value as JsonObject)) walkMember(key, { member, place }, hits);
  } else {
    for (const { kind } of scanText(textOf(value), place.key)) hits.push({ path: place.path, kind });
  }
}

function walkMember(key: string, { member, place }: { member: Json; place: Place }, hits: CardDataHit[]): void {
  const inKey = scanText(key);
  const name = redactSpans(key, inKey);
  const path = place.path === '' ? name : `${place.path}.${name}`;
  for (const { kind } of inKey) hits.push({ path, kind });
  walk(member, { path, key }, hits);
}

function redact(value: Json, key: string | undefined): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return (value as JsonArray).map((item) => redact(item, key));
  if (typeof value === 'object' && !(value instanceof Decimal)) return redactMembers(value as JsonObject);
  const text = textOf(value);
  const redacted = redactText(text, key);
  return redacted === text ? value : redacted;
}

function redactMembers(object: JsonObject): JsonObject {
  const redacted: Record<string, Json> = {};
  for (const [key, member] of Object.entries(object)) setOwn(redacted, redactCardDataInText(key), redact(member, key));
  return redacted;
}

const textOf = (value: string | number | Decimal): string => (typeof value === 'string' ? value : String(value));

const words: Readonly<Record<CardDataKind, string>> = {
  'card-number': '[card number removed]',
  'security-code': '[security code removed]',
  track: '[card track removed]',
};

function redactSpans(text: string, spans: readonly CardDataSpan[]): string {
  let redacted = '';
  let end = 0;
  for (const span of spans) {
    redacted += text.slice(end, span.start) + words[span.kind];
    end = span.end;
  }
  return spans.length === 0 ? text : redacted + text.slice(end);
}
