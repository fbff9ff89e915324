import { renderUi } from '../../testing/render-ui';
import '@testing-library/jest-dom';
import { fireEvent, screen, within } from '@testing-library/react';
import { aFlow, connectors } from '../../testing/a-flow';
import { ReadonlyCanvas } from './readonly-canvas';
import { runOnCanvas } from './run-on-canvas';

const aStep = (stepId: string, status: 'succeeded' | 'failed', startedAt: string, finishedAt: string) => ({
  stepId,
  name: stepId,
  kind: 'action',
  status,
  attempts: 3,
  startedAt,
  finishedAt,
  failure: null,
});
const run = runOnCanvas([
  aStep('charge', 'failed', '2026-11-23T09:00:00.100Z', '2026-11-23T09:00:01.300Z'),
  aStep('check', 'succeeded', '2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00.003Z'),
]);

describe('a flow to look at', () => {
  test('every card says what it is', () => {
    renderUi(<ReadonlyCanvas label="Version 1" flow={aFlow()} connectors={connectors} />);

    expect(screen.getByText('Charge the card')).toBeInTheDocument();
    expect(screen.getByText('PayTrace · Charge a card')).toBeInTheDocument();
    expect(screen.getByLabelText('Moves money')).toBeInTheDocument();
  });

  test('a run shows state, time and attempts in words', () => {
    renderUi(<ReadonlyCanvas label="Run" flow={aFlow()} connectors={connectors} run={run} />);

    const card = within(screen.getByTestId('rf__node-charge'));
    expect(card.getByText('Failed')).toBeInTheDocument();
    expect(card.getByText('1.2 s · 3 attempts')).toBeInTheDocument();
  });

  test('cards light up in the order they ran', () => {
    expect([...run].map(([id, { order }]) => [id, order])).toEqual([
      ['trigger', 0],
      ['check', 1],
      ['charge', 2],
    ]);
  });

  test('choosing a card tells which step', () => {
    const onChoose = jest.fn();
    renderUi(<ReadonlyCanvas label="Run" flow={aFlow()} connectors={connectors} onChoose={onChoose} />);

    fireEvent.click(screen.getByText('Charge the card'));

    expect(onChoose).toHaveBeenCalledWith('charge');
  });
});
