import type { z } from 'zod';

/** What is read of a schema's definition; zod keeps it in the same form for all its kinds. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly defaultValue?: unknown;
  readonly getter?: () => z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
}
const definitionOf = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

/**
 * The same value with its names in one order, whatever order they came in: those of the schema as it lists them, those
 * of free data by the alphabet. What a reader adds by itself, being the schema's default, is left out.
 */
export function plainContent(schema: z.ZodType | undefined, value: unknown): unknown {
  const known = schema && resolved(schema, value);
  if (Array.isArray(value)) return value.map((item) => plainContent(known && definitionOf(known).element, item));
  if (typeof value !== 'object' || value === null) return value;
  const shape = known && definitionOf(known).shape;
  return shape ? recordBySchema(shape, value) : freeRecord(known && definitionOf(known).valueType, value);
}

function recordBySchema(shape: Readonly<Record<string, z.ZodType>>, value: object): Record<string, unknown> {
  const members = new Map(Object.entries(value));
  const said = Object.entries(shape).filter(([name, member]) => {
    const given = members.get(name);
    return given !== undefined && !isDefault(member, given);
  });
  return Object.fromEntries(said.map(([name, member]) => [name, plainContent(member, members.get(name))]));
}

function freeRecord(member: z.ZodType | undefined, value: object): Record<string, unknown> {
  const entries = Object.entries(value).filter(([, given]) => given !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, given]) => [name, plainContent(member, given)]));
}

function isDefault(schema: z.ZodType, value: unknown): boolean {
  const { type, defaultValue } = definitionOf(schema);
  return type === 'default' && JSON.stringify(defaultValue) === JSON.stringify(value);
}

/** The object, list or record that stands behind wrappers and, by its discriminator, behind a union. */
function resolved(schema: z.ZodType, value: unknown): z.ZodType | undefined {
  const { type, innerType, getter, options, discriminator } = definitionOf(schema);
  if (innerType) return resolved(innerType, value);
  if (type === 'lazy' && getter) return resolved(getter(), value);
  if (type !== 'union') return schema;
  if (discriminator === undefined) return undefined;
  const kind = (value as Readonly<Record<string, unknown>>)[discriminator];
  return options?.find((option) => definitionOf(option).shape?.[discriminator]?.safeParse(kind).success);
}
