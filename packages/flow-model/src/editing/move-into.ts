import type { FlowCommand } from '../commands/flow-command';
import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type StepId } from '../document';
import { crossesBorder, type EditVerdict } from './can-connect';
import { freshEdgeId } from './fresh-ids';
import { edgesInto, edgesOutOf, innerPortOf, onwardPortsOf, stepsWithin } from './flow-graph';
import { movesThatMakeRoom } from './make-room';
import { freePosition } from './place-step';
import { columnGap, containerAt, frameOf, framePadding, frameTitle, isContainer, stepsInside, type Point } from './step-frames';

const refused = (reason: string): EditVerdict => ({ allowed: false, reason });

/** May the step stand in this container (undefined: at the top)? */
export function canMoveInto(flow: FlowDocument, stepId: StepId, container: StepId | undefined): EditVerdict {
  if (stepId === TRIGGER_ID) return refused('The trigger starts the flow: it stands at the top.');
  if (!(stepId in flow.steps)) return refused('This step is not in the flow any more.');
  if (container === undefined) return { allowed: true };
  if (!isContainer(flow.steps[container])) return refused('Only loops and tries hold other steps.');
  if (container === stepId || stepsInside(flow, stepId).includes(container))
    return refused('A container cannot stand in itself.');
  return { allowed: true };
}

/** The containers a step may be put into, itself and what stands in it left out. */
export const containersFor = (flow: FlowDocument, stepId: StepId): FlowStep[] =>
  Object.values(flow.steps).filter((step) => canMoveInto(flow, stepId, step.id).allowed && isContainer(step));

/**
 * Puts a step into a container's body, or takes it out. The way it stood in closes behind it; in a body it becomes the
 * last step, at the top it follows the container it came from.
 */
export function moveInto(flow: FlowDocument, stepId: StepId, container: StepId | undefined): FlowCommand {
  return relocated(flow, stepId, { container, placeOf: newPlace });
}

/** As `moveInto`, and the step stays where it was let go. */
export function dropInto(flow: FlowDocument, stepId: StepId, container: StepId | undefined): FlowCommand {
  return relocated(flow, stepId, { container, placeOf: (after, step) => frameOf(after, step.id) });
}

/**
 * The container a step would stand in when it is let go with its middle at a point: the innermost one there, as the
 * frames are before the move. A step leaves its container when it is dragged out of the frame that stands around it.
 */
export const containerUnder = (flow: FlowDocument, stepId: StepId, middle: Point): StepId | undefined =>
  containerAt(flow, middle, [stepId, ...stepsInside(flow, stepId)]);

interface Relocation {
  readonly container: StepId | undefined;
  readonly placeOf: (flow: FlowDocument, step: FlowStep, where: { container: StepId | undefined; entry: FlowEdge | null }) => Point;
}

function relocated(flow: FlowDocument, stepId: StepId, { container, placeOf }: Relocation): FlowCommand {
  const step = flow.steps[stepId];
  const label = `move ${step?.name ?? 'the step'}`;
  if (!step || step.parent === container) return { kind: 'batch', label, commands: [] };
  const closing = closedBehind(flow, stepId);
  const entry = entryEdge(flow, step, { container, taken: closing.map(({ id }) => id) });
  const places = placesAt(flow, stepId, placeOf(flow, step, { container, entry }));
  return {
    kind: 'batch',
    label,
    commands: [
      { kind: 'remove', stepIds: [], edgeIds: [...edgesInto(flow, stepId), ...outward(flow, step)].map(({ id }) => id) },
      { kind: 'move-into', stepId, parent: container },
      ...[...closing, ...(entry ? [entry] : [])].map((edge): FlowCommand => ({ kind: 'connect', edge })),
      { kind: 'move', positions: places },
      ...movesThatMakeRoom(flow, standingIn(flow, { stepId, container, places }), container),
    ],
  };
}

/** Steps with this parent, and what the document says about them elsewhere: lines over the border and undo lists go. */
export function withParent(flow: FlowDocument, stepId: StepId, parent: StepId | undefined): FlowDocument {
  const step = flow.steps[stepId];
  if (!step) return flow;
  const { parent: _old, ...rest } = step;
  const moved = { ...rest, ...(parent !== undefined && { parent }) } as FlowStep;
  const next = withoutUndo({ ...flow, steps: { ...flow.steps, [stepId]: moved } }, new Set([stepId]));
  const edges = flow.edges.filter((edge) => !crossesBorder(next, edge));
  return edges.length === flow.edges.length ? next : { ...next, edges };
}

/** Undo lists without these steps. */
export function withoutUndo(flow: FlowDocument, gone: ReadonlySet<StepId>): FlowDocument {
  const isListed = (list: readonly StepId[]): boolean => list.some((id) => gone.has(id));
  const kept = (list: readonly StepId[]): StepId[] => list.filter((id) => !gone.has(id));
  const steps = { ...flow.steps };
  for (const step of Object.values(flow.steps)) {
    if (step.kind === 'try' && isListed(step.undo)) steps[step.id] = { ...step, undo: kept(step.undo) };
  }
  const { settings } = flow;
  return {
    ...flow,
    steps,
    ...(settings && isListed(settings.undo) && { settings: { ...settings, undo: kept(settings.undo) } }),
  };
}

const outward = (flow: FlowDocument, step: FlowStep): FlowEdge[] =>
  edgesOutOf(flow, step.id).filter(({ port }) => port !== innerPortOf(step));

/** What led to the step leads on to what followed its main exit. */
function closedBehind(flow: FlowDocument, stepId: StepId): FlowEdge[] {
  const step = flow.steps[stepId];
  const [main] = onwardPortsOf(step);
  const followers = edgesOutOf(flow, stepId).filter(({ port }) => port === main);
  const taken: string[] = [];
  return edgesInto(flow, stepId).flatMap(({ from, port }) =>
    followers.flatMap(({ to }) => {
      if (flow.edges.some((edge) => edge.from === from && edge.port === port && edge.to === to)) return [];
      const id = freshEdgeId(flow, taken);
      taken.push(id);
      return [{ id, from, port, to }];
    }),
  );
}

interface Destination {
  readonly container: StepId | undefined;
  readonly taken: readonly string[];
}

function entryEdge(flow: FlowDocument, step: FlowStep, { container, taken }: Destination): FlowEdge | null {
  const id = freshEdgeId(flow, taken);
  const inner = innerPortOf(flow.steps[container ?? '']);
  if (container === undefined || inner === undefined)
    return step.parent === undefined ? null : { id, from: step.parent, port: 'default', to: step.id };
  const last = lastOf(flow, container, step.id);
  return last ? { id, from: last.id, port: onwardPortsOf(last)[0] ?? 'default', to: step.id } : { id, from: container, port: inner, to: step.id };
}

/** The rightmost step of a body that goes nowhere yet. */
function lastOf(flow: FlowDocument, container: StepId, leftOut: StepId): FlowStep | undefined {
  return stepsWithin(flow, container)
    .filter((step) => step.id !== leftOut && onwardPortsOf(step).length > 0 && outward(flow, step).length === 0)
    .sort((a, b) => a.position.x - b.position.x)
    .at(-1);
}

function newPlace(flow: FlowDocument, step: FlowStep, { container, entry }: { container: StepId | undefined; entry: FlowEdge | null }): Point {
  const size = frameOf(flow, step.id);
  const from = frameOf(flow, entry?.from ?? step.id);
  const isFirst = entry !== null && entry.from === container;
  const wanted = isFirst
    ? { x: from.x + framePadding.left, y: from.y + frameTitle + framePadding.top }
    : { x: from.x + from.width + columnGap, y: from.y };
  return freePosition(flow, wanted, { parent: container, size });
}

function placesAt(flow: FlowDocument, stepId: StepId, to: Point): Record<StepId, Point> {
  const from = frameOf(flow, stepId);
  return Object.fromEntries(
    [stepId, ...stepsInside(flow, stepId)].flatMap((id) => {
      const at = flow.steps[id]?.position;
      return at ? [[id, { x: at.x + to.x - from.x, y: at.y + to.y - from.y }]] : [];
    }),
  );
}

interface Standing {
  readonly stepId: StepId;
  readonly container: StepId | undefined;
  readonly places: Readonly<Record<StepId, Point>>;
}

function standingIn(flow: FlowDocument, { stepId, container, places }: Standing): FlowDocument {
  const next = withParent(flow, stepId, container);
  const steps = Object.values(next.steps).map((step): [StepId, FlowStep] => [step.id, { ...step, position: places[step.id] ?? step.position }]);
  return { ...next, steps: Object.fromEntries(steps) };
}
