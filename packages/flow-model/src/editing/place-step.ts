import type { FlowCommand } from '../commands/flow-command';
import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type Port, type StepId } from '../document';
import { freshEdgeId } from './fresh-ids';
import { edgesOutOf, onwardPortsOf, portsOf, stepsAfter } from './flow-graph';
import { columnGap, rowGap, stepHeight, stepWidth } from './layer-layout';

export interface StepExit {
  readonly from: StepId;
  readonly port: Port;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a new step goes when nobody said where: after `selected`, else at the end of the longest way. */
export function exitFor(flow: FlowDocument, selected: StepId | null): StepExit | null {
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

interface Placement {
  readonly exit: StepExit;
  readonly step: FlowStep;
  /** The lines that go on from the new step from now on. */
  readonly followers: readonly FlowEdge[];
}

function placeBetween(flow: FlowDocument, { exit, step, followers }: Placement): FlowCommand {
  const wanted = wantedPosition(flow, exit, followers);
  // With followers the place is theirs: they are moved away, so that it is free.
  const position = followers.length > 0 ? wanted : freePosition(flow, wanted);
  const add: FlowCommand = { kind: 'add-step', step: { ...step, position } };
  const incoming: FlowEdge = { id: freshEdgeId(flow), ...exit, to: step.id };
  const [onwardPort] = onwardPortsOf(step);
  if (onwardPort === undefined || followers.length === 0)
    return batch(step, [add, { kind: 'connect', edge: incoming }]);
  const onward = onwardEdges(flow, followers, { exit: { from: step.id, port: onwardPort }, taken: incoming.id });
  return batch(step, [
    shiftRight(flow, followers, position),
    add,
    { kind: 'remove', stepIds: [], edgeIds: followers.map((edge) => edge.id) },
    ...[incoming, ...onward].map((edge): FlowCommand => ({ kind: 'connect', edge })),
  ]);
}

/** The nearest place at or under `wanted` where a card does not cover another. */
export function freePosition(flow: FlowDocument, wanted: Point): Point {
  const taken = [flow.trigger.position, ...Object.values(flow.steps).map((step) => step.position)];
  const covers = (point: Point): boolean =>
    taken.some(
      (other) => Math.abs(other.x - point.x) < stepWidth + 20 && Math.abs(other.y - point.y) < stepHeight + 16,
    );
  let point = wanted;
  while (covers(point)) point = { x: point.x, y: point.y + stepHeight + rowGap };
  return point;
}

/** Where the followers stand now (they make room), else one column right of the exit. */
function wantedPosition(flow: FlowDocument, { from, port }: StepExit, followers: readonly FlowEdge[]): Point {
  const source = flow.steps[from]?.position ?? flow.trigger.position;
  const x = source.x + stepWidth + columnGap;
  const y = port === 'no' ? source.y + stepHeight + rowGap : source.y;
  const follower = flow.steps[followers[0]?.to ?? ''];
  return { x, y: follower ? follower.position.y : y };
}

/** Everything after the new step goes one column right when it would be covered. */
function shiftRight(flow: FlowDocument, followers: readonly FlowEdge[], position: Point): FlowCommand {
  const after = new Set(followers.flatMap((edge) => [edge.to, ...stepsAfter(flow, edge.to)]));
  const by = stepWidth + columnGap;
  const steps = Object.values(flow.steps).filter((step) => after.has(step.id));
  const isInTheWay = steps.some((step) => step.position.x < position.x + by);
  const moved = isInTheWay ? steps : [];
  return {
    kind: 'move',
    positions: Object.fromEntries(moved.map(({ id, position: at }) => [id, { x: at.x + by, y: at.y }])),
  };
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
  const open = [TRIGGER_ID, ...Object.keys(flow.steps)].filter(
    (id) => hasExit(flow, id) && edgesOutOf(flow, id).length === 0,
  );
  const reachable = stepsAfter(flow, TRIGGER_ID).add(TRIGGER_ID);
  return open.filter((id) => reachable.has(id)).at(-1) ?? open.at(-1) ?? TRIGGER_ID;
}

const hasExit = (flow: FlowDocument, id: StepId): boolean =>
  id === TRIGGER_ID || (id in flow.steps && portsOf(flow.steps[id]).length > 0);
const batch = (step: FlowStep, commands: readonly FlowCommand[]): FlowCommand => ({
  kind: 'batch',
  label: `add ${step.name}`,
  commands,
});
