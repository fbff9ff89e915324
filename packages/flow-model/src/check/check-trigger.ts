import type { ConnectorDescriptor, JsonSchema } from '@penstock/connector-sdk';
import { TRIGGER_ID, type FlowProblem, type FlowTrigger } from '../document';
import { checkSlot, problem, type BoundEnvironment, type ProblemWords } from './check-slot';

/** What keeps a trigger from listening. */
export function checkTrigger(
  trigger: FlowTrigger,
  connectors: readonly ConnectorDescriptor[],
  environment: BoundEnvironment | undefined,
): readonly FlowProblem[] {
  const connector = connectors.find(({ id }) => id === trigger.connector);
  const kind = connector?.triggers.find(({ id, version }) => id === trigger.trigger && version === trigger.version);
  if (!connector || !kind) {
    return [
      said({
        code: 'TRIGGER_NOT_INSTALLED',
        message: `The trigger ${trigger.connector} / ${trigger.trigger} version ${trigger.version} is not installed.`,
        fix: 'Choose another trigger.',
      }),
    ];
  }
  const needsPath = kind.channels.length > 0 && trigger.path === undefined;
  return [
    ...(needsPath ? [said({ code: 'PATH_MISSING', field: 'path', message: `“${trigger.name}” has no intake address.`, fix: 'Give it a path, e.g. orders.' })] : []),
    ...(kind.polls && connector.connection ? checkSlot({ id: TRIGGER_ID, name: trigger.name }, trigger.slot, environment) : []),
    ...missingSettings(trigger, kind.settingsSchema),
  ];
}

function missingSettings({ name, settings }: FlowTrigger, schema: JsonSchema): FlowProblem[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const missing = required.filter((field) => settings[field] === undefined && properties[field]?.['default'] === undefined);
  const unknown = schema['additionalProperties'] === false ? Object.keys(settings).filter((field) => !Object.hasOwn(properties, field)) : [];
  return [
    ...missing.map((field) => said({ code: 'SETTING_MISSING', field, message: `“${name}” needs the setting “${titleOf(properties[field], field)}”.`, fix: 'Fill it in.' })),
    ...unknown.map((field) => said({ code: 'SETTING_UNKNOWN', field, message: `“${name}” has no setting “${field}”.`, fix: 'Remove it.' })),
  ];
}

const titleOf = (schema: JsonSchema | undefined, field: string): string => String(schema?.['title'] ?? field);

const said = (words: ProblemWords): FlowProblem => problem({ id: TRIGGER_ID }, words);
