import { TRIGGER_ID, type FlowDocument, type StepId } from '../document';
import { edgesInto, stepsInOrder } from './flow-graph';

/** Card size and distances on the canvas, in canvas pixels. */
export const stepWidth = 220;
export const stepHeight = 64;
export const columnGap = 80;
export const rowGap = 40;

type Positions = Record<StepId, { x: number; y: number }>;

/**
 * Left-to-right layers: a step stands one column right of the last step that leads to it; inside a column, steps are
 * ordered by where their sources stand, `yes` above `no`. The trigger keeps its place and everything hangs on it.
 */
export function layoutFlow(flow: FlowDocument): Positions {
  const columns = columnsOf(flow);
  const rows = new Map<StepId, number>([[TRIGGER_ID, 0]]);
  const positions: Positions = {};
  const { x: originX, y: originY } = flow.trigger.position;
  for (const [column, ids] of columns.entries()) {
    const wanted = ids.map((id) => ({ id, row: wantedRow(flow, rows, id) }));
    wanted.sort((a, b) => a.row - b.row);
    for (const { id, row } of spread(wanted)) {
      rows.set(id, row);
      positions[id] = {
        x: originX + (column + 1) * (stepWidth + columnGap),
        y: originY + Math.round(row * (stepHeight + rowGap)),
      };
    }
  }
  return positions;
}

function columnsOf(flow: FlowDocument): StepId[][] {
  const columnOf = new Map<StepId, number>([[TRIGGER_ID, -1]]);
  const columns: StepId[][] = [];
  for (const id of stepsInOrder(flow)) {
    const column = Math.max(-1, ...edgesInto(flow, id).map((edge) => columnOf.get(edge.from) ?? -1)) + 1;
    columnOf.set(id, column);
    (columns[column] ??= []).push(id);
  }
  return Array.from(columns, (ids) => ids ?? []);
}

/** Half a row up for `yes`, half a row down for `no`: the branches of an if part evenly. */
function wantedRow(flow: FlowDocument, rows: ReadonlyMap<StepId, number>, id: StepId): number {
  const sources = edgesInto(flow, id).map((edge) => {
    const lean = edge.port === 'yes' ? -0.5 : edge.port === 'no' ? 0.5 : 0;
    return (rows.get(edge.from) ?? 0) + lean;
  });
  if (sources.length === 0) return 0;
  return sources.reduce((sum, row) => sum + row, 0) / sources.length;
}

/** Keeps the order and the middle, at least one row apart. */
function spread(wanted: readonly { id: StepId; row: number }[]): { id: StepId; row: number }[] {
  const placed: { id: StepId; row: number }[] = [];
  for (const item of wanted) {
    const previous = placed.at(-1);
    placed.push({ id: item.id, row: previous ? Math.max(item.row, previous.row + 1) : item.row });
  }
  const drift = mean(placed) - mean(wanted);
  return placed.map(({ id, row }) => ({ id, row: row - drift }));
}

function mean(items: readonly { row: number }[]): number {
  return items.length === 0 ? 0 : items.reduce((sum, { row }) => sum + row, 0) / items.length;
}
