import {
  columnGap,
  frameOf,
  innerPortOf,
  lineHeightOf,
  onwardPortsOf,
  rowGap,
  TRIGGER_ID,
  type FlowDocument,
  type FlowEdge,
  type Frame,
  type Point,
} from '@penstock/flow-model';
import { tracksOf, narrowOffsets } from './edge-tracks';
import { exitPlace } from './handle-places';

/** Corners of a line that would run behind cards if it went straight; all in canvas pixels. */
export type Detour =
  /** Over, down and over, with the way down at `x`. */
  | { readonly kind: 'bend'; readonly x: number }
  /** Along the gap at `y` between two rows, from `exitX` to `entryX`. */
  | { readonly kind: 'lane'; readonly exitX: number; readonly y: number; readonly entryX: number };

interface Span {
  readonly start: Point;
  readonly end: Point;
  /** Cards and frames between the two ends, in the same body. */
  readonly between: readonly Frame[];
}

/** From a card's edge to the middle of the gap beside it. */
const aside = columnGap / 2;
/** A line this near to a card counts as behind it. */
const clearance = 8;

const known = new WeakMap<FlowDocument, ReadonlyMap<string, Detour>>();

/** Lines that must not go straight, by id. Documents are replaced, never changed: worked out once for each. */
export function detoursOf(flow: FlowDocument): ReadonlyMap<string, Detour> {
  const made = known.get(flow) ?? detours(flow);
  known.set(flow, made);
  return made;
}

function detours(flow: FlowDocument): Map<string, Detour> {
  const frames = new Map([TRIGGER_ID, ...Object.keys(flow.steps)].map((id) => [id, frameOf(flow, id)]));
  const bodies = new Map<string | undefined, string[]>();
  for (const id of frames.keys()) {
    const parent = flow.steps[id]?.parent;
    const body = bodies.get(parent);
    if (body) body.push(id);
    else bodies.set(parent, [id]);
  }
  const ways = flow.edges.flatMap((edge) => {
    const span = spanOf(flow, edge, { frames, bodies });
    return span ? [{ edge, span, detour: detourOf(span) }] : [];
  });
  return besideEachOther(ways);
}

interface Way {
  readonly edge: FlowEdge;
  readonly span: Span;
  readonly detour: Detour | undefined;
}

/** Lines in one gap run beside each other; the ones that stay in the middle of it need no detour. */
function besideEachOther(ways: readonly Way[]): Map<string, Detour> {
  const found = new Map<string, Detour>();
  const bends = ways.flatMap((way) => (way.detour?.kind === 'lane' ? [] : [{ ...way, x: way.detour?.x ?? middleOf(way.span) }]));
  const lanes = ways.flatMap(({ edge, span, detour }) => (detour?.kind === 'lane' ? [{ edge, span, detour }] : []));
  const upright = tracksOf([
    ...bends.map(({ edge, span, x }) => ({ at: x, from: span.start.y, to: span.end.y, ends: endsOf(edge) })),
    ...lanes.map(({ edge, span, detour }) => ({ at: detour.exitX, from: span.start.y, to: detour.y, ends: endsOf(edge) })),
    ...lanes.map(({ edge, span, detour }) => ({ at: detour.entryX, from: detour.y, to: span.end.y, ends: endsOf(edge) })),
  ]);
  const level = tracksOf(lanes.map(({ edge, detour }) => ({ at: detour.y, from: detour.exitX, to: detour.entryX, ends: endsOf(edge) })), narrowOffsets);
  bends.forEach(({ edge, span, detour }, index) => {
    const x = upright[index] ?? middleOf(span);
    if (detour || x !== middleOf(span)) found.set(edge.id, { kind: 'bend', x });
  });
  lanes.forEach(({ edge, detour }, index) => {
    const exitX = upright[bends.length + index] ?? detour.exitX;
    const entryX = upright[bends.length + lanes.length + index] ?? detour.entryX;
    found.set(edge.id, { kind: 'lane', exitX, y: level[index] ?? detour.y, entryX });
  });
  return found;
}

const endsOf = ({ from, port, to }: FlowEdge): readonly [string, string] => [`${from} ${port}`, to];
const middleOf = ({ start, end }: Span): number => (start.x + end.x) / 2;

interface Standing {
  readonly frames: ReadonlyMap<string, Frame>;
  readonly bodies: ReadonlyMap<string | undefined, readonly string[]>;
}

/** Undefined for lines that go back or leave a card downwards: they have a way of their own. */
function spanOf(flow: FlowDocument, { from, port, to }: FlowEdge, { frames, bodies }: Standing): Span | undefined {
  const [source, target] = [frames.get(from), frames.get(to)];
  if (!source || !target || port === 'error') return undefined;
  const step = flow.steps[from];
  const place = exitPlace({ port, isInner: innerPortOf(step) === port, onward: onwardPortsOf(step) }, { ...source, lineHeight: lineHeightOf(step, source) });
  const start = { x: source.x + place.x, y: source.y + place.y };
  const end = { x: target.x, y: target.y + lineHeightOf(flow.steps[to], target) };
  if (end.x - start.x < columnGap) return undefined;
  const siblings = bodies.get(flow.steps[to]?.parent) ?? [];
  const between = siblings.flatMap((id) => {
    const frame = frames.get(id);
    const isBetween = frame && id !== from && id !== to && frame.x + frame.width > start.x + 1 && frame.x < end.x - 1;
    return isBetween ? [frame] : [];
  });
  return { start, end, between };
}

function detourOf(span: Span | undefined): Detour | undefined {
  if (!span || span.between.length === 0) return undefined;
  const { start, end } = span;
  if (isBendFree(span, middleOf(span))) return undefined;
  const columns = [end.x - aside, start.x + aside, ...span.between.map(({ x, width }) => x + width + aside)];
  const x = columns.find((column) => column > start.x && column < end.x && isBendFree(span, column));
  return x === undefined ? laneOf(span) : { kind: 'bend', x };
}

/** The nearest gap between rows that is free all the way. */
function laneOf(span: Span): Detour | undefined {
  const { start, end, between } = span;
  const [exitX, entryX] = [start.x + aside, end.x - aside];
  const rows = between.flatMap(({ y, height }) => [y - rowGap / 2, y + height + rowGap / 2]);
  const isFree = (y: number): boolean =>
    isFreeOf(between, { x: exitX, y: start.y }, { x: exitX, y }) &&
    isFreeOf(between, { x: exitX, y }, { x: entryX, y }) &&
    isFreeOf(between, { x: entryX, y }, { x: entryX, y: end.y });
  const wayTo = (y: number): number => Math.abs(y - start.y) + Math.abs(y - end.y);
  const y = rows.sort((a, b) => wayTo(a) - wayTo(b)).find(isFree);
  return y === undefined ? undefined : { kind: 'lane', exitX, y, entryX };
}

const isBendFree = ({ start, end, between }: Span, x: number): boolean =>
  isFreeOf(between, start, { x, y: start.y }) &&
  isFreeOf(between, { x, y: start.y }, { x, y: end.y }) &&
  isFreeOf(between, { x, y: end.y }, end);

/** Whether a level or upright piece of a line keeps clear of all frames. */
const isFreeOf = (frames: readonly Frame[], a: Point, b: Point): boolean =>
  frames.every(
    ({ x, y, width, height }) =>
      Math.max(a.x, b.x) < x - clearance ||
      Math.min(a.x, b.x) > x + width + clearance ||
      Math.max(a.y, b.y) < y - clearance ||
      Math.min(a.y, b.y) > y + height + clearance,
  );

/** The corners of a line with a detour, its two ends included. */
export function cornersOf(detour: Detour, start: Point, end: Point): Point[] {
  if (detour.kind === 'bend') return [start, { x: detour.x, y: start.y }, { x: detour.x, y: end.y }, end];
  const { exitX, y, entryX } = detour;
  return [start, { x: exitX, y: start.y }, { x: exitX, y }, { x: entryX, y }, { x: entryX, y: end.y }, end];
}

/** An SVG path through level and upright pieces, with its corners rounded. */
export function roundedPath(corners: readonly Point[], radius: number): string {
  const pieces = corners.map((corner, index) => {
    const [before, after] = [corners[index - 1], corners[index + 1]];
    if (!before) return `M${corner.x} ${corner.y}`;
    if (!after) return `L${corner.x} ${corner.y}`;
    const [from, to] = [towards(corner, before, radius), towards(corner, after, radius)];
    return `L${from.x} ${from.y}Q${corner.x} ${corner.y} ${to.x} ${to.y}`;
  });
  return pieces.join('');
}

/** The point a radius away from a corner, but never beyond half of the way. */
function towards(corner: Point, to: Point, radius: number): Point {
  const length = Math.hypot(to.x - corner.x, to.y - corner.y);
  const part = length === 0 ? 0 : Math.min(radius, length / 2) / length;
  return { x: corner.x + (to.x - corner.x) * part, y: corner.y + (to.y - corner.y) * part };
}
