import { isSchema, shapeOf, type JsonSchema, type SchemaShape } from './json-schema';
import { formatPath } from './field-path';

/** One row of a field tree. */
export interface SchemaField {
  /** Dotted; the items of a list are `lines[]`, their fields `lines[].sku`. */
  readonly path: string;
  /** JSON type: string, number, integer, boolean, object, array, null or any. */
  readonly type: string;
  /** Whether the object it belongs to must have it. */
  readonly required: boolean;
  readonly nullable: boolean;
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  /** The only values allowed, where they are listed. */
  readonly choices?: readonly unknown[];
}

const deepestField = 12;
const mostFields = 10_000;

/** All fields of a schema, objects and lists before what they hold. Schemas that contain themselves are cut off. */
export function schemaFields(schema: JsonSchema): readonly SchemaField[] {
  const fields: SchemaField[] = [];
  walk(shapeOf(schema, schema), { path: '', root: schema, depth: 0 }, fields);
  return fields;
}

interface Place {
  readonly path: string;
  readonly root: JsonSchema;
  readonly depth: number;
}

function walk(shape: SchemaShape, place: Place, fields: SchemaField[]): void {
  if (place.depth >= deepestField) return;
  for (const [name, member] of shape.properties) {
    const segment = formatPath([name]);
    const path = place.path === '' || segment.startsWith('[') ? `${place.path}${segment}` : `${place.path}.${segment}`;
    add(member, { ...place, path, required: shape.required.has(name) }, fields);
  }
  if (isSchema(shape.items)) walkItems(shape.items, place, fields);
}

/** Items that are objects give their fields; a list of plain values gives one row for its items. */
function walkItems(items: JsonSchema, place: Place, fields: SchemaField[]): void {
  const path = `${place.path}[]`;
  const shape = shapeOf(items, place.root);
  if (shape.properties.size > 0) walk(shape, { ...place, path, depth: place.depth + 1 }, fields);
  else add(items, { ...place, path, required: false }, fields);
}

function add(schema: JsonSchema, place: Place & { readonly required: boolean }, fields: SchemaField[]): void {
  if (fields.length >= mostFields) return;
  const shape = shapeOf(schema, place.root);
  fields.push({
    path: place.path,
    type: shape.type,
    required: place.required,
    nullable: shape.nullable,
    ...(shape.title !== undefined && { title: shape.title }),
    ...(shape.description !== undefined && { description: shape.description }),
    ...(shape.format !== undefined && { format: shape.format }),
    ...(shape.choices && { choices: shape.choices }),
  });
  walk(shape, { path: place.path, root: place.root, depth: place.depth + 1 }, fields);
}
