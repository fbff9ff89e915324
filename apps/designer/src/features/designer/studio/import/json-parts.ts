import { isJsonObject, type Json, type JsonObject } from '@penstock/kernel';
import type { JsonSchema } from '@penstock/mapping';

export interface NamedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

export const recordOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

export const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : [];

/** References as older drafts and OpenAPI write them, into `$defs`, as the checker follows them. */
export function relinked(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(relinked);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace(/^#\/(?:components\/schemas|definitions)\//, '#/$defs/')
        : relinked(member),
    ]),
  );
}
