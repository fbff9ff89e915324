import { TRIGGER_ID, type FlowDocument, type Port, type StepId } from '../document';
import { innerPortOf, portsOf, stepsAfter } from './flow-graph';

export type EditVerdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

export interface ProposedEdge {
  readonly from: StepId;
  readonly port: Port;
  readonly to: StepId;
}

const allowed: EditVerdict = { allowed: true };
const refused = (reason: string): EditVerdict => ({ allowed: false, reason });

/** May a line be drawn here? The reason is shown to whoever draws it. */
export function canConnect(flow: FlowDocument, edge: ProposedEdge): EditVerdict {
  if (edge.to === TRIGGER_ID) return refused('Nothing can lead into the trigger: it starts the flow.');
  if (edge.from === edge.to) return refused('A step cannot lead to itself.');
  const target = flow.steps[edge.to];
  const source = flow.steps[edge.from];
  if (!target || (edge.from !== TRIGGER_ID && !source))
    return refused('One end of this line is not in the flow any more.');
  if (!portsOf(source).includes(edge.port)) {
    return refused(
      source?.kind === 'stop' ? 'Nothing can follow a stop step: it ends the run.' : 'This step has no such exit.',
    );
  }
  if (flow.edges.some((other) => isSameLine(other, edge))) return refused('These two steps are already connected.');
  if (crossesBorder(flow, edge)) {
    return refused('A line cannot cross the border of a loop or a try: connect the container itself.');
  }
  if (stepsAfter(flow, edge.to).has(edge.from)) {
    return refused('This would make a circle: the run would come back here and never end.');
  }
  return allowed;
}

/** The trigger stays; everything else may go. */
export function canDelete(id: StepId): EditVerdict {
  return id === TRIGGER_ID ? refused('A flow needs its trigger. Choose another one in its panel instead.') : allowed;
}

/** Inside a body steps lead to each other; from outside only the container's inner exit leads in. */
export function crossesBorder(flow: FlowDocument, { from, port, to }: ProposedEdge): boolean {
  const source = flow.steps[from];
  const inside = source && innerPortOf(source) === port ? source.id : source?.parent;
  return inside !== flow.steps[to]?.parent;
}

const isSameLine = (a: ProposedEdge, b: ProposedEdge): boolean =>
  a.from === b.from && a.port === b.port && a.to === b.to;
