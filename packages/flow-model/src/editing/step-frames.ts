import { TRIGGER_ID, type FlowDocument, type FlowStep, type StepId } from '../document';
import { innerPortOf, onwardPortsOf, stepsWithin } from './flow-graph';

/**
 * Where things stand on the canvas, in canvas pixels. Every place in the document is absolute; a container's place is
 * the top left corner of its frame, which grows around whatever stands in it, wherever that was put.
 */
export const stepWidth = 220;
export const stepHeight = 64;
export const columnGap = 80;
export const rowGap = 40;
/** Beyond three exits a card grows, so that each can be told from the next. */
const exitsOnACard = 3;
const exitPitch = 22;

export const frameTitle = 40;
export const framePadding = { left: 72, right: 40, top: 24, bottom: 24 } as const;
export const emptyFrame = { width: 300, height: 152 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Frame extends Point {
  readonly width: number;
  readonly height: number;
}

/** Places that differ from the document's, e.g. of cards under the pointer. */
export type Places = Readonly<Record<StepId, Point>>;

export const isContainer = (step: FlowStep | undefined): boolean => innerPortOf(step) !== undefined;

export function cardSize(step: FlowStep | undefined): { readonly width: number; readonly height: number } {
  const exits = onwardPortsOf(step).length;
  return { width: stepWidth, height: exits > exitsOnACard ? (exits + 1) * exitPitch : stepHeight };
}

/** The card of a step, or the frame of a container around its body. */
export function frameOf(flow: FlowDocument, id: StepId, places: Places = {}): Frame {
  const step = flow.steps[id];
  const at = places[id] ?? step?.position ?? flow.trigger.position;
  if (!step || !isContainer(step)) return { ...at, ...cardSize(step) };
  const inside = stepsWithin(flow, id).filter((inner) => inner.id !== id);
  if (inside.length === 0) return { x: at.x, y: at.y, ...emptyFrame };
  return around(at, inside.map((inner) => frameOf(flow, inner.id, places)));
}

function around(at: Point, inside: readonly Frame[]): Frame {
  const { left, right, top, bottom } = framePadding;
  const x = Math.min(at.x, ...inside.map((frame) => frame.x - left));
  const y = Math.min(at.y, ...inside.map((frame) => frame.y - top - frameTitle));
  const endX = Math.max(x + emptyFrame.width, ...inside.map((frame) => frame.x + frame.width + right));
  const endY = Math.max(y + emptyFrame.height, ...inside.map((frame) => frame.y + frame.height + bottom));
  return { x, y, width: endX - x, height: endY - y };
}

/** Height, from its top, at which lines go in and out: the middle of a card, the middle of a body. */
export function lineHeightOf(step: FlowStep | undefined, { height }: Pick<Frame, 'height'>): number {
  return isContainer(step) ? frameTitle + (height - frameTitle) / 2 : height / 2;
}

/** Everything that stands in a container, at any depth; nothing for other steps. */
export function stepsInside(flow: FlowDocument, id: StepId): StepId[] {
  const found = new Set<StepId>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const inner of stepsWithin(flow, at)) {
      if (found.has(inner.id) || inner.id === id) continue;
      found.add(inner.id);
      open.push(inner.id);
    }
  }
  return [...found];
}

/** Given where frames and cards were put, where every step stands: a container takes its body along. */
export function placesAfterMove(flow: FlowDocument, moved: Places): Record<StepId, Point> {
  const places: Record<StepId, Point> = {};
  for (const [id, to] of Object.entries(moved)) {
    const from = frameOf(flow, id);
    const by = { x: to.x - from.x, y: to.y - from.y };
    for (const each of [id, ...stepsInside(flow, id)]) {
      if (each !== id && each in moved) continue;
      const old = each === TRIGGER_ID ? flow.trigger.position : flow.steps[each]?.position;
      if (old) places[each] = { x: old.x + by.x, y: old.y + by.y };
    }
  }
  return places;
}

interface StandingContainer {
  readonly step: FlowStep;
  readonly frame: Frame;
}

const knownContainers = new WeakMap<FlowDocument, readonly StandingContainer[]>();

/** Worked out once per document, so once per drag: a document is not changed before the cards are let go. */
function containersOf(flow: FlowDocument): readonly StandingContainer[] {
  const known = knownContainers.get(flow);
  if (known) return known;
  const containers = Object.values(flow.steps).filter(isContainer);
  const made = containers.map((step) => ({ step, frame: frameOf(flow, step.id) }));
  knownContainers.set(flow, made);
  return made;
}

/** The innermost container whose body is at a point, some left out of account; undefined at the top. */
export function containerAt(flow: FlowDocument, point: Point, leftOut: readonly StepId[] = []): StepId | undefined {
  const hits = containersOf(flow)
    .filter(({ step, frame }) => !leftOut.includes(step.id) && covers(frame, point))
    .map(({ step }) => step);
  return hits.find(({ id }) => !hits.some((other) => other.parent === id))?.id;
}

/** Whether a point is within a frame, its border included. */
export const covers = (frame: Frame, { x, y }: Point): boolean =>
  x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
