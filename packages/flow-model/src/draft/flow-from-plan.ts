import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { err, ok, type Result } from '@penstock/kernel';
import { checkFlow } from '../check/check-flow';
import { flowDocument, type FlowDocument, type FlowProblem, type FlowTrigger } from '../document';
import { slugOf } from '../editing/fresh-ids';
import { layoutFlow } from '../editing/layer-layout';
import type { FlowPlan } from './flow-plan';
import { newest, stepOf } from './planned-steps';

/** What a person can still fill in. Every other error of the checker means that the plan made something up. */
const leftOpen: ReadonlySet<string> = new Set(['MAY_BE_MISSING', 'MAY_BE_NULL', 'REQUIRED_MAY_BE_MISSING', 'REQUIRED_TARGET', 'SETTING_MISSING']);

export interface PlannedFlow {
  readonly document: FlowDocument;
  /** What is still to be filled in, and warnings. */
  readonly problems: readonly FlowProblem[];
}

/**
 * A flow document out of a plan, laid out and checked. Refused, with sentences why, when it names anything that is not
 * installed, not described or not there.
 */
export function flowFromPlan(name: string, plan: FlowPlan, connectors: readonly ConnectorDescriptor[]): Result<PlannedFlow, readonly string[]> {
  const trigger = triggerOf(name, plan, connectors);
  const steps = plan.steps.map((planned) => ({ planned, step: stepOf(planned, connectors) }));
  const missing = [
    ...(trigger ? [] : [`The trigger ${plan.trigger.connector} / ${plan.trigger.trigger} is not installed.`]),
    ...steps.flatMap(({ planned, step }) => (step ? [] : [`“${planned.name}” uses an action that is not installed.`])),
    ...twice(plan.steps.map(({ id }) => id)).map((id) => `Two steps are called “${id}”.`),
  ];
  if (missing.length > 0 || !trigger) return err(missing);
  const parsed = flowDocument.safeParse({
    schemaVersion: 1,
    name,
    trigger,
    steps: Object.fromEntries(steps.map(({ planned, step }) => [planned.id, step])),
    edges: plan.edges.map((edge, at) => ({ id: `edge-${at + 1}`, ...edge })),
  });
  if (!parsed.success) return err(['It is no flow document.']);
  const problems = checkFlow(parsed.data, connectors);
  const refused = problems.filter(({ severity, code }) => severity === 'error' && !leftOpen.has(code));
  return refused.length > 0 ? err(refused.map(({ message }) => message)) : ok({ document: laidOut(parsed.data), problems });
}

function triggerOf(name: string, { trigger }: FlowPlan, connectors: readonly ConnectorDescriptor[]): FlowTrigger | undefined {
  const connector = connectors.find(({ id }) => id === trigger.connector);
  const kind = newest(connector?.triggers, trigger.trigger);
  if (!connector || !kind) return undefined;
  return {
    name: trigger.name,
    connector: connector.id,
    trigger: kind.id,
    version: kind.version,
    settings: trigger.settings,
    position: { x: 0, y: 0 },
    ...(kind.polls && connector.connection && { slot: connector.id }),
    ...(kind.channels.length > 0 && { path: slugOf(name) }),
  };
}

const twice = (ids: readonly string[]): readonly string[] => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];

function laidOut(flow: FlowDocument): FlowDocument {
  const places = layoutFlow(flow);
  const steps = Object.values(flow.steps).map((step) => [step.id, { ...step, position: places[step.id] ?? step.position }]);
  return { ...flow, steps: Object.fromEntries(steps) as FlowDocument['steps'] };
}
