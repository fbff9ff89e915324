import type { FlowCommand } from '../commands/flow-command';
import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type Port, type StepId } from '../document';
import { freshEdgeId } from './fresh-ids';
import { edgesOutOf, innerPortOf, onwardPortsOf, portsOf, stepsAfter, stepsWithin } from './flow-graph';
import { movesThatMakeRoom } from './make-room';
import {
  columnGap,
  frameOf,
  framePadding,
  frameTitle,
  lineHeightOf,
  rowGap,
  stepsInside,
  type Frame,
  type Point,
} from './step-frames';

export interface StepExit {
  readonly from: StepId;
  readonly port: Port;
}

/** The container that steps behind an exit stand in; undefined at the top. */
export function scopeBehind(flow: FlowDocument, { from, port }: StepExit): StepId | undefined {
  const source = flow.steps[from];
  return source && innerPortOf(source) === port ? from : source?.parent;
}

/** Where a new step goes when nobody said where: into a selected empty container, after `selected`, else at the end of the longest way. */
export function exitFor(flow: FlowDocument, selected: StepId | null): StepExit | null {
  const inner = innerPortOf(flow.steps[selected ?? '']);
  if (selected !== null && inner !== undefined && stepsWithin(flow, selected).length === 0)
    return { from: selected, port: inner };
  const from = selected !== null && hasExit(flow, selected) ? selected : lastWithExit(flow);
  if (from === null) return null;
  const ports = onwardPortsOf(flow.steps[from]);
  const free = ports.find((port) => !edgesOutOf(flow, from).some((edge) => edge.port === port));
  return { from, port: free ?? ports[0] ?? 'default' };
}

/** Adds a step at an exit; what followed that exit follows the new step, moved right to make room. */
export function addStepAfter(flow: FlowDocument, exit: StepExit, step: FlowStep): FlowCommand {
  return placeBetween(flow, {
    exit,
    step,
    followers: edgesOutOf(flow, exit.from).filter((edge) => edge.port === exit.port),
  });
}

/** Puts a step in the middle of one line; other lines of the same exit stay. */
export function insertStepOnEdge(flow: FlowDocument, edge: FlowEdge, step: FlowStep): FlowCommand {
  return placeBetween(flow, { exit: { from: edge.from, port: edge.port }, step, followers: [edge] });
}

/** Lets a step stand where it was dropped; the first of a body hangs on the container's inner exit. */
export function dropStep(flow: FlowDocument, { step, into }: { step: FlowStep; into: StepId | undefined }): FlowCommand {
  const inner = innerPortOf(flow.steps[into ?? '']);
  if (into === undefined || inner === undefined) return { kind: 'add-step', step };
  const standing = { ...step, parent: into };
  const isFirst = !edgesOutOf(flow, into).some(({ port }) => port === inner);
  const edge: FlowEdge = { id: freshEdgeId(flow), from: into, port: inner, to: step.id };
  return batch(step, [
    { kind: 'add-step', step: standing },
    ...(isFirst ? [{ kind: 'connect' as const, edge }] : []),
    ...movesThatMakeRoom(flow, withStep(flow, standing), into),
  ]);
}

interface Placement {
  readonly exit: StepExit;
  readonly step: FlowStep;
  /** The lines that go on from the new step from now on. */
  readonly followers: readonly FlowEdge[];
}

function placeBetween(flow: FlowDocument, { exit, step, followers }: Placement): FlowCommand {
  const parent = scopeBehind(flow, exit);
  const wanted = wantedPosition(flow, { exit, step, followers });
  const standing: FlowStep = { ...step, ...(parent !== undefined && { parent }) };
  const size = frameOf(withStep(flow, standing), step.id);
  // With followers the place is theirs: they are moved away, so that it is free.
  const position = followers.length > 0 ? wanted : freePosition(flow, wanted, { parent, size });
  const placed = { ...standing, position };
  const shift = shiftRight(flow, followers, { ...size, ...position });
  const incoming: FlowEdge = { id: freshEdgeId(flow), ...exit, to: step.id };
  const [onwardPort] = onwardPortsOf(step);
  const passesOn = onwardPort !== undefined && followers.length > 0;
  const onward = passesOn
    ? onwardEdges(flow, followers, { exit: { from: step.id, port: onwardPort }, taken: incoming.id })
    : [];
  const room = passesOn ? shift : {};
  return batch(step, [
    ...(passesOn ? [{ kind: 'move' as const, positions: room }] : []),
    { kind: 'add-step', step: placed },
    ...(passesOn ? [{ kind: 'remove' as const, stepIds: [], edgeIds: followers.map((edge) => edge.id) }] : []),
    ...[incoming, ...onward].map((edge): FlowCommand => ({ kind: 'connect', edge })),
    ...movesThatMakeRoom(flow, withStep(flow, placed, room), parent),
  ]);
}

interface Room {
  readonly parent?: StepId | undefined;
  readonly size?: Pick<Frame, 'width' | 'height'>;
}

/** The nearest place at or under `wanted` where nothing of the same body is covered. */
export function freePosition(flow: FlowDocument, wanted: Point, { parent, size }: Room = {}): Point {
  const { width, height } = size ?? frameOf(flow, TRIGGER_ID);
  const taken = [
    ...(parent === undefined ? [frameOf(flow, TRIGGER_ID)] : []),
    ...stepsWithin(flow, parent).map(({ id }) => frameOf(flow, id)),
  ];
  const covered = ({ x, y }: Point): Frame | undefined =>
    taken.find(
      (other) =>
        x < other.x + other.width + 20 &&
        other.x < x + width + 20 &&
        y < other.y + other.height + 16 &&
        other.y < y + height + 16,
    );
  let point = wanted;
  for (let other = covered(point); other; other = covered(point)) {
    point = { x: point.x, y: Math.max(other.y + other.height, point.y) + rowGap };
  }
  return point;
}

/** Where the followers stand now (they make room), else one column right of the exit, on the same line. */
function wantedPosition(flow: FlowDocument, { exit, step, followers }: Placement): Point {
  const { from, port } = exit;
  const source = flow.steps[from];
  const frame = frameOf(flow, from);
  const own = frameOf({ ...flow, steps: { ...flow.steps, [step.id]: step } }, step.id);
  const follower = flow.steps[followers[0]?.to ?? ''];
  const entersBody = source !== undefined && innerPortOf(source) === port;
  const x = entersBody ? frame.x + framePadding.left : frame.x + frame.width + columnGap;
  if (follower) {
    const next = frameOf(flow, follower.id);
    return { x, y: next.y + lineHeightOf(follower, next) - lineHeightOf(step, own) };
  }
  if (entersBody) return { x, y: frame.y + frameTitle + framePadding.top };
  const down = port === 'no' || port === 'error' ? frame.height + rowGap : 0;
  return { x, y: frame.y + lineHeightOf(source, frame) - lineHeightOf(step, own) + down };
}

/** Everything after the new step goes right when it would be covered. */
function shiftRight(flow: FlowDocument, followers: readonly FlowEdge[], taken: Frame): Record<StepId, Point> {
  const after = new Set(followers.flatMap((edge) => [edge.to, ...stepsAfter(flow, edge.to)]));
  const by = taken.width + columnGap;
  const moved = new Set([...after].flatMap((id) => [id, ...stepsInside(flow, id)]));
  const isInTheWay = [...after].some((id) => frameOf(flow, id).x < taken.x + by);
  if (!isInTheWay) return {};
  return Object.fromEntries(
    [...moved].flatMap((id) => {
      const at = flow.steps[id]?.position;
      return at ? [[id, { x: at.x + by, y: at.y }]] : [];
    }),
  );
}

function withStep(flow: FlowDocument, step: FlowStep, places: Readonly<Record<StepId, Point>> = {}): FlowDocument {
  const steps = Object.fromEntries(
    Object.values(flow.steps).map((old) => [old.id, places[old.id] ? { ...old, position: places[old.id] ?? old.position } : old]),
  );
  return { ...flow, steps: { ...steps, [step.id]: step } };
}

function onwardEdges(
  flow: FlowDocument,
  followers: readonly FlowEdge[],
  onward: { exit: StepExit; taken: string },
): FlowEdge[] {
  const ids = [onward.taken];
  return followers.map((edge) => {
    const id = freshEdgeId(flow, ids);
    ids.push(id);
    return { id, ...onward.exit, to: edge.to };
  });
}

function lastWithExit(flow: FlowDocument): StepId | null {
  const atTop = stepsWithin(flow, undefined).map(({ id }) => id);
  const open = [TRIGGER_ID, ...atTop].filter((id) => hasExit(flow, id) && !goesOn(flow, id));
  const reachable = stepsAfter(flow, TRIGGER_ID).add(TRIGGER_ID);
  return open.filter((id) => reachable.has(id)).at(-1) ?? open.at(-1) ?? TRIGGER_ID;
}

const goesOn = (flow: FlowDocument, id: StepId): boolean =>
  edgesOutOf(flow, id).some(({ port }) => port !== 'error' && port !== innerPortOf(flow.steps[id]));
const hasExit = (flow: FlowDocument, id: StepId): boolean =>
  id === TRIGGER_ID || (id in flow.steps && portsOf(flow.steps[id]).length > 0);
const batch = (step: FlowStep, commands: readonly FlowCommand[]): FlowCommand => ({
  kind: 'batch',
  label: `add ${step.name}`,
  commands,
});
