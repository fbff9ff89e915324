import { lineKey } from '../diff/diff-lines';
import type { FlowLine } from '../diff/flow-difference';
import { TRIGGER_ID, type FlowDocument, type FlowEdge } from '../document';
import { portsOf } from '../editing/flow-graph';
import { freshEdgeId } from '../editing/fresh-ids';
import { isSame } from '../diff/difference-of';
import { mergeParts, type Arbiter, type Sides } from './three-way';

type Edges = readonly FlowEdge[];
type Lines = Readonly<Record<string, FlowLine>>;

export const linesPart = 'lines';

/**
 * A line is there or it is not: two sides cannot disagree. But where both replaced the same line differently, the lines
 * of both together would be ways around each other (a step runs when any line into it was taken): that is asked.
 * Lines of steps and exits that went go with them.
 */
export function mergeLines(sides: Sides<Edges>, steps: FlowDocument['steps'], arbiter: Arbiter): FlowEdge[] {
  const wanted = new Map([...sides.theirs, ...sides.mine].map((edge) => [lineKey(edge), edge.id]));
  const edges: FlowEdge[] = [];
  for (const [key, line] of Object.entries(linesOfBoth(sides, arbiter))) {
    if (!canStand(line, steps)) continue;
    const taken = edges.map(({ id }) => id);
    const own = wanted.get(key);
    const id = own !== undefined && !taken.includes(own) ? own : freshEdgeId({ edges: [...sides.mine, ...sides.theirs] }, taken);
    edges.push({ id, ...line });
  }
  return edges;
}

function linesOfBoth({ base, mine, theirs }: Sides<Edges>, arbiter: Arbiter): Lines {
  const byEnds = { base: linesOf(base), mine: linesOf(mine), theirs: linesOf(theirs) };
  const together = mergeParts(byEnds, linesPart, () => 'mine') as Lines;
  const dropped = new Set<string>();
  const restored: [string, FlowLine][] = [];
  for (const [key, ways] of waysOfBoth(byEnds)) {
    const taken = arbiter(`${linesPart}/${key}`);
    const kept = taken === 'base' ? [] : ways[taken];
    for (const way of [...ways.mine, ...ways.theirs]) if (!kept.includes(way)) dropped.add(way);
    if (taken === 'base') restored.push([key, byEnds.base[key] as FlowLine]);
  }
  return { ...Object.fromEntries(Object.entries(together).filter(([key]) => !dropped.has(key))), ...Object.fromEntries(restored) };
}

/** Lines by whose keys each side replaced a line of the base. */
interface Ways {
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/** Lines that both sides took away, with what each drew from their start or into their end; not where both did the same. */
function waysOfBoth({ base, mine, theirs }: Sides<Lines>): [string, Ways][] {
  return Object.entries(base).flatMap(([key, line]): [string, Ways][] => {
    if (key in mine || key in theirs) return [];
    const ways = { mine: waysAround(line, base, mine), theirs: waysAround(line, base, theirs) };
    return isSame(ways.mine, ways.theirs) ? [] : [[key, ways]];
  });
}

const waysAround = ({ from, port, to }: FlowLine, base: Lines, side: Lines): string[] =>
  Object.entries(side)
    .filter(([key, line]) => !(key in base) && (line.to === to || (line.from === from && line.port === port)))
    .map(([key]) => key)
    .sort();

const linesOf = (edges: Edges): Lines => Object.fromEntries(edges.map(({ from, port, to }) => [lineKey({ from, port, to }), { from, port, to }]));

function canStand({ from, port, to }: FlowLine, steps: FlowDocument['steps']): boolean {
  const source = steps[from];
  return to in steps && (from === TRIGGER_ID || (source !== undefined && portsOf(source).includes(port)));
}
