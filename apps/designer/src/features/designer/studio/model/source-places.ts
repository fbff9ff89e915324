import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { openPlaces, TRIGGER_ID, type FlowDocument } from '@penstock/flow-model';
import { checkMapping, UNKNOWN_SOURCE_PATH, type JsonSchema, type MappingDocument, type SourceSchemas } from '@penstock/mapping';
import { actionOf, triggerOf } from '../../../../shared/lib/connector-catalog';

/** Where a schema can be brought in: a place of the event or of an earlier step whose shape its connector leaves open. */
export interface SourcePlace {
  /** `trigger`, or the step's id. */
  readonly source: string;
  readonly name: string;
  /** Within the source; `.` for all of it. */
  readonly path: string;
}

interface Question {
  readonly flow: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
  /** Steps that certainly ran before. */
  readonly before: readonly string[];
}

/** Places that were filled before are offered again, whatever the connector says by now. */
export function sourcePlaces({ flow, connectors, before }: Question): readonly SourcePlace[] {
  const { trigger, steps } = flow;
  const declared = triggerOf(connectors, trigger)?.eventSchema;
  const places = (source: string, name: string, { schema, brought = {} }: { readonly schema: JsonSchema | undefined; readonly brought?: object | undefined }): SourcePlace[] =>
    [...new Set([...openPlaces(schema ?? {}), ...Object.keys(brought)])].map((path) => ({ source, name, path }));
  return [
    ...places(TRIGGER_ID, trigger.name, { schema: declared, brought: trigger.eventSchemas }),
    ...before.flatMap((id) => {
      const step = steps[id];
      return step?.kind === 'action' ? places(id, step.name, { schema: actionOf(connectors, step)?.outputSchema, brought: step.outputSchemas }) : [];
    }),
  ];
}

/** The flow with a schema at a place. Nothing else changes: rules whose field it lacks stay, unresolved. */
export function withSourceSchema(flow: FlowDocument, { source, path }: SourcePlace, schema: JsonSchema): FlowDocument {
  const brought = (before: object | undefined) => ({ ...before, [path]: schema }) as NonNullable<FlowDocument['trigger']['eventSchemas']>;
  if (source === TRIGGER_ID) return { ...flow, trigger: { ...flow.trigger, eventSchemas: brought(flow.trigger.eventSchemas) } };
  const step = flow.steps[source];
  if (step?.kind !== 'action') return flow;
  return { ...flow, steps: { ...flow.steps, [source]: { ...step, outputSchemas: brought(step.outputSchemas) } } };
}

/** Source paths that a mapping reads and that are not there any more. */
export function lostSources(mapping: MappingDocument, sources: SourceSchemas): readonly string[] {
  const lost = checkMapping(mapping, { sources }).flatMap(({ code, path }) => (code === UNKNOWN_SOURCE_PATH && path !== undefined ? [path] : []));
  return [...new Set(lost)];
}
