import { renderUi } from '../../testing/render-ui';
import '@testing-library/jest-dom';
import { fireEvent, screen } from '@testing-library/react';
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

const portsOf = (card: HTMLElement) => card.querySelectorAll('.ps-port').length;

describe('ports of a card', () => {
  test('stand at every card that is seen from near', () => {
    expect(portsOf(renderSteps({ isFar: false }))).toBeGreaterThan(0);
  });

  test('from afar show at the card under the pointer only', () => {
    const card = renderSteps({ isFar: true });
    expect(portsOf(card)).toBe(0);

    fireEvent.pointerEnter(screen.getByText('Charge the card'));
    expect(portsOf(card)).toBeGreaterThan(0);

    fireEvent.pointerLeave(screen.getByText('Charge the card'));
    expect(portsOf(card)).toBe(0);
  });
});
