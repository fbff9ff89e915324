import { prefixesOf, type FieldFacts } from './field-facts';

/** What of a schema can have changed so that a flow that worked does not work any more. */
export type SchemaChange =
  | { readonly kind: 'removed'; readonly path: string; readonly before: string }
  /** It may be missing or empty now. */
  | { readonly kind: 'optional'; readonly path: string }
  | { readonly kind: 'type'; readonly path: string; readonly before: string; readonly now: string }
  /** Values that did not come before. */
  | { readonly kind: 'values'; readonly path: string; readonly values: readonly string[] }
  /** Of what a step takes: it must be given now. */
  | { readonly kind: 'required'; readonly path: string };

/** `read`: what a flow gets from it; `written`: what a step of a flow gives it. */
export type SchemaSide = 'read' | 'written';

interface Compared {
  readonly before: readonly FieldFacts[];
  readonly now: readonly FieldFacts[];
  readonly side: SchemaSide;
}

/**
 * The changes that can break something, fields that are gone with everything below them as one. New fields, fields that
 * became certain, and more that is known of a field are harmless, and so no change.
 */
export function schemaChanges({ before, now, side }: Compared): readonly SchemaChange[] {
  const [old, current] = [byPath(before), byPath(now)];
  const changed = before.flatMap((field) => {
    const other = current.get(field.path);
    if (other) return changesOf(field, other, side);
    const isBelowGone = prefixesOf(field.path).some((path) => old.has(path) && !current.has(path));
    return isBelowGone ? [] : [{ kind: 'removed' as const, path: field.path, before: field.type }];
  });
  const added = side === 'written' ? now.filter(({ path, required }) => required && !old.has(path) && isReached(path, current)) : [];
  return [...changed, ...added.map(({ path }) => ({ kind: 'required' as const, path }))];
}

function changesOf(before: FieldFacts, now: FieldFacts, side: SchemaSide): readonly SchemaChange[] {
  const { path } = now;
  const changes: SchemaChange[] = [];
  if (isOtherType(before.type, now.type, side)) changes.push({ kind: 'type', path, before: before.type, now: now.type });
  if (side === 'written') return now.required && !before.required ? [...changes, { kind: 'required', path }] : changes;
  if (isCertain(before) && !isCertain(now)) changes.push({ kind: 'optional', path });
  const values = before.choices && now.choices ? now.choices.filter((value) => !before.choices?.includes(value)) : [];
  return values.length > 0 ? [...changes, { kind: 'values', path, values }] : changes;
}

/** A whole number is a number; whoever takes numbers takes whole ones. */
function isOtherType(before: string, now: string, side: SchemaSide): boolean {
  if (before === now || before === 'any' || now === 'any') return false;
  const [narrow, wide] = side === 'read' ? [now, before] : [before, now];
  return !(narrow === 'integer' && wide === 'number');
}

const isCertain = ({ required, nullable }: FieldFacts): boolean => required && !nullable;

/** A field that must be given only where its optional object is given asks nothing of those who leave the object out. */
const isReached = (path: string, fields: ReadonlyMap<string, FieldFacts>): boolean =>
  prefixesOf(path).every((parent) => fields.get(parent)?.required ?? true);

export const byPath = (fields: readonly FieldFacts[]): ReadonlyMap<string, FieldFacts> => new Map(fields.map((field) => [field.path, field]));
