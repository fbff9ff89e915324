import {
  ancestorsOf,
  crossesBorder,
  freshEdgeId,
  portsOf,
  stepsInOrder,
  TRIGGER_ID,
  type FlowCommand,
  type FlowDocument,
  type FlowStep,
  type Port,
  type StepId,
} from '@penstock/flow-model';

export interface Exit {
  readonly from: StepId;
  readonly port: Port;
}

/** The steps an exit leads to, in the order they were connected. */
export const targetsOf = (flow: FlowDocument, { from, port }: Exit): FlowStep[] =>
  flow.edges.flatMap((edge) => {
    const step = edge.from === from && edge.port === port ? flow.steps[edge.to] : undefined;
    return step ? [step] : [];
  });

/** The steps an exit may lead to instead of what it leads to now: what `canConnect` allows, asked for all steps at once. */
export function possibleTargets(flow: FlowDocument, exit: Exit): FlowStep[] {
  if (exit.from !== TRIGGER_ID && !(exit.from in flow.steps)) return [];
  if (!portsOf(flow.steps[exit.from]).includes(exit.port)) return [];
  const before = ancestorsOf(flow, exit.from);
  return stepsInOrder(flow).flatMap((id) => {
    const step = flow.steps[id];
    const isPossible = id !== exit.from && !before.has(id) && !crossesBorder(flow, { ...exit, to: id });
    return step && isPossible ? [step] : [];
  });
}

/** Leads an exit to one step, or (null) nowhere. */
export function leadTo(flow: FlowDocument, exit: Exit, to: StepId | null): FlowCommand {
  const connect: FlowCommand[] = to === null ? [] : [{ kind: 'connect', edge: { id: freshEdgeId(flow), ...exit, to } }];
  return {
    kind: 'batch',
    label: to === null ? 'disconnect steps' : 'connect steps',
    commands: [removalOf(flow, exit), ...connect],
  };
}

function removalOf({ edges }: FlowDocument, { from, port }: Exit): FlowCommand {
  const edgeIds = edges.filter((edge) => edge.from === from && edge.port === port).map(({ id }) => id);
  return { kind: 'remove', stepIds: [], edgeIds };
}
