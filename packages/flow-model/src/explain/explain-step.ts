import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { TRIGGER_ID, type FlowDocument, type FlowStep } from '../document';
import { edgesInto, edgesOutOf, portsOf } from '../editing/flow-graph';
import { listed } from './explain-words';
import { workOf } from './explain-work';

/**
 * What a step does, in sentences for a person who did not build it: from the document and the descriptions of the
 * connectors alone, the same words for the same flow. Empty for a step that is not there.
 */
export function explainStep(flow: FlowDocument, stepId: string, connectors: readonly ConnectorDescriptor[]): readonly string[] {
  const step = Object.hasOwn(flow.steps, stepId) ? flow.steps[stepId] : undefined;
  if (stepId === TRIGGER_ID) return [...explainTrigger(flow, connectors), ...followersOf(flow, TRIGGER_ID)];
  if (!step) return [];
  const off = step.disabled ? ['It is switched off: runs pass it by as if it were not there.'] : [];
  return [...off, ...workOf(step, flow, connectors), ...predecessorsOf(flow, step), ...followersOf(flow, step.id), ...onFailure(flow, step)];
}

function explainTrigger({ trigger }: FlowDocument, connectors: readonly ConnectorDescriptor[]): readonly string[] {
  const connector = connectors.find(({ id }) => id === trigger.connector);
  const known = connector?.triggers.find(({ id, version }) => id === trigger.trigger && version === trigger.version);
  if (!connector || !known) return [`Runs start by ${trigger.connector} / ${trigger.trigger}, which is not installed here, so nothing starts them.`];
  const how = [
    ...(known.polls ? [`It asks ${connector.title} for news at intervals and starts one run for each new record.`] : []),
    ...(known.schedules === true ? ['It starts runs by the clock.'] : []),
    ...(known.takesFiles === true ? ['It starts a run for each file that is dropped for it.'] : []),
    ...(known.channels.length > 0 && trigger.path !== undefined ? [`Senders deliver to the intake address that ends in “${trigger.path}”; a delivery is stored before it is acknowledged, and a repeated one starts nothing twice.`] : []),
  ];
  return [`Runs start with “${known.title}” of ${connector.title}. ${known.summary}`, ...how];
}

function predecessorsOf(flow: FlowDocument, { id }: FlowStep): readonly string[] {
  const from = edgesInto(flow, id).map((edge) => (edge.from === TRIGGER_ID ? 'the trigger' : nameOf(flow, edge.from)));
  if (from.length === 0) return ['Nothing leads to it, so it never runs.'];
  return [`It runs after ${listed([...new Set(from)])}${from.length > 1 ? ', once all of them are decided and at least one led here' : ''}.`];
}

function followersOf(flow: FlowDocument, id: string): readonly string[] {
  const ports = id === TRIGGER_ID ? ['default'] : portsOf(flow.steps[id]).filter((port) => port !== 'error');
  const ways = ports.flatMap((port) => {
    const to = edgesOutOf(flow, id).filter((edge) => edge.port === port);
    if (to.length === 0) return [];
    const exit = ports.length === 1 || port === 'default' ? '' : ` by “${exitName(flow, id, port)}”`;
    return [`${listed(to.map((edge) => nameOf(flow, edge.to)))}${exit}`];
  });
  return ways.length === 0 ? [] : [`Then the run goes on to ${listed(ways, 'or')}.`];
}

/** Cases and choices go by the name a person gave them. */
function exitName(flow: FlowDocument, id: string, port: string): string {
  const step = flow.steps[id];
  if (step?.kind === 'switch') return step.cases.find((each) => each.id === port)?.name ?? port;
  if (step?.kind === 'wait' && step.wait.kind === 'decision') return step.wait.choices.find((each) => each.id === port)?.label ?? port;
  return port;
}

function onFailure(flow: FlowDocument, step: FlowStep): readonly string[] {
  if (!portsOf(step).includes('error')) return [];
  const caught = edgesOutOf(flow, step.id).filter(({ port }) => port === 'error');
  if (caught.length > 0) return [`When it fails for good the run goes on to ${listed(caught.map(({ to }) => nameOf(flow, to)))} instead.`];
  const around = step.parent === undefined ? undefined : flow.steps[step.parent];
  if (around?.kind === 'try') return [`When it fails for good “${around.name}” deals with it.`];
  return ['When it fails for good the run stops and waits for a person; what was done before stays recorded.'];
}

const nameOf = ({ steps }: FlowDocument, id: string): string => `“${steps[id]?.name ?? id}”`;
