import type { Json } from './json';
import { stringifyJson } from './lossless-json';

const indent = '  ';

/** JSON for people to read and edit: two spaces per level, every digit of every number. */
export function prettyJson(value: Json, margin = ''): string {
  const members = membersOf(value);
  if (members === undefined || members.length === 0) return stringifyJson(value);
  const inner = `${margin}${indent}`;
  const lines = members.map(([name, member]) => `${inner}${name}${prettyJson(member, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${lines.join(',\n')}\n${margin}${close}`;
}

/** Undefined for what is written in one piece: exact decimals are objects of their own kind. */
function membersOf(value: Json): [string, Json][] | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => ['', item]);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  return Object.entries(value).map(([name, member]) => [`${JSON.stringify(name)}: `, member as Json]);
}
