import { formatPath, parsePath, plainPath, schemaFields, type JsonSchema } from '@penstock/mapping';

/** What is known of one field of a schema, as far as a change of it can break something. */
export interface FieldFacts {
  /** Without positions, e.g. `lines.sku`; the items of a list of plain values share the path of the list. */
  readonly path: string;
  /** JSON types a value may have, in their order in the alphabet, `any` when nothing is known; dates by their format. */
  readonly type: string;
  /** The object it belongs to always has it. */
  readonly required: boolean;
  readonly nullable: boolean;
  /** The only values there are, where they are known. */
  readonly choices?: readonly string[];
}

export function factsOfSchema(schema: JsonSchema): readonly FieldFacts[] {
  const facts = new Map<string, FieldFacts>();
  for (const { path, type, format, required, nullable, choices } of schemaFields(schema)) {
    const place = plainPath(path);
    // The list itself says whether it is there, its items do not.
    if (facts.has(place) || place === '') continue;
    const named = choices?.filter((choice) => choice !== null);
    facts.set(place, {
      path: place,
      type: format === 'date' || format === 'date-time' ? format : type,
      required,
      nullable: nullable && type !== 'any',
      ...(named?.every((choice) => typeof choice === 'string') && { choices: named }),
    });
  }
  return [...facts.values()];
}

/** What a field stands in, the outermost first: of `a.b.c` these are `a` and `a.b`. */
export function prefixesOf(path: string): readonly string[] {
  const parsed = parsePath(path);
  const segments = parsed.ok ? parsed.value.slice(0, -1) : [];
  return segments.map((_, at) => formatPath(segments.slice(0, at + 1)));
}

/** What a field stands in; empty for one at the top. */
export const parentOf = (path: string): string => prefixesOf(path).at(-1) ?? '';
