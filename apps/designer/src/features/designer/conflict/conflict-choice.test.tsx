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

  test('by steps on the same line: one way is chosen, because both would lead around the condition', async () => {
    const inserting = (step: FlowStep, port: string): FlowDocument => ({
      ...aFlow(),
      steps: { ...aFlow().steps, [step.id]: step },
      edges: [
        ...aFlow().edges.slice(0, 1),
        { id: 'edge-2', from: 'check', port: 'yes', to: step.id },
        { id: 'edge-3', from: step.id, port, to: 'charge' },
      ],
    });
    const placed = { disabled: false, position: { x: 450, y: 0 } };
    const { store, dialog } = await show({
      mine: inserting({ ...placed, id: 'limit', name: 'Below the limit?', kind: 'if', condition: { all: [] } }, 'yes'),
      theirs: inserting({ ...placed, id: 'map', name: 'Prepare', kind: 'map', mapping: { v: 1, rules: [], tables: {} } }, 'default'),
    });

    const question = within(dialog).getByRole('radiogroup', { name: 'Both changed the way from “Anything to pay?” to “Charge the card”' });
    expect(question).toHaveAccessibleDescription(/With both, “Charge the card” would run whenever either of them leads to it, even when a condition on the other one says no/);
    expect(within(question).getByRole('radio', { name: 'Yours' })).toHaveAccessibleDescription(/“Below the limit\?” by its exit “yes” now leads to “Charge the card”\./);
    expect(within(question).getByRole('radio', { name: 'Theirs' })).toHaveAccessibleDescription(/“Prepare” now leads to “Charge the card”\./);
    expect(within(dialog).getByRole('button', { name: 'Save both together' })).toBeDisabled();
    await userEvent.click(within(question).getByRole('radio', { name: 'Yours' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save both together' }));

    const into = store.getState().flow.edges.filter(({ to }) => to === 'charge');
    expect(into.map(({ from, port }) => [from, port])).toEqual([['limit', 'yes']]);
  });

  test('one side alone is taken with a way back', async () => {
    const { store, dialog } = await show({ mine: changed('charge', { name: 'Mine' }), theirs: changed('charge', { name: 'Theirs' }) });

    await userEvent.click(within(dialog).getByRole('button', { name: 'Keep only theirs' }));
    expect(store.getState().flow.steps['charge']?.name).toBe('Theirs');
    act(() => store.getState().undo());

    expect(store.getState().flow.steps['charge']?.name).toBe('Mine');
  });
});
