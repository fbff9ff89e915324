import { applyCommand, frameOf, layoutFlow, type FlowDocument } from '@penstock/flow-model';
import { aFlow, aLoopFlow } from '../../../testing/a-flow';
import {
  connectCommand,
  connectionVerdict,
  deleteSelection,
  gestureOf,
  selectionAfter,
  withEntering,
} from './canvas-changes-to-commands';

describe('dragging a card', () => {
  test('frames under way change nothing in the document', () => {
    const gesture = gestureOf(aFlow(), [{ type: 'position', id: 'charge', position: { x: 10.4, y: 20.6 }, dragging: true }]);

    expect(gesture).toEqual({ dragged: { charge: { x: 10, y: 21 } }, entering: new Map(), command: null, cut: [] });
  });

  test('letting go is one command for all cards', () => {
    const { command } = gestureOf(aFlow(), [
      { type: 'position', id: 'charge', position: { x: 10, y: 20 }, dragging: false },
      { type: 'position', id: 'check', position: { x: 30, y: 40 }, dragging: false },
    ]);

    expect(command).toEqual({ kind: 'move', positions: { charge: { x: 10, y: 20 }, check: { x: 30, y: 40 } } });
  });
});

describe('dragging a card over a container', () => {
  const flow = applyCommand(aLoopFlow(), { kind: 'move', positions: layoutFlow(aLoopFlow()) }).flow;
  const inside = frameOf(flow, 'ship');
  const over = [{ type: 'position' as const, id: 'after', position: { x: inside.x, y: inside.y + 20 } }];
  const parentAfter = (wasDragged: boolean, changes: Parameters<typeof gestureOf>[1], id: string) => {
    const { command } = gestureOf(flow, changes, wasDragged);
    return command && applyCommand(flow, command).flow.steps[id]?.parent;
  };

  test('shows which one it would enter, without changing the document', () => {
    const { entering, command } = gestureOf(flow, [{ ...over[0]!, dragging: true }]);

    expect([[...entering], command]).toEqual([[['after', 'each-line']], null]);
    expect(withEntering(flow, entering).steps['after']?.parent).toBe('each-line');
  });

  test('and letting go puts it in, as one command', () => {
    expect(parentAfter(true, over, 'after')).toBe('each-line');
    expect(gestureOf(flow, over, true).command).toMatchObject({ kind: 'batch', label: 'move After' });
  });

  test('cards dropped together keep the branch between them, and what the drop cuts is told', () => {
    const charge = { ...flow.steps['ship'], id: 'charge', parent: undefined };
    const branch = {
      ...flow,
      steps: { ...flow.steps, check: { ...aFlow().steps['check'], id: 'check' }, charge },
      edges: [
        ...flow.edges,
        { id: 'edge-4', from: 'trigger', port: 'default', to: 'check' },
        { id: 'edge-5', from: 'check', port: 'yes', to: 'charge' },
        { id: 'edge-6', from: 'check', port: 'no', to: 'after' },
      ],
    } as FlowDocument;
    const drop = (...ids: string[]) =>
      gestureOf(branch, ids.map((id) => ({ ...over[0]!, id })), true);
    const { command, cut } = drop('after', 'charge', 'check');
    const lines = command && applyCommand(branch, command).flow.edges.map(({ from, port, to }) => `${from} ${port} ${to}`);

    expect(lines).toEqual(expect.arrayContaining(['ship default check', 'check yes charge', 'check no after']));
    expect([command, cut]).toMatchObject([{ label: 'move 3 steps' }, []]);
    expect(drop('check').cut).toMatchObject([{ from: 'check', port: 'no', to: 'after' }]);
  });

  test('widening the frame a little leaves it inside', () => {
    const { x, y, width } = frameOf(flow, 'each-line');
    const at = { x: x + width - 20, y: y + 60 };

    expect(parentAfter(true, [{ type: 'position', id: 'ship', position: at }], 'ship')).toBe('each-line');
  });

  test('out of the frame takes it to the top', () => {
    expect(parentAfter(true, [{ type: 'position', id: 'ship', position: { x: inside.x, y: inside.y + 900 } }], 'ship')).toBeUndefined();
    expect(parentAfter(true, [{ type: 'position', id: 'ship', position: { x: inside.x + 20, y: inside.y } }], 'ship')).toBe('each-line');
  });

  test('the arrow keys never change containers', () => {
    expect(parentAfter(false, over, 'after')).toBeUndefined();
  });

  test('a container that is dragged keeps what stands in it', () => {
    const { x, y } = frameOf(flow, 'each-line');

    expect(parentAfter(true, [{ type: 'position', id: 'each-line', position: { x: x + 600, y } }], 'ship')).toBe('each-line');
  });
});

describe('selecting', () => {
  test('adds and takes away as React Flow says', () => {
    const next = selectionAfter(new Set(['check']), [
      { type: 'select', id: 'check', selected: false },
      { type: 'select', id: 'edge-1', selected: true },
    ]);

    expect([...(next ?? [])]).toEqual(['edge-1']);
  });

  test('an unchanged selection stays the same object', () => {
    expect(selectionAfter(new Set(['check']), [{ type: 'select', id: 'check', selected: true }])).toBeNull();
  });
});

describe('connecting', () => {
  const line = { source: 'check', sourceHandle: 'no', target: 'charge', targetHandle: null };

  test('a line from an exit becomes an edge with its port', () => {
    const { flow } = applyCommand(aFlow(), connectCommand(aFlow(), line));

    expect(flow.edges.at(-1)).toEqual({ id: 'edge-3', from: 'check', port: 'no', to: 'charge' });
  });

  test('a refused line comes with its reason', () => {
    const verdict = connectionVerdict(aFlow(), { ...line, source: 'charge', sourceHandle: 'default', target: 'check' });

    expect(verdict).toEqual({
      allowed: false,
      reason: 'This would make a circle: the run would come back here and never end.',
    });
  });
});

describe('deleting the selection', () => {
  test('takes steps and lines in one command', () => {
    expect(deleteSelection(aFlow(), new Set(['charge', 'edge-1']))).toEqual({
      kind: 'remove',
      stepIds: ['charge'],
      edgeIds: ['edge-1'],
    });
  });

  test('of the trigger alone says why not', () => {
    expect(deleteSelection(aFlow(), new Set(['trigger']))).toEqual({
      refusal: 'A flow needs its trigger. Choose another one in its panel instead.',
    });
  });

  test('of nothing does nothing', () => {
    expect(deleteSelection(aFlow(), new Set())).toBeNull();
  });
});
