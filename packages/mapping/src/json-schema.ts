import type { PathSegment } from './field-path';
import type { ValueKind } from './steps/step-definition';

/** A JSON Schema 2020-12 document as `z.toJSONSchema` writes it. */
export type JsonSchema = { readonly [key: string]: unknown };

/** One place of a schema with its references and alternatives worked out. */
export interface SchemaShape {
  /** What a value may be; empty when the schema does not say. */
  readonly kinds: ReadonlySet<ValueKind>;
  /** The JSON type for display: `string`, `integer`, … `any` when open or mixed. */
  readonly type: string;
  readonly nullable: boolean;
  readonly properties: ReadonlyMap<string, JsonSchema>;
  readonly required: ReadonlySet<string>;
  /** False: no other members; true: others of unknown shape; a schema: others of this shape. */
  readonly additional: boolean | JsonSchema;
  readonly items: JsonSchema | undefined;
  /** The only values allowed, where they are listed. */
  readonly choices: readonly unknown[] | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly format: string | undefined;
  readonly hasDefault: boolean;
}

/** References inside references that are followed; a circle of them ends as "anything". */
const mostReferences = 20;

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Shapes worked out before, by the document and the place in it: a checker asks for the same ones for every rule. */
const knownShapes = new WeakMap<JsonSchema, WeakMap<JsonSchema, SchemaShape>>();

/** `root` is the document whose `$defs` the references point into; neither may be changed afterwards. */
export function shapeOf(schema: JsonSchema, root: JsonSchema): SchemaShape {
  const shapes = knownShapes.get(root) ?? new WeakMap<JsonSchema, SchemaShape>();
  knownShapes.set(root, shapes);
  const shape = shapes.get(schema) ?? shapeWithin(schema, root, mostReferences);
  shapes.set(schema, shape);
  return shape;
}

function shapeWithin(schema: JsonSchema, root: JsonSchema, references: number): SchemaShape {
  if (references === 0) return anything;
  const target = typeof schema['$ref'] === 'string' ? definition(schema['$ref'], root) : undefined;
  if (target) return labelled(shapeWithin(target, root, references - 1), schema);
  const alternatives = schemaList(schema['anyOf'] ?? schema['oneOf']);
  if (alternatives.length > 0)
    return labelled(alternatives.map((each) => shapeWithin(each, root, references - 1)).reduce(either), schema);
  const parts = schemaList(schema['allOf']);
  const own = ownShape(schema);
  return parts.length === 0
    ? own
    : labelled([own, ...parts.map((each) => shapeWithin(each, root, references - 1))].reduce(both), schema);
}

/** What lies under a path; undefined when the schema has no such place, `anything` when it does not say. */
export function shapeAt(schema: JsonSchema, path: readonly PathSegment[]): SchemaShape | undefined {
  let shape = shapeOf(schema, schema);
  for (const segment of path) {
    const next = typeof segment === 'number' ? itemOf(shape) : memberOf(shape, segment);
    if (next === undefined) return undefined;
    shape = next === true ? anything : shapeOf(next, schema);
  }
  return shape;
}

function memberOf(shape: SchemaShape, name: string): JsonSchema | true | undefined {
  if (shape.kinds.size > 0 && !shape.kinds.has('object')) return undefined;
  const listed = shape.properties.get(name);
  if (listed) return listed;
  return shape.additional === false ? undefined : shape.additional;
}

function itemOf(shape: SchemaShape): JsonSchema | true | undefined {
  if (shape.kinds.size > 0 && !shape.kinds.has('list')) return undefined;
  return shape.items ?? true;
}

export const anything: SchemaShape = {
  kinds: new Set(),
  type: 'any',
  nullable: true,
  properties: new Map(),
  required: new Set(),
  additional: true,
  items: undefined,
  choices: undefined,
  title: undefined,
  description: undefined,
  format: undefined,
  hasDefault: false,
};

const kindByType: Readonly<Record<string, ValueKind>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

function ownShape(schema: JsonSchema): SchemaShape {
  const choices = listedChoices(schema);
  const types = typesOf(schema, choices);
  const named = types.filter((type) => type !== 'null');
  const format = textOf(schema['format']);
  const isDate = format === 'date' || format === 'date-time';
  const additional = schema['additionalProperties'];
  return {
    kinds: new Set(named.map((type) => (type === 'string' && isDate ? 'date' : (kindByType[type] ?? 'any')))),
    type: named.length === 1 ? (named[0] ?? 'any') : types.length === 1 ? 'null' : 'any',
    nullable: types.length === 0 || types.includes('null'),
    properties: new Map(
      Object.entries(isSchema(schema['properties']) ? schema['properties'] : {}).filter(isSchemaEntry),
    ),
    required: new Set(Array.isArray(schema['required']) ? schema['required'].map(String) : []),
    additional: additional === false || isSchema(additional) ? additional : true,
    items: isSchema(schema['items']) ? schema['items'] : undefined,
    choices,
    title: textOf(schema['title']),
    description: textOf(schema['description']),
    format,
    hasDefault: 'default' in schema,
  };
}

function listedChoices(schema: JsonSchema): readonly unknown[] | undefined {
  if (Array.isArray(schema['enum'])) return schema['enum'];
  return 'const' in schema ? [schema['const']] : undefined;
}

function typesOf(schema: JsonSchema, choices: readonly unknown[] | undefined): string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  if (choices)
    return [
      ...new Set(choices.map((choice) => (choice === null ? 'null' : Array.isArray(choice) ? 'array' : typeof choice))),
    ];
  if ('properties' in schema) return ['object'];
  return 'items' in schema ? ['array'] : [];
}

/** One or the other: what either allows; required is what both require. */
function either(a: SchemaShape, b: SchemaShape): SchemaShape {
  const open = isOpen(a) || isOpen(b);
  if (a.type === 'null') return { ...b, nullable: true };
  if (b.type === 'null') return { ...a, nullable: true };
  return {
    ...a,
    kinds: open ? new Set() : new Set([...a.kinds, ...b.kinds]),
    type: a.type === b.type ? a.type : 'any',
    nullable: a.nullable || b.nullable,
    properties: new Map([...b.properties, ...a.properties]),
    required: new Set([...a.required].filter((name) => b.required.has(name))),
    additional: a.additional === false && b.additional === false ? false : true,
    items: a.items ?? b.items,
    choices: a.choices && b.choices ? [...a.choices, ...b.choices] : undefined,
    format: a.format === b.format ? a.format : undefined,
  };
}

/** The one and the other: all members of both. */
function both(a: SchemaShape, b: SchemaShape): SchemaShape {
  return {
    ...a,
    kinds: a.kinds.size === 0 ? b.kinds : a.kinds,
    type: a.type === 'any' ? b.type : a.type,
    nullable: a.nullable && b.nullable,
    properties: new Map([...a.properties, ...b.properties]),
    required: new Set([...a.required, ...b.required]),
    additional: a.additional === true ? b.additional : a.additional,
    items: a.items ?? b.items,
    choices: a.choices ?? b.choices,
    title: a.title ?? b.title,
    description: a.description ?? b.description,
    format: a.format ?? b.format,
    hasDefault: a.hasDefault || b.hasDefault,
  };
}

/** A schema such as `{}` says nothing; one of type null says a lot. */
const isOpen = (shape: SchemaShape): boolean => shape.kinds.size === 0 && shape.type !== 'null';

const labelled = (shape: SchemaShape, labels: JsonSchema): SchemaShape => ({
  ...shape,
  title: textOf(labels['title']) ?? shape.title,
  description: textOf(labels['description']) ?? shape.description,
  hasDefault: 'default' in labels || shape.hasDefault,
});

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const schemaList = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);
const isSchemaEntry = (entry: [string, unknown]): entry is [string, JsonSchema] => isSchema(entry[1]);

function definition(reference: string, root: JsonSchema): JsonSchema | undefined {
  if (reference === '#') return root;
  const name = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1];
  const definitions = root['$defs'];
  if (name === undefined || !isSchema(definitions)) return anySchema;
  const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
  const found = Object.hasOwn(definitions, key) ? definitions[key] : undefined;
  return isSchema(found) ? found : anySchema;
}

const anySchema: JsonSchema = {};
