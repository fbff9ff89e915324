import { Decimal, type Json, type JsonObject } from '@penstock/kernel';
import type { JsonSchema } from '@penstock/mapping';

export interface NamedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

export const isRecord = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal);

export const recordOf = (value: Json | undefined): JsonObject => (isRecord(value) ? value : {});

export const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** References as older drafts and OpenAPI write them, into `$defs`, as the checker follows them. */
export function relinked(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(relinked);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace(/^#\/(?:components\/schemas|definitions)\//, '#/$defs/')
        : relinked(member),
    ]),
  );
}
