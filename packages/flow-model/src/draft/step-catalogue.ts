import type { ConnectorDescriptor, JsonSchema } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { schemaFields } from '@penstock/mapping';
import { newest } from './planned-steps';

const mostInputs = 30;
const mostOutputs = 25;

/**
 * What a plan may be made of, in short: triggers and actions with their names and the names and types of their fields.
 * No sample, no choice of a field, no setting of a connection.
 *
 * @param withSummaries whether their descriptions are told as well
 */
export function stepCatalogue(connectors: readonly ConnectorDescriptor[], withSummaries: boolean): JsonObject {
  const said = (summary: string) => (withSummaries ? { does: summary } : {});
  return {
    triggers: connectors.flatMap(({ id: connector, triggers }) =>
      newestOf(triggers).map(({ id, title, summary, settingsSchema, eventSchema }) => ({
        connector, trigger: id, title, ...said(summary), settings: fieldsOf(settingsSchema, mostInputs), event: fieldsOf(eventSchema, mostOutputs),
      })),
    ),
    actions: connectors.flatMap(({ id: connector, actions }) =>
      newestOf(actions).map(({ id, title, summary, effect, inputSchema, outputSchema }) => ({
        connector, action: id, title, ...said(summary), writes: effect.class === 'R' ? 'nothing' : effect.kind, input: fieldsOf(inputSchema, mostInputs), gives: fieldsOf(outputSchema, mostOutputs),
      })),
    ),
  };
}

function newestOf<T extends { readonly id: string; readonly version: number }>(all: readonly T[]): readonly T[] {
  return [...new Set(all.map(({ id }) => id))].flatMap((id) => newest(all, id) ?? []);
}

/** Required ones first, because long lists are cut. */
function fieldsOf(schema: JsonSchema, most: number): readonly string[] {
  const fields = schemaFields(schema);
  return [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)]
    .slice(0, most)
    .map(({ path, type, required }) => `${path}: ${type}${required ? ' (required)' : ''}`);
}
