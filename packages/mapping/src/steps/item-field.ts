import { z } from 'zod';
import { compilePath } from '../condition';
import { isObject, type Value } from '../values';

/** Path of a field inside each item of a list; absent: the item itself. */
export const fieldArg = z.string().min(1).max(200).optional();

/** @throws CompileFailure when the path cannot be read. */
export function fieldOf(field: string | undefined): (item: Value) => Value {
  if (field === undefined) return (item) => item;
  const get = compilePath(field);
  return (item) => (isObject(item) ? get(item) : undefined);
}
