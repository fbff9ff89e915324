import type { JsonSchema } from '@penstock/connector-sdk';

/**
 * JSON Schema 2020-12 (as zod writes it) read as fields for people. Never guesses from titles: what a field looks like
 * follows from `widget`, then `format`, then type.
 */
/** `pairs`: any names, each with a text. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'object' | 'pairs' | 'any';

export interface SchemaField {
  /** Last part of the path. */
  readonly name: string;
  /** Dotted path from the schema's root, or from the item for fields of a list's items. */
  readonly path: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly widget: string | undefined;
  readonly format: string | undefined;
  /** The source of choices of its connector, e.g. `customers`. */
  readonly options?: string | undefined;
  readonly choices: readonly string[];
  readonly defaultValue: unknown;
  /** Members of an object. */
  readonly fields: readonly SchemaField[];
  /** What one item of a list looks like. */
  readonly item: SchemaField | undefined;
}

export function fieldsOf(schema: JsonSchema): readonly SchemaField[] {
  return membersOf(resolved(schema, schema), { root: schema, prefix: '', depth: 0 });
}

interface Place {
  readonly root: JsonSchema;
  readonly prefix: string;
  /** Recursive schemas end somewhere. */
  readonly depth: number;
}

const deepest = 8;

function membersOf(schema: JsonSchema, place: Place): SchemaField[] {
  if (place.depth > deepest) return [];
  const required = new Set(asTexts(schema['required']));
  return Object.entries(asSchema(schema['properties'])).map(([name, member]) =>
    fieldOf(name, asSchema(member), { ...place, required: required.has(name) }),
  );
}

function fieldOf(name: string, raw: JsonSchema, place: Place & { readonly required: boolean }): SchemaField {
  const schema = resolved(raw, place.root);
  const kind = kindOf(schema);
  const path = place.prefix === '' ? name : `${place.prefix}.${name}`;
  const below = { root: place.root, depth: place.depth + 1 };
  return {
    name,
    path,
    title: asText(raw['title']) ?? asText(schema['title']) ?? titleOf(name),
    description: asText(raw['description']) ?? asText(schema['description']),
    kind,
    required: place.required && raw['default'] === undefined,
    widget: asText(raw['widget']) ?? asText(schema['widget']),
    format: asText(schema['format']),
    options: asText(raw['options']) ?? asText(schema['options']),
    choices: choicesOf(schema),
    defaultValue: raw['default'] ?? schema['default'],
    fields: kind === 'object' ? membersOf(schema, { ...below, prefix: path }) : [],
    item:
      kind === 'list' ? fieldOf('', asSchema(schema['items']), { ...below, prefix: '', required: true }) : undefined,
  };
}

/** Follows references and looks through "or null". */
function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const reference = asText(schema['$ref']);
  if (reference?.startsWith('#/')) {
    const target = reference
      .slice(2)
      .split('/')
      .reduce<JsonSchema>((at, part) => asSchema(at[part]), root);
    return resolved({ ...target, ...without(schema, '$ref') }, root);
  }
  const alternatives = asSchemas(schema['anyOf'] ?? schema['oneOf']).filter(({ type }) => type !== 'null');
  const [only] = alternatives;
  if (only && alternatives.length === 1) return resolved({ ...only, ...without(schema, 'anyOf', 'oneOf') }, root);
  const parts = asSchemas(schema['allOf']);
  if (parts.length > 0)
    return parts.reduce<JsonSchema>((all, part) => merged(all, resolved(part, root)), without(schema, 'allOf'));
  return schema;
}

function merged(a: JsonSchema, b: JsonSchema): JsonSchema {
  return {
    ...a,
    ...b,
    properties: { ...asSchema(a['properties']), ...asSchema(b['properties']) },
    required: [...asTexts(a['required']), ...asTexts(b['required'])],
  };
}

function kindOf(schema: JsonSchema): FieldKind {
  if (choicesOf(schema).length > 0) return 'choice';
  const type = Array.isArray(schema['type']) ? schema['type'].find((name) => name !== 'null') : schema['type'];
  switch (type) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return 'list';
    case 'object':
      if (schema['properties'] !== undefined) return 'object';
      return asSchema(schema['additionalProperties'])['type'] === 'string' ? 'pairs' : 'any';
    default:
      return 'any';
  }
}

function choicesOf(schema: JsonSchema): string[] {
  if (Array.isArray(schema['enum'])) return schema['enum'].filter((value) => value !== null).map(String);
  return typeof schema['const'] === 'string' ? [schema['const']] : [];
}

/** `billing_address` → `Billing address`; only where the schema gives no title. */
export function titleOf(name: string): string {
  const words = name
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
const asSchema = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
const asSchemas = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.map(asSchema) : []);
const without = (schema: JsonSchema, ...names: string[]): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !names.includes(name)));
