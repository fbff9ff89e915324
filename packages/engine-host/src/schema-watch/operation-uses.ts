import { fieldUses, TRIGGER_ID, writtenFields, type ActionStep, type FlowDocument, type SchemaUses } from '@penstock/flow-model';
import { environmentTableName, type KnownValues } from '@penstock/mapping';
import { setOwn, type Json, type JsonObject } from '@penstock/kernel';

export interface FlowInUse {
  readonly flowId: string;
  readonly flowName: string;
  readonly document: FlowDocument;
}

/** A trigger or action of a connector as one flow uses it. */
export interface OperationUse {
  readonly flowId: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly connector: string;
  readonly operation: string;
  readonly version: number;
  readonly slot: string | undefined;
  /** Last part of the intake address. */
  readonly path: string | undefined;
  /** Settings of the trigger, or what the step gives the action whatever the run. */
  readonly settings: JsonObject;
  readonly uses: SchemaUses;
}

/** Value tables of the environment, by name. */
export type TableRows = Readonly<Record<string, Required<Pick<KnownValues, 'values' | 'ignoreCase'>>>>;

/** What a flow in use has to do with connectors: its trigger, and its action steps that are not switched off. */
export function operationUses({ flowId, flowName, document }: FlowInUse, tables: TableRows): readonly OperationUse[] {
  const { trigger, steps } = document;
  const nameOf = (stepId: string): string => (stepId === TRIGGER_ID ? trigger.name : (steps[stepId]?.name ?? stepId));
  const all = fieldUses(document);
  const readsOf = (source: string): SchemaUses['reads'] =>
    all
      .filter((use) => use.source === source)
      .map(({ path, isTolerant, known, stepId, ruleId, target, setting }) => ({
        path,
        isTolerant,
        ...(known && { known: withRows(known, tables) }),
        place: { flowId, flowName, stepId, stepName: nameOf(stepId), ...(ruleId !== undefined && { ruleId }), ...(target !== undefined && { target }), ...(setting !== undefined && { setting }) },
      }));
  const actions = Object.values(steps).filter((step): step is ActionStep => step.kind === 'action' && !step.disabled);
  return [
    { flowId, stepId: TRIGGER_ID, stepName: trigger.name, connector: trigger.connector, operation: trigger.trigger, version: trigger.version, slot: trigger.slot, path: trigger.path, settings: trigger.settings as JsonObject, uses: { reads: readsOf(TRIGGER_ID), writes: [] } },
    ...actions.map((step) => ({
      flowId,
      stepId: step.id,
      stepName: step.name,
      connector: step.connector,
      operation: step.action,
      version: step.version,
      slot: step.slot,
      path: undefined,
      settings: fixedInput(step),
      uses: { reads: readsOf(step.id), writes: [{ fields: writtenFields(step), place: { flowId, flowName, stepId: step.id, stepName: step.name } }] },
    })),
  ];
}

/** Members of the input that are constants. */
function fixedInput({ input }: ActionStep): JsonObject {
  const fixed: Record<string, Json> = {};
  for (const rule of input.rules) if (rule.kind === 'const' && rule.when === undefined) setOwn(fixed, rule.target, rule.value as Json);
  return fixed;
}

/** A table of the environment is checked with the rows it has there now. */
function withRows(known: KnownValues, tables: TableRows): KnownValues {
  const name = known.table === undefined ? undefined : environmentTableName(known.table);
  if (name === undefined) return known;
  return Object.hasOwn(tables, name) ? { ...known, ...tables[name] } : known;
}
