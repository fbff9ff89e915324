import { oneTimeTokenNames } from '@penstock/connector-sdk';
import { isJsonObject, type Json, type JsonObject } from '@penstock/kernel';
import { formatPath, parsePath } from '@penstock/mapping';
import { parentOf, type FieldFacts } from './field-facts';

/**
 * What payloads looked like so far: counts and types, and short words of the fields that are asked for. Two of them add
 * up, so that a check only has to look at what came since the last one.
 */
export interface ObservedShape {
  /** Payloads looked at; those that are lists count by their items. */
  readonly objects: number;
  /** By path without positions; what holds a field stands before it. */
  readonly fields: readonly (readonly [path: string, field: ObservedField])[];
}

export interface ObservedField {
  /** Times it was there, null or not. */
  readonly seen: number;
  readonly nulls: number;
  /** Objects that stood here, in lists or by themselves: each of them could have had the fields below. */
  readonly objects: number;
  /** In the order of the alphabet. */
  readonly types: readonly string[];
  /** Words like `captured`, as long as there are few; null: too many, or no words. Empty unless they are asked for. */
  readonly words: readonly string[] | null;
  /** Times it was there while its words were asked for; shapes kept before that was asked have none. */
  readonly worded?: number;
}

/**
 * Paths whose words are kept: those that flows read through known values. Of all others, names and codes of people as
 * well as any, nothing is remembered.
 */
export type WordPaths = ReadonlySet<string>;

/** A payload with more fields, levels or items than these is looked at as far as they go. */
const mostFields = 2000;
const deepestLevel = 12;
const mostItems = 50;
const mostWords = 16;
/** States and codes; nothing with blanks, digits first, points or @. */
const word = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;

/** Fewer payloads say nothing about what is always there. */
const ENOUGH_PAYLOADS = 10;
/** So often each word must have come, on average, before the words count as the only ones. */
const timesPerWord = 4;

export const nothingObserved: ObservedShape = { objects: 0, fields: [] };

export function observe(payloads: readonly Json[], wordPaths: WordPaths): ObservedShape {
  const seen = new Observation(wordPaths);
  for (const payload of payloads) seen.look(payload, { segments: [], depth: 0 });
  return { objects: seen.objects.get('') ?? 0, fields: [...seen.fields].map(([path, field]) => [path, { ...field, objects: seen.objects.get(path) ?? 0 }]) };
}

/** The former one, and what came since; words that are not asked for any more are forgotten. A field that was always there and comes no more is forgotten, with all below it. */
export function observedSince(former: ObservedShape, since: ObservedShape, wordPaths: WordPaths): ObservedShape {
  const [before, now] = [new Map(former.fields), new Map(since.fields)];
  const fields = new Map<string, ObservedField>();
  for (const path of new Set([...before.keys(), ...now.keys()])) {
    const [old, fresh] = [before.get(path), now.get(path)];
    const parent = parentOf(path);
    const isGone = old !== undefined && !fresh && old.seen === objectsAt(former, before, parent) && objectsAt(since, now, parent) >= ENOUGH_PAYLOADS;
    const hangs = parent !== '' && !fields.has(parent);
    if (!isGone && !hangs && fields.size < mostFields) fields.set(path, added(wordPaths.has(path) ? old : withoutWords(old), fresh ?? nothing));
  }
  return { objects: former.objects + since.objects, fields: [...fields] };
}

export function factsOfShape(shape: ObservedShape): readonly FieldFacts[] {
  const byPath = new Map(shape.fields);
  return shape.fields.map(([path, { seen, nulls, types, words, worded = 0 }]) => {
    const parents = objectsAt(shape, byPath, parentOf(path));
    const isListed = words !== null && words.length > 0 && types.join() === 'string' && worded >= Math.max(ENOUGH_PAYLOADS, words.length * timesPerWord);
    return {
      path,
      type: types.length === 0 ? 'any' : types.join(' or '),
      required: parents >= ENOUGH_PAYLOADS && seen === parents,
      nullable: nulls > 0,
      ...(isListed && { choices: words }),
    };
  });
}

const nothing: ObservedField = { seen: 0, nulls: 0, objects: 0, types: [], words: [], worded: 0 };

const withoutWords = (field: ObservedField | undefined): ObservedField | undefined => field && { ...field, words: [], worded: 0 };

const objectsAt = (shape: ObservedShape, fields: ReadonlyMap<string, ObservedField>, path: string): number =>
  path === '' ? shape.objects : (fields.get(path)?.objects ?? 0);

function added(one: ObservedField = nothing, other: ObservedField): ObservedField {
  const words = one.words && other.words && [...new Set([...one.words, ...other.words])];
  return {
    seen: one.seen + other.seen,
    nulls: one.nulls + other.nulls,
    objects: one.objects + other.objects,
    types: [...new Set([...one.types, ...other.types])].sort(),
    words: words && words.length <= mostWords ? words : null,
    worded: (one.worded ?? 0) + (other.worded ?? 0),
  };
}

interface Place {
  readonly segments: readonly string[];
  readonly depth: number;
}

class Observation {
  readonly fields = new Map<string, ObservedField>();
  readonly objects = new Map<string, number>();

  constructor(private readonly wordPaths: WordPaths) {}

  look(value: Json, place: Place): void {
    if (place.depth > deepestLevel) return;
    if (Array.isArray(value)) for (const item of (value as readonly Json[]).slice(0, mostItems)) this.look(item, { ...place, depth: place.depth + 1 });
    else if (isJsonObject(value)) this.lookInto(value, place);
  }

  private lookInto(value: JsonObject, { segments, depth }: Place): void {
    const parent = formatPath(segments);
    this.objects.set(parent, (this.objects.get(parent) ?? 0) + 1);
    for (const [name, member] of Object.entries(value)) {
      const path = formatPath([...segments, name]);
      // No path can lead to such a name, so nothing can read it.
      if (!parsePath(path).ok || (this.fields.size >= mostFields && !this.fields.has(path))) continue;
      const keepsWords = this.wordPaths.has(path) && !oneTimeTokenNames.has(name);
      this.fields.set(path, added(this.fields.get(path), seenOnce(member, keepsWords)));
      this.look(member, { segments: [...segments, name], depth: depth + 1 });
    }
  }
}

const seenOnce = (value: Json, keepsWords: boolean): ObservedField => ({
  seen: 1,
  nulls: value === null ? 1 : 0,
  objects: 0,
  types: value === null ? [] : [typeOf(value)],
  words: value === null || !keepsWords ? [] : typeof value === 'string' && word.test(value) ? [value] : null,
  worded: keepsWords ? 1 : 0,
});

function typeOf(value: Exclude<Json, null>): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value;
  return isJsonObject(value) ? 'object' : 'number';
}
