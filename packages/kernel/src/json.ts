import type { Decimal } from './decimal';

/**
 * JSON as it came over the wire. A number that a JS number cannot carry without changing its text
 * (`1.00`, `12345678901234567890.10`) is a `Decimal`; every other number is a JS number.
 */
export type Json = null | boolean | number | string | Decimal | JsonArray | JsonObject;
export type JsonArray = readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}
