import { frameOf, layoutFlow, type FlowDocument, type FlowStep, type Frame } from '@penstock/flow-model';
import { aFlow } from '../../testing/a-flow';
import { cornersOf, detoursOf, roundedPath } from './edge-routes';

const step = (id: string, x: number, y: number): FlowStep =>
  ({ id, name: id, kind: 'map', disabled: false, position: { x, y }, mapping: { v: 1, rules: [], tables: {} } }) as FlowStep;

/** Steps in a row, the first joined to the last past those between. */
function flowOf(steps: readonly FlowStep[], edges: FlowDocument['edges']): FlowDocument {
  return {
    ...aFlow(),
    trigger: { ...aFlow().trigger, position: { x: -900, y: 0 } },
    steps: Object.fromEntries(steps.map((each) => [each.id, each])),
    edges,
  };
}
const edge = (id: string, from: string, to: string, port = 'default') => ({ id, from, port, to });

/** Whether a level or upright piece goes through a card. */
function isHit({ x, y, width, height }: Frame, a: { x: number; y: number }, b: { x: number; y: number }): boolean {
  return Math.max(a.x, b.x) > x && Math.min(a.x, b.x) < x + width && Math.max(a.y, b.y) > y && Math.min(a.y, b.y) < y + height;
}

function cardsBehind(flow: FlowDocument, edgeId: string): string[] {
  const line = flow.edges.find(({ id }) => id === edgeId)!;
  const [from, to] = [frameOf(flow, line.from), frameOf(flow, line.to)];
  const start = { x: from.x + from.width, y: from.y + from.height / 2 };
  const end = { x: to.x, y: to.y + to.height / 2 };
  const detour = detoursOf(flow).get(edgeId) ?? { kind: 'bend' as const, x: (start.x + end.x) / 2 };
  const corners = cornersOf(detour, start, end);
  return Object.keys(flow.steps).filter((id) => id !== line.from && id !== line.to && corners.slice(1).some((corner, index) => isHit(frameOf(flow, id), corners[index]!, corner)));
}

describe('the way of a line', () => {
  test('from one card to the next it goes straight', () => {
    const flow = flowOf([step('a', 0, 0), step('b', 300, 104)], [edge('line', 'a', 'b')]);

    expect(detoursOf(flow).size).toBe(0);
  });

  test('past a card in the same row it goes through the gap beside the row', () => {
    const flow = flowOf([step('a', 0, 0), step('b', 300, 0), step('c', 600, 0)], [edge('line', 'a', 'c')]);

    expect(detoursOf(flow).get('line')).toEqual({ kind: 'lane', exitX: 260, y: -20, entryX: 560 });
    expect(cardsBehind(flow, 'line')).toEqual([]);
  });

  test('where the rows allow it, it only bends elsewhere', () => {
    const flow = flowOf([step('a', 0, 0), step('b', 300, 104), step('c', 600, 104)], [edge('line', 'a', 'c')]);

    expect(detoursOf(flow).get('line')).toEqual({ kind: 'bend', x: 560 });
    expect(cardsBehind(flow, 'line')).toEqual([]);
  });

  test('two lines in one gap run beside each other, two that meet may share it', () => {
    const steps = [step('a', 0, 0), step('b', 0, 104), step('c', 300, 52), step('d', 300, 156)];
    const flow = flowOf(steps, [edge('down', 'a', 'd'), edge('up', 'b', 'c'), edge('into', 'b', 'd')]);

    expect(Object.fromEntries(detoursOf(flow))).toEqual({ up: { kind: 'bend', x: 268 } });
  });

  test('after arranging, no line of a ladder of branches runs behind a card', () => {
    const ids = [...'abcdefgh'];
    const edges = ids.flatMap((id, index) => ids.slice(index + 1, index + 4).map((next) => edge(`${id}-${next}`, id, next)));
    const flow = flowOf(ids.map((id) => step(id, 0, 0)), edges);
    const places = layoutFlow(flow);
    const arranged = { ...flow, steps: Object.fromEntries(Object.values(flow.steps).map((each) => [each.id, { ...each, position: places[each.id]! }])) };

    expect(edges.filter(({ id }) => cardsBehind(arranged, id).length > 0)).toEqual([]);
  });
});

test('corners are rounded, but no further than half of a short piece', () => {
  const corners = [{ x: 0, y: 0 }, { x: 40, y: 0 }, { x: 40, y: 8 }, { x: 90, y: 8 }];

  expect(roundedPath(corners, 10)).toBe('M0 0L30 0Q40 0 40 4L40 4Q40 8 50 8L90 8');
});
