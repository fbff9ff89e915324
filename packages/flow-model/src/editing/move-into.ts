import type { FlowCommand } from '../commands/flow-command';
import { containersAround } from '../check/graph';
import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type StepId } from '../document';
import { crossesBorder, type EditVerdict } from './can-connect';
import { movesThatMakeRoom } from './make-room';
import { freePosition } from './place-step';
import { relocatedLines } from './relocated-lines';
import {
  columnGap,
  containerAt,
  covers,
  frameOf,
  framePadding,
  frameTitle,
  isContainer,
  stepHeight,
  stepsInside,
  stepWidth,
  type Frame,
  type Point,
} from './step-frames';

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
 * last step, out of one it follows the container it came from.
 */
export function moveInto(flow: FlowDocument, stepId: StepId, container: StepId | undefined): FlowCommand {
  return relocated(flow, { stepIds: [stepId], container, placeOf: newPlace });
}

/** As `moveInto` for steps that go together, lines between them included; they stay where they were let go. */
export function dropInto(flow: FlowDocument, stepIds: readonly StepId[], container: StepId | undefined): FlowCommand {
  return relocated(flow, { stepIds, container, placeOf: (after, step) => frameOf(after, step.id) });
}

/** Lines that such a move cuts with nothing in their place: whoever moves the steps has to be told. */
export const linesCutByMove = (flow: FlowDocument, stepIds: readonly StepId[], container: StepId | undefined): readonly FlowEdge[] =>
  relocatedLines(flow, movingOf(flow, stepIds, container), container).cut;

/**
 * The container a step would stand in when it is let go with its middle at a point: the innermost one there, as the
 * frames are before the move. A step leaves a container when its middle is more than half a card outside of that frame:
 * less only makes the frame wider.
 */
export function containerUnder(flow: FlowDocument, stepId: StepId, middle: Point): StepId | undefined {
  const around = containersAround(flow.steps, stepId);
  const there = containerAt(flow, middle, [stepId, ...stepsInside(flow, stepId)]);
  if (there !== undefined && !around.includes(there)) return there;
  return around.find((id) => isContainer(flow.steps[id]) && covers(widened(frameOf(flow, id)), middle));
}

const widened = ({ x, y, width, height }: Frame): Frame => ({
  x: x - stepWidth / 2,
  y: y - stepHeight / 2,
  width: width + stepWidth,
  height: height + stepHeight,
});

interface Relocation {
  readonly stepIds: readonly StepId[];
  readonly container: StepId | undefined;
  readonly placeOf: (flow: FlowDocument, step: FlowStep, where: Where) => Point;
}

interface Where {
  readonly container: StepId | undefined;
  readonly entry: FlowEdge | undefined;
}

function relocated(flow: FlowDocument, { stepIds, container, placeOf }: Relocation): FlowCommand {
  const moving = movingOf(flow, stepIds, container);
  const label = moveLabel(flow, [...moving]);
  if (moving.size === 0) return { kind: 'batch', label, commands: [] };
  const { removed, added } = relocatedLines(flow, moving, container);
  const places = Object.assign(
    {},
    ...[...moving].map((id) => {
      const entry = added.find(({ to }) => to === id);
      return placesAt(flow, id, placeOf(flow, flow.steps[id] as FlowStep, { container, entry }));
    }),
  ) as Record<StepId, Point>;
  return {
    kind: 'batch',
    label,
    commands: [
      { kind: 'remove', stepIds: [], edgeIds: removed.map(({ id }) => id) },
      { kind: 'move-into', stepIds: [...moving], parent: container },
      ...added.map((edge): FlowCommand => ({ kind: 'connect', edge })),
      { kind: 'move', positions: places },
      ...movesThatMakeRoom(flow, standingIn(flow, { moving, container, places }), container),
    ],
  };
}

/** What has to go: steps that stand elsewhere, without those that a container among them takes along. */
function movingOf(flow: FlowDocument, stepIds: readonly StepId[], container: StepId | undefined): ReadonlySet<StepId> {
  return new Set(
    stepIds.filter((id) => {
      const step = flow.steps[id];
      return step && step.parent !== container && !containersAround(flow.steps, id).some((each) => stepIds.includes(each));
    }),
  );
}

/** "move Charge the card", "move 3 steps": for an undo button. */
export function moveLabel(flow: FlowDocument, stepIds: readonly StepId[]): string {
  const [only] = stepIds;
  return `move ${stepIds.length > 1 ? `${stepIds.length} steps` : (flow.steps[only ?? '']?.name ?? 'the step')}`;
}

/** Steps with this parent, and what the document says about them elsewhere: lines over the border and undo lists go. */
export function withParent(flow: FlowDocument, stepIds: readonly StepId[], parent: StepId | undefined): FlowDocument {
  const steps = { ...flow.steps };
  for (const id of stepIds) {
    const step = steps[id];
    if (!step) continue;
    const { parent: _old, ...rest } = step;
    steps[id] = { ...rest, ...(parent !== undefined && { parent }) } as FlowStep;
  }
  const next = withoutUndo({ ...flow, steps }, new Set(stepIds));
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

function newPlace(flow: FlowDocument, step: FlowStep, { container, entry }: Where): Point {
  const size = frameOf(flow, step.id);
  const from = frameOf(flow, entry?.from ?? step.id);
  const isFirst = entry !== undefined && entry.from === container;
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
  readonly moving: ReadonlySet<StepId>;
  readonly container: StepId | undefined;
  readonly places: Readonly<Record<StepId, Point>>;
}

function standingIn(flow: FlowDocument, { moving, container, places }: Standing): FlowDocument {
  const next = withParent(flow, [...moving], container);
  const steps = Object.values(next.steps).map((step): [StepId, FlowStep] => [step.id, { ...step, position: places[step.id] ?? step.position }]);
  return { ...next, steps: Object.fromEntries(steps) };
}
