import { aFlow, aFlowWith } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import '@testing-library/jest-dom';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StepPanel } from '../../components/step-panel';
import { FLOW_SETTINGS } from '../../model/editor-context';

async function panel(flow = aFlow()) {
  const store = renderEditor(<StepPanel stepId={FLOW_SETTINGS} field={null} />, { flow });
  await screen.findByRole('complementary', { name: 'Settings of the flow' });
  return { store, now: () => store.getState().flow.settings };
}

describe('the settings of a flow', () => {
  test('give runs a deadline, and take it away', async () => {
    const { now } = await panel();

    await userEvent.click(screen.getByRole('switch', { name: /Runs have a deadline/ }));
    expect(now()).toEqual({ deadlineSeconds: 14_400, undo: [] });

    const number = screen.getByRole('textbox', { name: 'Deadline: number' });
    await userEvent.clear(number);
    await userEvent.type(number, '2');
    expect(now()).toEqual({ deadlineSeconds: 7200, undo: [] });

    await userEvent.click(screen.getByRole('switch', { name: /Runs have a deadline/ }));
    expect(now()).toEqual({ undo: [] });
  });

  test('order runs by a field of the event', async () => {
    const { now } = await panel();

    await userEvent.click(screen.getByRole('switch', { name: /Runs go in lanes/ }));
    expect(screen.getByText('Choose the field that says which runs belong together.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^Key/ }));
    await userEvent.click(await screen.findByRole('button', { name: /^id/ }));
    await userEvent.click(screen.getByRole('radio', { name: /The others pass/ }));

    expect(now()?.lane).toEqual({ name: 'card-payments', path: 'trigger.order.id', onFailure: 'skip' });
    expect(screen.getByText('With the sample record: WEB-1.')).toBeInTheDocument();
  });

  test('a lane has a name that other flows can share', async () => {
    const { now } = await panel({
      ...aFlow(),
      settings: { undo: [], lane: { name: 'a', path: 'trigger.order.id', onFailure: 'hold' } },
    });
    const name = screen.getByRole('textbox', { name: 'Name' });

    await userEvent.clear(name);
    await userEvent.type(name, 'Invoice payments');

    expect(now()?.lane?.name).toBe('invoice-payments');
  });

  test('undo what a cancelled run had done', async () => {
    const { store, now } = await panel(aFlowWith());

    await userEvent.click(screen.getByRole('combobox', { name: 'Add a step to undo' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Charge the card' }));
    expect(now()).toEqual({ undo: ['charge'] });

    act(() => store.getState().undo());
    expect(now()).toBeUndefined();
  });
});
