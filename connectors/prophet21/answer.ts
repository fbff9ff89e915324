import { Decimal, isJsonObject, parseJson, type Json, type JsonObject } from '@penstock/kernel';
import type { HttpResponse } from '@penstock/connector-sdk';
import { jsonOfXml, parseXml } from './xml';

/** Reading P21's answers: JSON where asked for, yet XML where a build ignores the Accept header, HTML from IIS, or nothing. */

/** The body as JSON, or undefined when it is none. */
export function jsonBody({ body }: HttpResponse): Json | undefined {
  try {
    return parseJson(body, { maxLength: MAX_ANSWER_LENGTH });
  } catch {
    return undefined;
  }
}

/** The body as JSON, also where P21 answers XML; undefined for a page, a torn answer, or nothing. */
export function structuredBody(response: HttpResponse): Json | undefined {
  const json = jsonBody(response);
  if (json !== undefined || !/^\s*</.test(response.body)) return json;
  const root = parseXml(response.body);
  return root && root.name.toLowerCase() !== 'html' ? jsonOfXml(root) : undefined;
}

/** P21 has no paging of its own; its web.config allows answers of 100 MB. */
const MAX_ANSWER_LENGTH = 100 * 1024 * 1024;

export { isJsonObject as isObject };

export const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

export const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** Text as it stands; numbers as digits; null and absent as the empty text. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value instanceof Decimal ? value.toString() : '';
}

/**
 * An id for comparing and handing on. The same customer is the number `100198` in `customer`, perhaps written
 * `100198.0`, and the text `"100198"` in `invoice_hdr`.
 */
export function idOf(value: Json | undefined): string {
  if (typeof value === 'number') return String(value);
  if (value instanceof Decimal) return value.normalized().toString();
  return textOf(value).trim();
}

/** An exact amount; absent and null count as zero, as P21's own sums do. */
export function amountOf(value: Json | undefined): Decimal {
  const parsed = Decimal.parse(textOf(value) || '0');
  return parsed.ok ? parsed.value : Decimal.zero;
}

/** P21 writes four decimals; two are what people read, unless there is more behind them. */
export function amountText(amount: Decimal): string {
  const normalized = amount.normalized();
  return normalized.scale < 2 ? normalized.round(2, 'half-up').toString() : normalized.toString();
}

/** SQL Server compares text without regard to case and trailing blanks, so a look-up must not be stricter. */
export const isSameText = (left: string, right: string): boolean =>
  left.trim().toLowerCase() === right.trim().toLowerCase();
