import {
  formulaScope,
  parsePath,
  shapeAt,
  typeOfSchema,
  type FormulaScope,
  type JsonSchema,
  type NestingRule,
  type SourceRef,
  type SourceSchemas,
  type ValueTable,
} from '@penstock/mapping';

export interface FormulaPlace {
  readonly schemas: SourceSchemas;
  readonly tables: Readonly<Record<string, ValueTable>>;
  readonly around: readonly NestingRule[];
  readonly from?: readonly SourceRef[] | undefined;
}

/** What a formula may name where it stands: the sources, and the items of the loops around it. */
export function formulaScopeOf({ schemas, tables, around, from = [] }: FormulaPlace): FormulaScope {
  const known: Record<string, JsonSchema> = { ...schemas };
  for (const nesting of around) {
    if (nesting.as === undefined || nesting.from === undefined) continue;
    const own = schemaAt(nesting.from.path, known, nesting.kind === 'each');
    known[nesting.as] = own ?? {};
    if (nesting.kind === 'each') known['index'] = { type: 'integer' };
  }
  const names = Object.entries(known).map(([name, schema]) => [name, typeOfSchema(schema)] as const);
  return formulaScope({ sources: schemas, names, tables, from });
}

/** A part keeps the definitions its references point to. */
function schemaAt(path: string, known: Readonly<Record<string, JsonSchema>>, isItem: boolean): JsonSchema | undefined {
  const parsed = parsePath(path);
  if (!parsed.ok) return undefined;
  const [root, ...rest] = parsed.value;
  const schema = Object.hasOwn(known, String(root)) ? known[String(root)] : undefined;
  if (!schema) return undefined;
  const shape = shapeAt(schema, isItem ? [...rest, 0] : rest);
  if (!shape || shape.properties.size === 0) return undefined;
  const properties = Object.fromEntries(shape.properties);
  const defs = schema['$defs'];
  return { type: 'object', properties, required: [...shape.required], ...(defs !== undefined && { $defs: defs }) };
}
