import { TRIGGER_ID, type FlowDocument, type StepId } from '../document';
import { boundsOf } from './group-frames';
import { layoutFlow } from './layer-layout';
import { stepsWithin } from './flow-graph';
import { frameOf, placesAfterMove, rowGap, type Frame, type Places, type Point } from './step-frames';

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

/** Where steps stand when they share an edge or a middle line of the frame around them all. */
export function alignedPlaces(flow: FlowDocument, ids: readonly StepId[], how: Alignment): Places {
  const frames = framesOf(flow, ids);
  if (frames.size < 2) return {};
  const around = boundsOf([...frames.values()]);
  const moved = [...frames].map(([id, frame]): [StepId, Point] => [id, aligned(frame, around, how)]);
  return placesAfterMove(flow, Object.fromEntries(moved));
}

/** Where steps stand when the gaps between neighbours are equal; the outermost two stay. */
export function distributedPlaces(flow: FlowDocument, ids: readonly StepId[], axis: 'x' | 'y'): Places {
  const length = axis === 'x' ? 'width' : 'height';
  const frames = [...framesOf(flow, ids)].sort(([, a], [, b]) => a[axis] - b[axis]);
  if (frames.length < 3) return {};
  const around = boundsOf(frames.map(([, frame]) => frame));
  const used = frames.reduce((sum, [, frame]) => sum + frame[length], 0);
  const gap = (around[length] - used) / (frames.length - 1);
  let at = around[axis];
  const moved = frames.map(([id, frame]): [StepId, Point] => {
    const place = { x: frame.x, y: frame.y, [axis]: Math.round(at) };
    at += frame[length] + gap;
    return [id, place];
  });
  return placesAfterMove(flow, Object.fromEntries(moved));
}

/** Lays out these steps alone, where they are: everything else keeps its place. */
export function layoutSelection(flow: FlowDocument, ids: readonly StepId[]): Places {
  const frames = framesOf(flow, ids);
  if (frames.size < 2) return {};
  const chosen = new Set([...frames.keys(), ...ids.flatMap((id) => insideOf(flow, id))]);
  const steps = Object.values(flow.steps).filter(({ id }) => chosen.has(id));
  const alone: FlowDocument = {
    ...flow,
    steps: Object.fromEntries(steps.map((step) => [step.id, rootedIn(step, chosen)])),
    edges: flow.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
  };
  const places = layoutFlow(alone);
  const laidOut = boundsOf([...frames.keys()].map((id) => frameOf(alone, id, places)));
  const before = boundsOf([...frames.values()]);
  return shifted(places, { x: before.x - laidOut.x, y: before.y - laidOut.y });
}

/** Keeps every step where a person put it, and only pushes down what is covered by another. */
export function tidiedPlaces(flow: FlowDocument): Places {
  const places: Record<StepId, Point> = {};
  const taken: Frame[] = [frameOf(flow, TRIGGER_ID)];
  const atTop = stepsWithin(flow, undefined).map(({ id }) => ({ id, frame: frameOf(flow, id) }));
  for (const { id, frame } of atTop.sort((a, b) => a.frame.y - b.frame.y || a.frame.x - b.frame.x)) {
    let free = frame;
    for (let other = coveredBy(free, taken); other; other = coveredBy(free, taken)) {
      free = { ...free, y: other.y + other.height + rowGap };
    }
    taken.push(free);
    if (free.y !== frame.y) Object.assign(places, placesAfterMove(flow, { [id]: { x: free.x, y: free.y } }));
  }
  return places;
}

/** Frames by id; steps that go with a container among them are left out. */
function framesOf(flow: FlowDocument, ids: readonly StepId[]): Map<StepId, Frame> {
  const inside = new Set(ids.flatMap((id) => insideOf(flow, id)));
  return new Map(ids.filter((id) => id in flow.steps && !inside.has(id)).map((id) => [id, frameOf(flow, id)]));
}

function insideOf(flow: FlowDocument, id: StepId): StepId[] {
  const direct = stepsWithin(flow, id).map((step) => step.id);
  return id === TRIGGER_ID ? [] : [...direct, ...direct.flatMap((inner) => insideOf(flow, inner))];
}

function rootedIn<T extends { readonly parent?: string | undefined }>(step: T, chosen: ReadonlySet<string>): T {
  if (step.parent === undefined || chosen.has(step.parent)) return step;
  const { parent: _outside, ...rest } = step;
  return rest as T;
}

function aligned(frame: Frame, around: Frame, how: Alignment): Point {
  const { x, y } = frame;
  switch (how) {
    case 'left':
      return { x: around.x, y };
    case 'center':
      return { x: Math.round(around.x + (around.width - frame.width) / 2), y };
    case 'right':
      return { x: around.x + around.width - frame.width, y };
    case 'top':
      return { x, y: around.y };
    case 'middle':
      return { x, y: Math.round(around.y + (around.height - frame.height) / 2) };
    case 'bottom':
      return { x, y: around.y + around.height - frame.height };
  }
}

const coveredBy = (frame: Frame, others: readonly Frame[]): Frame | undefined =>
  others.find(
    (other) =>
      frame.x < other.x + other.width &&
      other.x < frame.x + frame.width &&
      frame.y < other.y + other.height &&
      other.y < frame.y + frame.height,
  );

const shifted = (places: Places, by: Point): Places =>
  Object.fromEntries(Object.entries(places).map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]));
