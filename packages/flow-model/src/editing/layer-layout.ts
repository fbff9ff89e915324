import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type StepId } from '../document';
import { edgesInto, onwardPortsOf, stepsInOrder, stepsWithin } from './flow-graph';
import {
  cardSize,
  columnGap,
  emptyFrame,
  framePadding,
  frameTitle,
  isContainer,
  lineHeightOf,
  rowGap,
  stepHeight,
  stepWidth,
  type Point,
} from './step-frames';

type Positions = Record<StepId, Point>;
const rowPitch = stepHeight + rowGap;

/**
 * Left-to-right layers: a step stands one column right of the last step that leads to it; inside a column, steps are
 * ordered by where their sources stand, `yes` above `no`. The trigger keeps its place and everything hangs on it. A
 * container is laid out first, for itself, and then stands among the others with the size its body needs.
 */
export function layoutFlow(flow: FlowDocument): Positions {
  const { x, y } = flow.trigger.position;
  const top = layoutScope(flow, undefined);
  return shifted(top.positions, { x: x + stepWidth + columnGap, y: y + stepHeight / 2 });
}

/** A scope laid out around the line its first steps hang on: `x` from its left edge, `y` from that line. */
interface LaidOut {
  readonly positions: Positions;
  readonly width: number;
  readonly above: number;
  readonly below: number;
}

interface Box {
  readonly id: StepId;
  readonly width: number;
  /** How far it reaches up and down from the line that goes through it. */
  readonly above: number;
  readonly below: number;
  /** Of a container: its body, placed from the container's own corner. */
  readonly inside: Positions;
}

function layoutScope(flow: FlowDocument, parent: StepId | undefined): LaidOut {
  const boxes = new Map(stepsWithin(flow, parent).map((step) => [step.id, boxOf(flow, step)]));
  const lines = new Map<StepId, number>();
  const positions: Positions = {};
  let x = 0;
  let width = 0;
  for (const ids of columnsOf(flow, boxes)) {
    const column = ids.flatMap((id) => boxes.get(id) ?? []);
    for (const { box, line } of spread(column.map((box) => ({ box, line: wantedLine(flow, lines, box.id) })))) {
      lines.set(box.id, line);
      const at = { x, y: Math.round(line - box.above) };
      Object.assign(positions, { [box.id]: at }, shifted(box.inside, at));
    }
    width = x + Math.max(...column.map((box) => box.width));
    x = width + columnGap;
  }
  const all = [...lines].flatMap(([id, line]) => {
    const box = boxes.get(id);
    return box ? [{ top: line - box.above, bottom: line + box.below }] : [];
  });
  return {
    positions,
    width,
    above: -Math.min(0, ...all.map(({ top }) => top)),
    below: Math.max(0, ...all.map(({ bottom }) => bottom)),
  };
}

function boxOf(flow: FlowDocument, step: FlowStep): Box {
  if (!isContainer(step)) {
    const { width, height } = cardSize(step);
    return { id: step.id, width, above: height / 2, below: height / 2, inside: {} };
  }
  const body = layoutScope(flow, step.id);
  const { left, right, top, bottom } = framePadding;
  const height = Math.max(emptyFrame.height, frameTitle + top + body.above + body.below + bottom);
  const above = lineHeightOf(step, { height });
  const inside = shifted(body.positions, { x: left, y: frameTitle + top + body.above });
  const width = Math.max(emptyFrame.width, left + body.width + right);
  return { id: step.id, width, above, below: height - above, inside };
}

function columnsOf(flow: FlowDocument, boxes: ReadonlyMap<StepId, Box>): StepId[][] {
  const columnOf = new Map<StepId, number>();
  const columns: StepId[][] = [];
  for (const id of stepsInOrder(flow).filter((step) => boxes.has(step))) {
    const column = Math.max(-1, ...edgesInto(flow, id).map((edge) => columnOf.get(edge.from) ?? -1)) + 1;
    columnOf.set(id, column);
    (columns[column] ??= []).push(id);
  }
  return Array.from(columns, (ids) => ids ?? []);
}

function wantedLine(flow: FlowDocument, lines: ReadonlyMap<StepId, number>, id: StepId): number {
  const sources = edgesInto(flow, id).map((edge) => (lines.get(edge.from) ?? 0) + leanOf(flow, edge) * rowPitch);
  if (sources.length === 0) return 0;
  return sources.reduce((sum, line) => sum + line, 0) / sources.length;
}

/** Branches part evenly around their step, the first exit on top; what follows a failure stands a row lower. */
function leanOf(flow: FlowDocument, { from, port }: FlowEdge): number {
  if (from === TRIGGER_ID) return 0;
  if (port === 'error') return 1;
  const ports = onwardPortsOf(flow.steps[from]);
  const index = ports.indexOf(port);
  return index < 0 ? 0 : index - (ports.length - 1) / 2;
}

interface Placed {
  readonly box: Box;
  readonly line: number;
}

/** Keeps the order and the middle, with room between neighbours. */
function spread(wanted: readonly Placed[]): Placed[] {
  const ordered = [...wanted].sort((a, b) => a.line - b.line);
  const placed: Placed[] = [];
  for (const { box, line } of ordered) {
    const previous = placed.at(-1);
    const lowest = previous ? previous.line + previous.box.below + rowGap + box.above : line;
    placed.push({ box, line: Math.max(line, lowest) });
  }
  const drift = mean(placed) - mean(ordered);
  return placed.map(({ box, line }) => ({ box, line: line - drift }));
}

const mean = (items: readonly Placed[]): number =>
  items.length === 0 ? 0 : items.reduce((sum, { line }) => sum + line, 0) / items.length;

const shifted = (positions: Positions, by: Point): Positions =>
  Object.fromEntries(
    Object.entries(positions).map(([id, { x, y }]) => [id, { x: Math.round(x + by.x), y: Math.round(y + by.y) }]),
  );
