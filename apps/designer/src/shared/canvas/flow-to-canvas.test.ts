import { aFlow, connectors } from '../../testing/a-flow';
import type { StepRunView } from './step-view';
import { createFlowProjection, type CanvasState } from './flow-to-canvas';

const aState = (parts: Partial<CanvasState> = {}): CanvasState => ({
  flow: aFlow(),
  connectors,
  problemCounts: new Map(),
  run: new Map(),
  variant: 'editable-step',
  selection: new Set(),
  dragged: {},
  ...parts,
});

describe('a flow on the canvas', () => {
  test('the trigger and every step have a card', () => {
    const { nodes } = createFlowProjection()(aState());

    expect(nodes.map(({ id, data }) => [id, data.view.subtitle])).toEqual([
      ['trigger', 'Webhook · Signed order'],
      ['check', 'Condition'],
      ['charge', 'PayTrace · Charge a card'],
    ]);
  });

  test('only steps that move money carry the coin', () => {
    const { nodes } = createFlowProjection()(aState());

    expect(nodes.filter(({ data }) => data.view.movesMoney).map(({ id }) => id)).toEqual(['charge']);
  });

  test('the exits of a condition are labelled', () => {
    const { edges } = createFlowProjection()(aState());

    expect(edges.map(({ source, sourceHandle, label }) => [source, sourceHandle, label])).toEqual([
      ['trigger', 'default', undefined],
      ['check', 'yes', 'yes'],
    ]);
  });

  test('a card under the pointer stands where it is dragged', () => {
    const { nodes } = createFlowProjection()(aState({ dragged: { charge: { x: 5, y: 6 } } }));

    expect(nodes.find(({ id }) => id === 'charge')?.position).toEqual({ x: 5, y: 6 });
  });

  test('what a screen reader says names problems and money', () => {
    const { nodes } = createFlowProjection()(aState({ problemCounts: new Map([['charge', 2]]) }));

    expect(nodes[2]?.ariaLabel).toBe('Charge the card, PayTrace · Charge a card, moves money, 2 problems');
  });

  test('cards that look the same keep their node object', () => {
    const project = createFlowProjection();
    const flow = aFlow();
    const before = project(aState({ flow }));

    const after = project(aState({ flow, selection: new Set(['charge']) }));

    expect(after.nodes[0]).toBe(before.nodes[0]);
    expect(after.nodes[1]).toBe(before.nodes[1]);
    expect(after.nodes[2]).not.toBe(before.nodes[2]);
  });

  test('lines that look the same stay one list while a step is edited', () => {
    const project = createFlowProjection();
    const flow = aFlow();
    const before = project(aState({ flow }));
    const edited = { ...flow, steps: { ...flow.steps, charge: { ...flow.steps['charge']!, note: 'Asked for by finance' } } };

    expect(project(aState({ flow: edited })).edges).toBe(before.edges);
  });
});

describe('a run on the canvas', () => {
  const succeeded = { status: 'succeeded', durationMs: 84, attempts: 1, order: 1 } as const;
  const skipped = { status: 'skipped', durationMs: null, attempts: 0, order: 2 } as const;

  test('the way it went is told from the way it did not', () => {
    const run = new Map<string, StepRunView>([
      ['trigger', succeeded],
      ['check', succeeded],
      ['charge', skipped],
    ]);

    const { edges } = createFlowProjection()(aState({ run }));

    expect(edges.map(({ data }) => data?.path)).toEqual(['taken', 'not-taken']);
  });

  test('without a run no line is marked', () => {
    const { edges } = createFlowProjection()(aState());

    expect(edges.map(({ data }) => data?.path)).toEqual(['no-run', 'no-run']);
  });
});
