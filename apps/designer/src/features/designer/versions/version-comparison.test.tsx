import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { VersionComparison } from './version-comparison';

const changed = (): FlowDocument => {
  const { check, charge } = aFlow().steps;
  return { ...aFlow(), steps: { check: { ...check, condition: { left: 'trigger.order.total', op: 'at-least', value: 10 } } as FlowStep, charge: { ...charge, disabled: true } as FlowStep } };
};
async function show(after: FlowDocument): Promise<void> {
  renderEditor(<VersionComparison before={{ title: 'v1', document: aFlow() }} after={{ title: 'Draft', document: after }} />, { flow: after });
  await screen.findByRole('region', { name: 'What differs' });
}

describe('two versions side by side', () => {
  test('what differs is told in sentences, and marked on both canvases', async () => {
    await show(changed());
    const sentences = screen.getAllByRole('button').filter(({ textContent }) => textContent?.includes('Charge the card') || textContent?.includes('Anything to pay?'));

    expect(screen.getByRole('region', { name: 'What differs' })).toHaveTextContent('2 differences');
    expect(sentences).toHaveLength(2);
    expect(document.querySelectorAll('.ps-mark--changed')).toHaveLength(4);
    await userEvent.click(sentences[0] as HTMLElement);
    expect(document.querySelectorAll('.ps-card--selected')).toHaveLength(2);
  });

  test('two that do the same say so, wherever their cards stand', async () => {
    const moved = { ...aFlow(), steps: { ...aFlow().steps, charge: { ...aFlow().steps['charge'], position: { x: 5, y: 900 } } as FlowStep } };
    await show(moved);

    expect(screen.getByText('Both do the same.')).toBeInTheDocument();
    expect(document.querySelectorAll('.ps-mark')).toHaveLength(0);
  });
});
