import { Decimal } from '@penstock/kernel';

/**
 * `read` with the exact decimals of `exact` in place of the floats that stand for them. Both come from the same answer;
 * numbers that a float holds exactly, e.g. counts, stay numbers.
 */
export function withExactNumbers<T>(read: T, exact: unknown): T {
  return restore(read, exact) as T;
}

function restore(read: unknown, exact: unknown): unknown {
  if (exact instanceof Decimal) return typeof read === 'number' ? exact : read;
  if (typeof read !== 'object' || read === null || typeof exact !== 'object' || exact === null) return read;
  if (Array.isArray(read)) return read.map((item: unknown, index) => restore(item, (exact as unknown[])[index]));
  return Object.fromEntries(
    Object.entries(read).map(([name, member]) => [
      name,
      Object.hasOwn(exact, name) ? restore(member, (exact as Record<string, unknown>)[name]) : member,
    ]),
  );
}
