import { Decimal, isJsonObject, parseJson, type Json, type JsonObject } from '@penstock/kernel';

/** The body of a delivery as a JSON object, with exact digits; undefined when it is anything else. */
export function objectOfBody(body: string): JsonObject | undefined {
  try {
    const value = parseJson(body);
    return isJsonObject(value) ? value : undefined;
  } catch {
    // Not JSON: no object either. The caller tells the sender.
    return undefined;
  }
}

/** A text or a number as text; everything else is no name of anything. */
export const plainText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || value instanceof Decimal ? value.toString() : '';
