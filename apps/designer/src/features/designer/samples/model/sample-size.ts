import { stringifyJson, type Json } from '@penstock/kernel';

/** A page with more in one text field stands still, and browsers keep five million characters for a whole site. */
export const mostSampleCharacters = 1_000_000;

/** How long a value is as text, where it is too long for a sample; else null. */
export function excessOf(value: Json): number | null {
  const { length } = stringifyJson(value);
  return length > mostSampleCharacters ? length : null;
}
