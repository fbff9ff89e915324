import { TRIGGER_ID, type FlowDocument, type FlowEdge } from '../document';
import { innerPortOf, portsOf } from '../editing/flow-graph';

/**
 * Questions about the order of steps. Edges to or from steps that do not exist are ignored here (the checker reports
 * them), so every answer holds for half-finished drafts too.
 */

function soundEdges(document: FlowDocument): readonly FlowEdge[] {
  const exists = (id: string): boolean => Object.hasOwn(document.steps, id);
  return document.edges.filter(({ from, to }) => (from === TRIGGER_ID || exists(from)) && exists(to));
}

function grouped<Edge extends FlowEdge>(edges: readonly Edge[], by: 'from' | 'to'): ReadonlyMap<string, readonly Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[by]);
    if (group) group.push(edge);
    else groups.set(edge[by], [edge]);
  }
  return groups;
}

interface Ordering {
  readonly order: readonly string[];
  /** Steps that wait for each other, or for one that does. */
  readonly stuck: readonly string[];
}

/** Kahn's algorithm; among steps that are ready, the order of the document decides. */
function orderSteps(document: FlowDocument): Ordering {
  const edges = soundEdges(document).filter(({ from }) => from !== TRIGGER_ID);
  const outgoing = grouped(edges, 'from');
  const open = new Map(Object.keys(document.steps).map((id) => [id, 0]));
  for (const { to } of edges) open.set(to, (open.get(to) ?? 0) + 1);

  const order = [...open].filter(([, count]) => count === 0).map(([id]) => id);
  for (let next = 0; next < order.length; next += 1) {
    for (const { to } of outgoing.get(order[next] ?? '') ?? []) {
      const left = (open.get(to) ?? 0) - 1;
      open.set(to, left);
      if (left === 0) order.push(to);
    }
  }
  const done = new Set(order);
  return { order, stuck: Object.keys(document.steps).filter((id) => !done.has(id)) };
}

/** Every step after all steps it follows; undefined when steps follow each other in a circle. */
export function topologicalOrder(document: FlowDocument): readonly string[] | undefined {
  const { order, stuck } = orderSteps(document);
  return stuck.length === 0 ? order : undefined;
}

/** The steps that stand in a circle, and no others. */
export function stepsInCircles(document: FlowDocument): readonly string[] {
  return orderSteps(document).stuck.filter((id) => ancestorsOf(document, id).has(id));
}

/** Every step from which a path leads to this one. A step in a circle is its own ancestor. */
export function ancestorsOf(document: FlowDocument, stepId: string): ReadonlySet<string> {
  const incoming = grouped(soundEdges(document), 'to');
  return walk(stepId, (id) => (incoming.get(id) ?? []).map(({ from }) => from).filter((from) => from !== TRIGGER_ID));
}

/** Every step that a path from the trigger leads to. */
export function reachableSteps(document: FlowDocument): ReadonlySet<string> {
  const outgoing = grouped(soundEdges(document), 'from');
  return walk(TRIGGER_ID, (id) => (outgoing.get(id) ?? []).map(({ to }) => to));
}

function walk(start: string, neighboursOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...neighboursOf(start)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...neighboursOf(id));
  }
  return seen;
}

/**
 * For each step, the steps that certainly ran whenever it runs: their outputs may be read. A step runs when every
 * edge into it is decided and at least one was taken, so what holds is what all its incoming edges have in common,
 * plus every ancestor that an edge certainly taken leads to (the other arm of a parallel join).
 */
export function certainSteps(document: FlowDocument): ReadonlyMap<string, ReadonlySet<string>> {
  return eachOf(certainFacts(document), (id, known) => [...known].filter((fact) => isReadable(document, { fact, from: id })));
}

/** For each step, the steps that were certainly left by their error exit whenever it runs: they have a failure, no result. */
export function certainFailures(document: FlowDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const exit = '>error';
  return eachOf(certainFacts(document), (_id, known) => [...known].filter((fact) => fact.endsWith(exit)).map((fact) => fact.slice(0, -exit.length)));
}

const knownFacts = new WeakMap<FlowDocument, ReadonlyMap<string, ReadonlySet<string>>>();

/** Worked out once per document: documents are replaced, never changed. */
function certainFacts(document: FlowDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const facts = knownFacts.get(document) ?? workedOut(document);
  knownFacts.set(document, facts);
  return facts;
}

function workedOut(document: FlowDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const ways = waysOf(document);
  const incoming = grouped(ways, 'to');
  const facts = new Map<string, ReadonlySet<string>>([[TRIGGER_ID, new Set()]]);
  const ancestors = new Map<string, ReadonlySet<string>>();
  for (const id of orderSteps(document).order) {
    const into = incoming.get(id) ?? [];
    const common = inCommon(into.map((way) => factsAlong(way, facts)));
    ancestors.set(id, ancestorsBy(into, ancestors));
    facts.set(id, withImplied(common, ancestors.get(id) ?? new Set(), incoming));
  }
  facts.delete(TRIGGER_ID);
  return facts;
}

/** All that lead to a step lead by its incoming edges: what is known of their sources is enough. */
function ancestorsBy(into: readonly FlowEdge[], known: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { from } of into) {
    if (from === TRIGGER_ID) continue;
    found.add(from);
    for (const ancestor of known.get(from) ?? []) found.add(ancestor);
  }
  return found;
}

const eachOf = (
  facts: ReadonlyMap<string, ReadonlySet<string>>,
  choose: (id: string, known: ReadonlySet<string>) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> => new Map([...facts].map(([id, known]) => [id, new Set(choose(id, known))]));

/** Other steps, but not the containers a step stands in (they have no output yet) nor the inside of other containers. */
function isReadable({ steps }: FlowDocument, { fact, from }: { readonly fact: string; readonly from: string }): boolean {
  if (!Object.hasOwn(steps, fact)) return false;
  const around = new Set(containersAround(steps, from));
  return !around.has(fact) && containersAround(steps, fact).every((container) => around.has(container));
}

/** From the inside out; ends at a parent that does not exist or repeats itself. */
export function containersAround(steps: FlowDocument['steps'], stepId: string): readonly string[] {
  const around: string[] = [];
  for (let parent = steps[stepId]?.parent; parent !== undefined && !around.includes(parent); parent = steps[parent]?.parent) {
    around.push(parent);
  }
  return around;
}

/** An edge, and what is asked of it again and again. Facts are step ids ("it ran") and `id>port` ("this way out was taken"). */
interface Way extends FlowEdge {
  readonly wayOut: string;
  readonly isOnlyWayOn: boolean;
}

function waysOf(document: FlowDocument): readonly Way[] {
  const edges = soundEdges(document);
  const handlesFailure = new Set(edges.filter(({ port }) => port === 'error').map(({ from }) => from));
  return edges.map((edge) => ({
    ...edge,
    wayOut: `${edge.from}>${edge.port}`,
    isOnlyWayOn: isOnlyWayOn(document, edge) && !handlesFailure.has(edge.from),
  }));
}

function factsAlong({ from, wayOut }: Way, facts: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  return new Set([...(facts.get(from) ?? []), from, wayOut]);
}

function inCommon(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [first, ...others] = sets;
  return new Set([...(first ?? [])].filter((fact) => others.every((other) => other.has(fact))));
}

function withImplied(
  known: ReadonlySet<string>,
  ancestors: ReadonlySet<string>,
  incoming: ReadonlyMap<string, readonly Way[]>,
): ReadonlySet<string> {
  const all = new Set(known);
  let open = [...ancestors].filter((id) => !all.has(id));
  for (let grew = true; grew; ) {
    const isImplied = (id: string): boolean =>
      (incoming.get(id) ?? []).some(({ from, wayOut, isOnlyWayOn: isOnly }) => all.has(wayOut) || (isOnly && all.has(from)));
    const implied = open.filter(isImplied);
    implied.forEach((id) => all.add(id));
    open = open.filter((id) => !all.has(id));
    grew = implied.length > 0;
  }
  return all;
}

/** Whoever comes past the step has taken this exit: it has no other that leads anywhere, failures left out of account. */
function isOnlyWayOn({ steps }: FlowDocument, { from, port }: FlowEdge): boolean {
  if (from === TRIGGER_ID) return true;
  const step = steps[from];
  if (port !== 'default' || step?.kind === 'filter' || step?.kind === 'switch') return false;
  return portsOf(step).filter((other) => other !== innerPortOf(step) && other !== 'error').length === 1;
}

/** Every step in a container, at any depth; none of other steps. */
export function bodyOf(steps: FlowDocument['steps'], stepId: string): readonly string[] {
  const kind = steps[stepId]?.kind;
  return kind === 'for-each' || kind === 'try' ? Object.keys(steps).filter((id) => containersAround(steps, id).includes(stepId)) : [];
}
