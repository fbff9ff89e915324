/** A request the generator refuses, with what to type instead. */
export class BadRequest extends Error {}

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export function requireId(value, what) {
  if (value !== undefined && KEBAB_CASE.test(value)) return value;
  throw new BadRequest(
    `${what} must be lower-case words joined by hyphens, e.g. "get-customer"; got ${value ?? 'nothing'}.`,
  );
}

export const pascalCase = (id) =>
  id
    .split('-')
    .map((word) => word[0].toUpperCase() + word.slice(1))
    .join('');

export const camelCase = (id) => pascalCase(id).replace(/^./, (first) => first.toLowerCase());

/** `get-customer` → `Get customer`. */
export function titleOf(id) {
  const words = id.replaceAll('-', ' ');
  return words[0].toUpperCase() + words.slice(1);
}
