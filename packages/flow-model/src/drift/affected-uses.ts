import type { KnownValues } from '@penstock/mapping';
import { prefixesOf, type FieldFacts } from './field-facts';
import { byPath, type SchemaChange } from './schema-changes';

/** Where a change is felt, as a link into the studio needs it. */
export interface UsePlace {
  readonly flowId: string;
  readonly flowName: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly ruleId?: string | undefined;
  /** The target field of the mapping. */
  readonly target?: string | undefined;
  /** Outside of mappings: which setting of the step it is. */
  readonly setting?: string | undefined;
}

/** What flows in use read and write of one schema. */
export interface SchemaUses {
  readonly reads: readonly { readonly path: string; readonly isTolerant: boolean; readonly known?: KnownValues; readonly place: UsePlace }[];
  readonly writes: readonly { readonly fields: readonly string[]; readonly place: UsePlace }[];
}

export interface StandingChange {
  readonly change: SchemaChange;
  /** Never empty. */
  readonly places: readonly UsePlace[];
}

/**
 * Whether a change, of this check or of a former one, still matters: the schema is still so, and a flow in use feels it.
 * @returns undefined when it does not: the schema went back, the flows were mended, or nothing uses the field.
 */
export function standingChange(change: SchemaChange, { now, uses }: { readonly now: readonly FieldFacts[]; readonly uses: SchemaUses }): StandingChange | undefined {
  const field = byPath(now).get(change.path);
  if (!isStillSo(change, field)) return undefined;
  if (change.kind === 'values') return withValues(change, uses);
  const places = change.kind === 'required' ? notWriting(change.path, uses) : [...reading(change, uses), ...writing(change, uses)];
  return places.length === 0 ? undefined : { change, places };
}

function isStillSo(change: SchemaChange, field: FieldFacts | undefined): boolean {
  if (change.kind === 'removed') return field === undefined;
  if (!field) return false;
  if (change.kind === 'type') return field.type !== change.before;
  if (change.kind === 'required') return field.required;
  return change.kind === 'values' || !field.required || field.nullable;
}

/** Whoever reads all of an object reads on when a field of it is gone; whoever reads below a field that is gone does not. */
function reading(change: SchemaChange, { reads }: SchemaUses): readonly UsePlace[] {
  const isFelt = (path: string): boolean => path === change.path || (change.kind !== 'type' && prefixesOf(path).includes(change.path));
  return reads.filter(({ path, isTolerant }) => isFelt(path) && !(change.kind === 'optional' && isTolerant)).map(({ place }) => place);
}

function writing(change: SchemaChange, { writes }: SchemaUses): readonly UsePlace[] {
  if (change.kind === 'optional') return [];
  const isFelt = (path: string): boolean => path === change.path || (change.kind === 'removed' && prefixesOf(path).includes(change.path));
  return writes.filter(({ fields }) => fields.some(isFelt)).map(({ place }) => ({ ...place, target: change.path }));
}

const notWriting = (path: string, { writes }: SchemaUses): readonly UsePlace[] =>
  writes.filter(({ fields }) => !fields.some((field) => field === path || prefixesOf(field).includes(path))).map(({ place }) => ({ ...place, target: path }));

/** Only what reads the field through a list of known values misses the new ones. */
function withValues(change: Extract<SchemaChange, { kind: 'values' }>, { reads }: SchemaUses): StandingChange | undefined {
  const missed = reads
    .filter(({ path }) => path === change.path)
    .flatMap(({ known, place }) => {
      const values = known ? change.values.filter((value) => !hasRow(known, value)) : [];
      return values.length > 0 ? [{ place, values }] : [];
    });
  const values = change.values.filter((value) => missed.some((each) => each.values.includes(value)));
  return missed.length === 0 ? undefined : { change: { ...change, values }, places: missed.map(({ place }) => place) };
}

/** Rows that are not known may be right. */
function hasRow({ values, ignoreCase }: KnownValues, value: string): boolean {
  const normal = (text: string): string => (ignoreCase ? text.trim().toLowerCase() : text);
  return values?.some((known) => normal(known) === normal(value)) ?? true;
}
