import type { ActionDescriptor, ConnectorDescriptor } from '@penstock/connector-sdk';
import { assertNever } from '@penstock/kernel';
import type { MappingDocument, MappingRule } from '@penstock/mapping';
import { waitFor, type FlowStep } from '../document';
import type { PlannedField, PlannedStep } from './flow-plan';

/** The newest version of what a plan names; undefined when it is not installed. */
export function newest<T extends { readonly id: string; readonly version: number }>(all: readonly T[] | undefined, id: string): T | undefined {
  return (all ?? []).filter((each) => each.id === id).sort((a, b) => b.version - a.version)[0];
}

interface InstalledAction {
  readonly connector: ConnectorDescriptor;
  readonly action: ActionDescriptor;
}

function installedAction(connectors: readonly ConnectorDescriptor[], step: { readonly connector: string; readonly action: string }): InstalledAction | undefined {
  const connector = connectors.find(({ id }) => id === step.connector);
  const action = newest(connector?.actions, step.action);
  return connector && action && { connector, action };
}

/** A step as the flow document has it. Undefined for an action that is not installed. */
export function stepOf(planned: PlannedStep, connectors: readonly ConnectorDescriptor[]): FlowStep | undefined {
  const { id, name, parent } = planned;
  const base = { id, name, disabled: false, position: { x: 0, y: 0 }, ...(parent !== undefined && { parent }) };
  switch (planned.kind) {
    case 'action': {
      const found = installedAction(connectors, planned);
      if (!found) return undefined;
      const { connector, action } = found;
      return { ...base, kind: 'action', connector: connector.id, action: action.id, version: action.version, input: mappingOf(planned.input), ...(connector.connection && { slot: connector.id }) };
    }
    case 'map':
      return { ...base, kind: 'map', mapping: mappingOf(planned.fields) };
    case 'if':
    case 'filter':
      return { ...base, kind: planned.kind, condition: { formula: planned.when } };
    case 'switch':
      return { ...base, kind: 'switch', cases: planned.cases.map(({ when, ...each }) => ({ ...each, condition: { formula: when } })) };
    case 'for-each':
      return { ...base, kind: 'for-each', items: planned.items, concurrency: 1, onItemError: 'stop' };
    case 'try':
      return { ...base, kind: 'try', undo: [] };
    case 'wait':
      return { ...base, kind: 'wait', wait: { kind: 'duration', seconds: planned.seconds } };
    case 'decision':
      return { ...base, kind: 'wait', wait: waitFor.parse({ kind: 'decision', question: planned.question, choices: planned.choices }) };
    case 'respond':
      return { ...base, kind: 'respond', status: 200, body: mappingOf(planned.body) };
    case 'stop':
      return { ...base, kind: 'stop', message: planned.message };
    default:
      return assertNever(planned);
  }
}

const mappingOf = (fields: readonly PlannedField[]): MappingDocument => ({ v: 1, tables: {}, rules: fields.map(ruleOf) });

const plainPath = /^(?:trigger|steps|loop|run)(?:\.[A-Za-z_]\w*)+$/;
const plainText = /^"(?:[^"\\]|\\["\\])*"$/;

/** Paths and texts become what a person would have made of them; everything else stays a formula. */
function ruleOf({ target, formula }: PlannedField, at: number): MappingRule {
  const base = { id: `rule-${at + 1}`, target, onError: 'fail', origin: 'user' } as const;
  if (plainPath.test(formula)) return { ...base, kind: 'copy', from: { path: formula } };
  if (plainText.test(formula)) return { ...base, kind: 'const', value: unquoted(formula) };
  return { ...base, kind: 'formula', formula };
}

/** Not read as JSON, which knows no text over several lines. */
const unquoted = (text: string): string => text.slice(1, -1).replace(/\\(["\\])/g, '$1');
