import '@testing-library/jest-dom';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { aDraft, aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { ConflictChoice } from './conflict-choice';

const changed = (id: string, change: Partial<FlowStep>): FlowDocument => ({
  ...aFlow(),
  steps: { ...aFlow().steps, [id]: { ...aFlow().steps[id], ...change } as FlowStep },
});

async function show({ mine, theirs }: { readonly mine: FlowDocument; readonly theirs: FlowDocument }) {
  const draft = { ...aDraft(theirs, 5), updatedBy: 'Ann' };
  const store = renderEditor(<ConflictChoice theirs={draft} />, { flow: aFlow() });
  act(() => store.setState({ flow: mine, save: { kind: 'conflict', theirs: draft } }));
  return { store, dialog: await screen.findByRole('dialog', { name: 'Somebody else changed this flow' }) };
}

describe('two people changed the same flow', () => {
  test('at different places: both are saved together by one press', async () => {
    const { store, dialog } = await show({ mine: changed('check', { name: 'Mine' }), theirs: changed('charge', { disabled: true }) });

    const list = within(dialog).getByRole('region', { name: 'What differs' });
    expect(list).toHaveTextContent('“Charge the card” was switched off.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save both together' }));

    const { flow, revision } = store.getState();
    expect([flow.steps['check']?.name, flow.steps['charge']?.disabled, revision]).toEqual(['Mine', true, 5]);
  });

  test('at the same place: it is asked before both are saved', async () => {
    const { store, dialog } = await show({ mine: changed('charge', { name: 'Mine' }), theirs: changed('charge', { name: 'Theirs' }) });

    const save = within(dialog).getByRole('button', { name: 'Save both together' });
    expect(save).toBeDisabled();
    const question = within(dialog).getByRole('radiogroup', { name: 'Both changed “Mine”' });
    await userEvent.click(within(question).getByRole('radio', { name: 'Theirs' }));
    await userEvent.click(save);

    expect(store.getState().flow.steps['charge']?.name).toBe('Theirs');
  });

  test('one side alone is taken with a way back', async () => {
    const { store, dialog } = await show({ mine: changed('charge', { name: 'Mine' }), theirs: changed('charge', { name: 'Theirs' }) });

    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep only theirs' }));
    expect(store.getState().flow.steps['charge']?.name).toBe('Theirs');
    act(() => store.getState().undo());

    expect(store.getState().flow.steps['charge']?.name).toBe('Mine');
  });
});
