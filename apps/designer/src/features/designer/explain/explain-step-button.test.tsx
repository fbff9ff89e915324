import '@testing-library/jest-dom';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { ExplainStepButton } from './explain-step-button';

test('a step is explained in sentences, without asking anybody, and again after an edit', async () => {
  const store = renderEditor(<ExplainStepButton stepId="charge" />, { flow: aFlow() });
  await userEvent.click(await screen.findByRole('button', { name: 'Explain' }));

  expect(await screen.findByText('Moves money: verified on the other side before any retry.')).toBeInTheDocument();
  expect(screen.getByText('It runs after “Anything to pay?”.')).toBeInTheDocument();
  const { flow, execute } = store.getState();
  act(() => execute({ kind: 'update-step', step: { ...flow.steps['charge'], disabled: true } as never }));
  expect(await screen.findByText('It is switched off: runs pass it by as if it were not there.')).toBeInTheDocument();
});
