import type { Json } from '@penstock/kernel';
import { compareJson, type FieldDifference } from '@penstock/mapping';
import { asJson, isSame } from './difference-of';

/**
 * Where two settings differ, by dotted path. Lists of things with an id (cases, choices) are compared by that id, so that
 * an inserted case is one difference and not a change of all that follow; their order is a difference of its own.
 */
export function diffSettings(before: unknown, after: unknown): readonly FieldDifference[] {
  const [was, is] = aligned(asJson(before), asJson(after));
  return [...compareJson(was, is), ...orderDifferences(asJson(before), asJson(after), '')];
}

type Identified = Json & { readonly id: string };

const isIdentified = (value: Json): value is Identified => typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
const isPlain = (value: Json | undefined): value is Readonly<Record<string, Json>> => typeof value === 'object' && value !== null && !Array.isArray(value) && value.constructor === Object;

function identified(value: Json | undefined): readonly Identified[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items = value as readonly Json[];
  if (!items.every(isIdentified)) return undefined;
  return new Set(items.map(({ id }) => id)).size === items.length ? items : undefined;
}

type Sides = readonly [before: Json | undefined, after: Json | undefined];

/** Lists of identified things become records by id where both sides have them. */
function aligned(before: Json | undefined, after: Json | undefined): Sides {
  const [was, is] = [identified(before), identified(after)];
  if (was && is) return alignedRecords(byId(was), byId(is));
  if (isPlain(before) && isPlain(after)) return alignedRecords(before, after);
  return [before, after];
}

const byId = (items: readonly Identified[]): Readonly<Record<string, Json>> => Object.fromEntries(items.map((item) => [item.id, item]));

function alignedRecords(before: Readonly<Record<string, Json>>, after: Readonly<Record<string, Json>>): Sides {
  const pairs = new Map([...Object.keys(before), ...Object.keys(after)].map((name) => [name, aligned(before[name], after[name])]));
  const side = (own: Readonly<Record<string, Json>>, at: 0 | 1): Json => Object.fromEntries(Object.keys(own).map((name) => [name, pairs.get(name)?.[at] ?? null]));
  return [side(before, 0), side(after, 1)];
}

function orderDifferences(before: Json | undefined, after: Json | undefined, path: string): FieldDifference[] {
  const [was, is] = [identified(before), identified(after)];
  if (was && is) {
    const [old, now] = [was.map(({ id }) => id), is.map(({ id }) => id)];
    const [first, second] = [old.filter((id) => now.includes(id)), now.filter((id) => old.includes(id))];
    return isSame(first, second) ? [] : [{ path: `${path}.order`, before: first, after: second }];
  }
  if (!isPlain(before) || !isPlain(after)) return [];
  return Object.keys(before).flatMap((name) => orderDifferences(before[name], after[name], path === '' ? name : `${path}.${name}`));
}
