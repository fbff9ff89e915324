import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import type { AnyAction, AnyTrigger, ConnectorDefinition, EffectClass, EffectKind, SigningScheme } from './definition';
import type { OptionSource } from './options/option-source';

/** A JSON Schema 2020-12 document, as forms, mapping trees and OpenAPI read it. */
export type JsonSchema = { readonly [key: string]: unknown };

export interface ActionDescriptor {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly effect:
    | { readonly class: 'R' }
    | { readonly class: EffectClass; readonly kind: EffectKind; readonly undoWindow?: string; readonly undoneBy?: string; readonly verifies: boolean };
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  readonly sample: Json;
}

export interface TriggerDescriptor {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly settingsSchema: JsonSchema;
  readonly eventSchema: JsonSchema;
  readonly sample: Json;
  readonly channels: readonly { readonly id: string; readonly title: string; readonly scheme: SigningScheme; readonly contentType: string }[];
  readonly polls: boolean;
  /** Starts by the clock. */
  readonly schedules?: boolean;
  /** Takes files that are uploaded for its deployment. */
  readonly takesFiles?: boolean;
}

/** What a form must know of a source of options: it is asked by the connection's id and the source's. */
export interface OptionSourceDescriptor {
  readonly id: string;
  readonly title: string;
  /** Names of fields beside the chosen one, see `OptionSource`. */
  readonly needs: readonly string[];
  readonly narrowedBy: readonly string[];
}

/** A connector as data: everything the designer, the checker and the documentation need, nothing that runs. */
export interface ConnectorDescriptor {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly category: ConnectorDefinition['category'];
  readonly mark: string;
  readonly apiRevision: string;
  readonly connection?: {
    readonly settingsSchema: JsonSchema;
    readonly secrets: readonly { readonly name: string; readonly title: string; readonly description?: string }[];
  };
  readonly actions: readonly ActionDescriptor[];
  readonly triggers: readonly TriggerDescriptor[];
  readonly optionSources?: readonly OptionSourceDescriptor[];
}

export function describeConnector(connector: ConnectorDefinition): ConnectorDescriptor {
  const { id, title, summary, category, mark, apiRevision, connection, optionSources } = connector;
  return {
    id,
    title,
    summary,
    category,
    mark,
    apiRevision,
    ...(connection && {
      connection: { settingsSchema: inputSchemaOf(connection.settings), secrets: connection.secrets },
    }),
    actions: connector.actions.map(describeAction),
    triggers: connector.triggers.map(describeTrigger),
    ...(optionSources && { optionSources: Object.entries(optionSources).map(describeOptions) }),
  };
}

function describeAction(action: AnyAction): ActionDescriptor {
  const { contract } = action;
  return {
    id: action.id,
    version: action.version,
    title: action.title,
    summary: action.summary,
    effect:
      contract.class === 'R'
        ? { class: 'R' }
        : {
            class: contract.class,
            kind: contract.kind,
            verifies: contract.verify !== undefined,
            ...(contract.undoWindow !== undefined && { undoWindow: contract.undoWindow }),
            ...(contract.compensate && { undoneBy: contract.compensate.action }),
          },
    inputSchema: inputSchemaOf(action.input),
    outputSchema: outputSchemaOf(action.output),
    sample: action.sample,
  };
}

function describeTrigger(trigger: AnyTrigger): TriggerDescriptor {
  return {
    id: trigger.id,
    version: trigger.version,
    title: trigger.title,
    summary: trigger.summary,
    settingsSchema: inputSchemaOf(trigger.settings),
    eventSchema: outputSchemaOf(trigger.event),
    sample: trigger.sample,
    channels: trigger.channels.map(({ id, title, scheme, contentType }) => ({ id, title, scheme, contentType })),
    polls: trigger.poll !== undefined,
    ...(trigger.schedule && { schedules: true }),
    ...(trigger.fileDrop && { takesFiles: true }),
  };
}

const describeOptions = ([id, { title, needs = [], narrowedBy = [] }]: [string, OptionSource]): OptionSourceDescriptor => ({
  id,
  title,
  needs,
  narrowedBy,
});

const inputSchemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
const outputSchemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
