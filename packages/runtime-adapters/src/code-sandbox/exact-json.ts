import { Decimal, parseJson, setOwn, stringifyJson, type Json } from '@penstock/kernel';
import { brokenResult } from './sandbox-failures';

/** Numbers that a JavaScript number may not hold exactly travel as `{ "$decimal": "19.90" }`. */
export const toSandboxText = (value: Json): string => stringifyJson(mapped(value, marked));

/** @throws ConnectorFailure when the text is no JSON or holds something that only looks like a decimal. */
export function fromSandboxText(text: string): Json {
  try {
    return mapped(parseJson(text), unmarked);
  } catch (cause) {
    throw brokenResult(cause);
  }
}

function mapped(value: Json, change: (value: Json) => Json): Json {
  const changed = change(value);
  if (changed !== value || changed === null || typeof changed !== 'object' || changed instanceof Decimal) return changed;
  if (Array.isArray(changed)) return changed.map((item: Json) => mapped(item, change));
  const members: Record<string, Json> = {};
  for (const [name, member] of Object.entries(changed)) if (member !== undefined) setOwn(members, name, mapped(member as Json, change));
  return members;
}

function marked(value: Json): Json {
  if (value instanceof Decimal) return { $decimal: value.toString() };
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return { $decimal: Decimal.from(value).toString() };
}

function unmarked(value: Json): Json {
  if (value === null || typeof value !== 'object' || !('$decimal' in value)) return value;
  const { $decimal, ...others } = value as { readonly $decimal: Json };
  return typeof $decimal === 'string' && Object.keys(others).length === 0 ? Decimal.from($decimal) : value;
}
