/** A JSON object of the description; its members are looked at by name. */
export type Part = Readonly<Record<string, unknown>>;

/** The description as it is committed: names in one order, so that a diff shows what changed and nothing else. */
export const committedText = (description: unknown): string => `${JSON.stringify(sorted(description), null, 2)}\n`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Part).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
}

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);
export const partOf = (value: unknown, ...names: readonly string[]): Part => {
  const found = names.reduce<unknown>((part, name) => (isPart(part) ? part[name] : undefined), value);
  return isPart(found) ? found : {};
};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export interface Operation {
  /** `GET /api/v1/flows`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly said: Part;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

export const operationsOf = (description: unknown): Operation[] =>
  Object.entries(partOf(description, 'paths')).flatMap(([path, item]) =>
    Object.entries(item as Part)
      .filter(([method]) => methods.includes(method))
      .map(([method, said]) => ({ name: `${method.toUpperCase()} ${path}`, method, path, said: said as Part })),
  );

/** Behind a `$ref` of the same document; the schema itself where there is none. */
export function resolvedSchema(description: unknown, schema: Part): Part {
  const name = typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;
  return name === undefined ? schema : resolvedSchema(description, partOf(description, 'components', 'schemas', name));
}

export const jsonSchemaOf = (message: unknown): Part => partOf(message, 'content', 'application/json', 'schema');
export const successOf = ({ said }: Operation): Part => Object.entries(partOf(said, 'responses')).find(([status]) => status.startsWith('2'))?.[1] as Part;
export const parametersOf = ({ said }: Operation, where: string): Part[] => listOf(said['parameters']).filter((parameter) => partOf(parameter)['in'] === where) as Part[];
export const requiredOf = (schema: Part): string[] => listOf(schema['required']) as string[];
