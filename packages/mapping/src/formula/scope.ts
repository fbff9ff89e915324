import type { SourceSchemas } from '../check-sources';
import type { SourceRef, ValueTable } from '../document';
import type { JsonSchema } from '../json-schema';
import { parsePath } from '../field-path';
import { defaultSourceName } from '../source-name';
import { typeOfSchema } from '../types/from-schema';
import { memberOf, itemOf } from '../types/members';
import { types, type Type } from '../types/type';
import { nullable } from '../types/union';

/** What a formula may name, and what it should give. */
export interface FormulaScope {
  readonly names: ReadonlyMap<string, Type>;
  /** Whether there may be names nobody described: no schemas are known. */
  readonly open: boolean;
  readonly tables: Readonly<Record<string, ValueTable>>;
  /** What conditions around the formula say of paths. */
  readonly facts: ReadonlyMap<string, Type>;
  /** What the value is used for: fields of this type are offered first. */
  readonly expected?: Type;
}

export interface FormulaScopeOptions {
  /** JSON Schemas of what paths start from, by name; absent: every name is taken for granted. */
  readonly sources?: SourceSchemas;
  /** Sources of the rule, which have names of their own. */
  readonly from?: readonly SourceRef[];
  /** Further names, such as the item of a loop. */
  readonly names?: Iterable<readonly [string, Type]>;
  readonly tables?: Readonly<Record<string, ValueTable>>;
  /** The JSON Schema of what the formula is for. */
  readonly expected?: JsonSchema;
}

export function formulaScope({
  sources,
  from = [],
  names = [],
  tables = {},
  expected,
}: FormulaScopeOptions): FormulaScope {
  const known = new Map<string, Type>(names);
  for (const [name, schema] of Object.entries(sources ?? {}))
    if (!known.has(name)) known.set(name, typeOfSchema(schema));
  const scope = { names: known, open: sources === undefined, tables, facts: new Map() };
  const own = from.map((source, at) => [source.as ?? defaultSourceName(at), typeAt(source.path, scope)] as const);
  return { ...scope, names: new Map([...known, ...own]), ...(expected && { expected: typeOfSchema(expected) }) };
}

/** The type of what stands at a source path; `any` where nothing is known of it. */
export function typeAt(path: string, { names }: Pick<FormulaScope, 'names'>): Type {
  const parsed = parsePath(path);
  if (!parsed.ok) return types.any;
  const [root, ...rest] = parsed.value;
  let type = names.get(String(root)) ?? types.any;
  for (const segment of rest) {
    if (typeof segment === 'number') type = nullable(itemOf(type) ?? types.any);
    else {
      const member = memberOf(type, segment);
      type = member.known ? member.type : types.any;
    }
  }
  return type;
}
