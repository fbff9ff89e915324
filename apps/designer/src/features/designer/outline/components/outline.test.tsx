import '@testing-library/jest-dom';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReactFlowProvider } from '@xyflow/react';
import { CommandsProvider } from '../../commands/commands-context';
import { Announcer } from '../../components/announcer';
import type { EditorStore } from '../../model/editor-store';
import { aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { Outline } from './outline';
import { StepDialogs } from './step-dialogs';

async function openOutline(): Promise<EditorStore> {
  const store = renderEditor(
    <ReactFlowProvider>
      <CommandsProvider>
        <Outline hasPanel={false} />
        <StepDialogs />
        <Announcer />
      </CommandsProvider>
    </ReactFlowProvider>,
    { flow: aFlow() },
  );
  await waitFor(() => expect(focused()).toContain('Order placed'));
  return store;
}

const focused = (): string =>
  document.activeElement?.getAttribute('role') === 'treeitem' ? (document.activeElement.textContent ?? '') : 'no line';
const lines = (): string[] =>
  screen.getAllByRole('treeitem').map((line) => `${line.getAttribute('aria-level')} ${line.textContent}`);
const announced = (): string => document.querySelector('[data-announcer]')?.textContent ?? '';

describe('the outline', () => {
  test('tells the flow as a tree of steps and branches', async () => {
    await openOutline();

    expect(lines()).toEqual([
      '1 Order placed',
      '1 Anything to pay?',
      '2 yes:',
      '3 Charge the card',
      '2 no:nothing yet, A adds a step',
    ]);
  });

  test('arrow keys go through it, and the canvas follows', async () => {
    const store = await openOutline();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    const onCharge = [focused(), [...store.getState().selection]];
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');

    expect(onCharge).toEqual(['Charge the card', ['charge']]);
    expect(lines()).toEqual(['1 Order placed', '1 Anything to pay?', '2 yes:', '2 no:nothing yet, A adds a step']);
  });

  test('a branch is filled by keyboard, and the new step has the focus', async () => {
    const store = await openOutline();
    await userEvent.keyboard('{End}a');
    await userEvent.type(await screen.findByRole('combobox', { name: 'Add a step' }), 'stop{Enter}');
    await waitFor(() => expect(focused()).toContain('Stop'));

    expect(store.getState().flow.edges.map(({ from, port, to }) => [from, port, to])).toContainEqual(['check', 'no', 'stop']);
    expect(announced()).toBe('add Stop');
  });

  test('steps are disabled, deleted and brought back', async () => {
    const store = await openOutline();
    await userEvent.keyboard('{ArrowDown}d');
    const disabled = store.getState().flow.steps['check']?.disabled;
    await userEvent.keyboard('{Delete}');
    const ids = Object.keys(store.getState().flow.steps);
    await waitFor(() => expect(announced()).toBe('delete Anything to pay?'));
    store.getState().undo();

    expect([disabled, ids]).toEqual([true, ['charge']]);
    await waitFor(() => expect(announced()).toBe('Undone: delete Anything to pay?'));
  });

  test('a step is renamed and connected without a mouse', async () => {
    const store = await openOutline();
    await userEvent.keyboard('{ArrowDown}{F2}');
    const name = within(await screen.findByRole('dialog')).getByRole('textbox', { name: 'Name' });
    await userEvent.clear(name);
    await userEvent.type(name, 'To pay?{Enter}');
    await waitFor(() => expect(focused()).toContain('To pay?'));
    await userEvent.keyboard('c');
    await userEvent.type(await screen.findByRole('combobox', { name: 'Connect “To pay?” to' }), 'charge');
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Charge the card']);
    await userEvent.keyboard('{Enter}');

    await waitFor(() => expect(store.getState().flow.edges).toHaveLength(3));
    expect(store.getState().flow.edges.at(-1)).toMatchObject({ from: 'check', port: 'no', to: 'charge' });
  });

  test.each([
    ['{F2}', 'textbox', 'Name'],
    ['a', 'combobox', 'Add a step'],
  ])('what %s asks takes the very next letter', async (key, role, name) => {
    await openOutline();
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.setup({ delay: null }).keyboard(`${key}Pay`);

    expect(screen.getByRole(role, { name })).toHaveValue('Pay');
  });
});
