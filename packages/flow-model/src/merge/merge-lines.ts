import { lineKey } from '../diff/diff-lines';
import { TRIGGER_ID, type FlowDocument, type FlowEdge } from '../document';
import { portsOf } from '../editing/flow-graph';
import { freshEdgeId } from '../editing/fresh-ids';
import { mergeParts, type Parts, type Sides } from './three-way';

type Edges = readonly FlowEdge[];

/** A line is there or it is not: two sides cannot disagree. Those of steps and exits that went go with them. */
export function mergeLines(sides: Sides<Edges>, steps: FlowDocument['steps']): FlowEdge[] {
  const byEnds = { base: linesOf(sides.base), mine: linesOf(sides.mine), theirs: linesOf(sides.theirs) };
  const lines = mergeParts(byEnds, 'lines', () => 'mine') as Record<string, Omit<FlowEdge, 'id'>>;
  const wanted = new Map([...sides.theirs, ...sides.mine].map((edge) => [lineKey(edge), edge.id]));
  const edges: FlowEdge[] = [];
  for (const [key, line] of Object.entries(lines)) {
    if (!canStand(line, steps)) continue;
    const taken = edges.map(({ id }) => id);
    const own = wanted.get(key);
    const id = own !== undefined && !taken.includes(own) ? own : freshEdgeId({ edges: [...sides.mine, ...sides.theirs] }, taken);
    edges.push({ id, ...line });
  }
  return edges;
}

const linesOf = (edges: Edges): Parts => Object.fromEntries(edges.map(({ from, port, to }) => [lineKey({ from, port, to }), { from, port, to }]));

function canStand({ from, port, to }: Omit<FlowEdge, 'id'>, steps: FlowDocument['steps']): boolean {
  const source = steps[from];
  return to in steps && (from === TRIGGER_ID || (source !== undefined && portsOf(source).includes(port)));
}
