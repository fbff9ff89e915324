import { Decimal, setOwn, type Json, type JsonObject } from '@penstock/kernel';

/** What stands for a card once, in requests to a gateway: of no use to a reader, and not for the eyes of one. */
const names: ReadonlySet<string> = new Set(['hpf_token', 'enc_key']);
const MASK = '[one-time token removed]';

/** The same value with words in place of one-time tokens, wherever they stand; `name` is the value's own, if it has one. */
export function maskOneTimeTokens(value: Json, name = ''): Json {
  if (names.has(name)) return value === null ? null : MASK;
  if (Array.isArray(value)) return value.map((item: Json) => maskOneTimeTokens(item));
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return value;
  const masked: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value as JsonObject)) setOwn(masked, key, maskOneTimeTokens(member, key));
  return masked;
}
