import { renderUi } from '../../testing/render-ui';
import '@testing-library/jest-dom';
import { cleanup, screen } from '@testing-library/react';
import { ReactFlow } from '@xyflow/react';
import { aFlow, connectors } from '../../testing/a-flow';
import { EditableStep } from './canvas-parts';
import { createFlowProjection } from './flow-to-canvas';
import { FarContext } from './use-far-class';

const nodeTypes = { 'editable-step': EditableStep };

function renderSteps({ isFar }: { readonly isFar: boolean }) {
  const { nodes, edges } = createFlowProjection()({
    flow: aFlow(),
    connectors,
    run: new Map(),
    problemCounts: new Map(),
    variant: 'editable-step',
    selection: new Set(),
    dragged: {},
  });
  renderUi(
    <FarContext.Provider value={isFar}>
      <ReactFlow nodes={nodes} edges={edges} nodeTypes={nodeTypes} />
    </FarContext.Provider>,
  );
  return screen.getByTestId('rf__node-charge');
}

const hidesPorts = (card: HTMLElement) => card.querySelector('.ps-step--far') !== null;

describe('ports of a card', () => {
  test('are in sight from near and hidden from afar', () => {
    expect(hidesPorts(renderSteps({ isFar: false }))).toBe(false);
    cleanup();
    expect(hidesPorts(renderSteps({ isFar: true }))).toBe(true);
  });

  test('stay in the page from afar: the lines end at them', () => {
    expect(renderSteps({ isFar: true }).querySelectorAll('.ps-port').length).toBeGreaterThan(0);
  });
});
