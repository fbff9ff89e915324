import type { ConnectorDescriptor, JsonSchema } from '../descriptor';

/** A field that can be chosen from a source, e.g. `{ place: 'post-ar-receipt', source: 'customers' }`. */
export interface OptionField {
  /** Id of its action or trigger, or `connection`. */
  readonly place: string;
  readonly source: string;
}

/** Every field of a connector that names a source of options. */
export function optionFieldsOf({ actions, triggers, connection }: ConnectorDescriptor): readonly OptionField[] {
  return [
    ...sourcesIn(connection?.settingsSchema).map((source) => ({ place: 'connection', source })),
    ...actions.flatMap(({ id, inputSchema }) => sourcesIn(inputSchema).map((source) => ({ place: id, source }))),
    ...triggers.flatMap(({ id, settingsSchema }) => sourcesIn(settingsSchema).map((source) => ({ place: id, source }))),
  ];
}

/** A property that is called `options` is an object in a schema, and so no name of a source. */
function sourcesIn(schema: unknown): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap(sourcesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  const { options } = schema as JsonSchema;
  return [...(typeof options === 'string' ? [options] : []), ...Object.values(schema).flatMap(sourcesIn)];
}
