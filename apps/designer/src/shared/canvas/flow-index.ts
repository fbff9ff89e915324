import { onwardPortsOf, stepsWithin, type FlowDocument } from '@penstock/flow-model';

/** What every card and every line asks of the flow, worked out once for all of them. */
export interface FlowIndex {
  /** Steps whose failure somebody deals with. */
  readonly catching: ReadonlySet<string>;
  /** Containers that hold nothing. */
  isEmpty(stepId: string): boolean;
  /** The only line out of a step with one exit: drawn thicker. */
  readonly mainEdges: ReadonlySet<string>;
}

const known = new WeakMap<FlowDocument, FlowIndex>();

/** Documents are replaced, never changed. */
export function indexOf(flow: FlowDocument): FlowIndex {
  const index = known.get(flow) ?? build(flow);
  known.set(flow, index);
  return index;
}

function build(flow: FlowDocument): FlowIndex {
  const catching = new Set<string>();
  const leaving = new Map<string, string[]>();
  for (const { id, from, port } of flow.edges) {
    if (port === 'error') catching.add(from);
    const ids = leaving.get(from);
    if (ids) ids.push(id);
    else leaving.set(from, [id]);
  }
  const main = [...leaving].flatMap(([from, ids]) =>
    ids.length === 1 && onwardPortsOf(flow.steps[from]).length === 1 ? ids : [],
  );
  return { catching, mainEdges: new Set(main), isEmpty: (stepId) => stepsWithin(flow, stepId).length === 0 };
}
