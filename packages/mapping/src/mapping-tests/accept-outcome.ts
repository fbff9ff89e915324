import { parseJson, prettyJson, setOwn, type Json, type JsonArray } from '@penstock/kernel';
import type { FieldDifference } from '../compare-json';
import { parsePath, type PathSegment } from '../field-path';
import { isList, isObject, type Value } from '../values';
import type { MappingTest } from './mapping-test';
import type { TestedOutcome } from './run-mapping-tests';

/** The expectation that an outcome meets; undefined for one that says nothing of the mapping. */
export function expectationOf(outcome: TestedOutcome): MappingTest['expect'] | undefined {
  if (outcome.kind === 'made') return { output: prettyJson(outcome.output) };
  if (outcome.kind === 'not-runnable') return undefined;
  return { refused: outcome.errors.map(({ path, code }) => ({ path, code })) };
}

/** The test with the new value of one field as what is expected; everything else is expected as before. */
export function acceptDifference(
  test: MappingTest,
  { path, after }: Pick<FieldDifference, 'path' | 'after'>,
): MappingTest {
  if (!('output' in test.expect)) return test;
  const segments = path === '' ? { ok: true as const, value: [] } : parsePath(path);
  if (!segments.ok) return test;
  const output = valueWith(parseJson(test.expect.output), segments.value, after);
  return output === undefined ? test : { ...test, expect: { output: prettyJson(output) } };
}

/** The value with another one at a place, or (undefined) without it; what is missing on the way is made. */
function valueWith(value: Value, [segment, ...rest]: readonly PathSegment[], next: Value): Value {
  if (segment === undefined) return next;
  return typeof segment === 'number'
    ? listWith(value, { index: segment, rest }, next)
    : objectWith(value, { name: segment, rest }, next);
}

function listWith(
  value: Value,
  { index, rest }: { readonly index: number; readonly rest: readonly PathSegment[] },
  next: Value,
): JsonArray {
  const list = isList(value) ? value : [];
  const at = Math.min(index, list.length);
  const inner = valueWith(list[at], rest, next);
  return [...list.slice(0, at), ...(inner === undefined ? [] : [inner]), ...list.slice(at + 1)];
}

function objectWith(
  value: Value,
  { name, rest }: { readonly name: string; readonly rest: readonly PathSegment[] },
  next: Value,
): Json {
  const members = new Map<string, Json>(isObject(value) ? (Object.entries(value) as [string, Json][]) : []);
  const inner = valueWith(members.get(name), rest, next);
  if (inner === undefined) members.delete(name);
  else members.set(name, inner);
  const object: Record<string, Json> = {};
  for (const [key, member] of members) setOwn(object, key, member);
  return object;
}
