import { Decimal } from './decimal';
import type { Json, JsonObject } from './json';

/** An object with members: no list, not null, and not a number that happens to be a `Decimal`. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal);
