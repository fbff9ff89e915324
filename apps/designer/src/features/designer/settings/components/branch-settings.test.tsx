import { aFlowWith, placed } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import '@testing-library/jest-dom';
import type { FilterStep, FlowStep, SwitchStep } from '@penstock/flow-model';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StepPanel } from '../../components/step-panel';

const all = { all: [] };
const aSwitch: SwitchStep = {
  ...placed('size', 'How big'),
  kind: 'switch',
  cases: [
    { id: 'big', name: 'Big', condition: { left: 'trigger.order.total', op: 'greater-than', value: 1000 } },
    { id: 'small', name: 'Small', condition: all },
  ],
};

/** The panel of the first of some steps, and the step as the document has it now. */
async function panelOf<Step extends FlowStep>(step: Step, ...others: FlowStep[]) {
  const store = renderEditor(<StepPanel stepId={step.id} field={null} />, { flow: aFlowWith(step, ...others) });
  await screen.findByRole('complementary');
  return {
    store,
    now: () => store.getState().flow.steps[step.id] as Step,
    edges: () => store.getState().flow.edges.map(({ from, port, to }) => `${from} ${port} ${to}`),
  };
}

const row = (name: string) => within(screen.getByRole('listitem', { name }));

describe('the panel of a switch', () => {
  test('adds a case with an exit of its own', async () => {
    const { now } = await panelOf(aSwitch);

    await userEvent.click(screen.getByRole('button', { name: 'Add a case' }));

    expect(now().cases.map(({ id, name }) => [id, name])).toEqual([
      ['big', 'Big'],
      ['small', 'Small'],
      ['case-3', 'Case 3'],
    ]);
  });

  test('a renamed case keeps its exit', async () => {
    const { now } = await panelOf(aSwitch);

    await userEvent.type(screen.getByRole('textbox', { name: 'Name of case 1' }), ' order');

    expect(now().cases[0]).toMatchObject({ id: 'big', name: 'Big order' });
  });

  test('an emptied name is not kept, and says so', async () => {
    const { now } = await panelOf(aSwitch);

    await userEvent.clear(screen.getByRole('textbox', { name: 'Name of case 1' }));

    expect(screen.getByText(/cannot be empty/)).toBeInTheDocument();
    expect(now().cases[0]?.name).toBe('Big');
  });

  test('changes the order in which cases are looked at', async () => {
    const { now } = await panelOf(aSwitch);

    await userEvent.click(screen.getByRole('button', { name: 'Move Small up' }));

    expect(now().cases.map(({ id }) => id)).toEqual(['small', 'big']);
  });

  test('a case leads to a step chosen by keyboard, and its removal takes the line along, both undone one by one', async () => {
    const { store, now, edges } = await panelOf(aSwitch);
    const then = row('Big').getByRole('combobox', { name: 'Then: Big' });
    then.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(edges()).toContain('size big charge');

    await userEvent.click(screen.getByRole('button', { name: 'Remove Big' }));
    expect([now().cases.length, edges()]).toEqual([1, ['trigger default size']]);

    act(() => store.getState().undo());
    expect([now().cases.length, edges()]).toEqual([2, ['trigger default size', 'size big charge']]);
    act(() => store.getState().undo());
    expect(edges()).toEqual(['trigger default size']);
    act(() => store.getState().redo());
    expect(edges()).toContain('size big charge');
  });

  test('the last case stays', async () => {
    await panelOf({ ...aSwitch, cases: [{ id: 'only', name: 'Only', condition: all }] });

    expect(screen.getByRole('button', { name: 'Remove Only' })).toBeDisabled();
  });

  test('says what a case without a condition means', async () => {
    await panelOf(aSwitch);

    expect(row('Small').getByText(/every run takes this case/)).toBeInTheDocument();
    expect(row('Big').getByText('With the sample record this is no.')).toBeInTheDocument();
  });
});

describe('the panel of a filter', () => {
  const aFilter: FilterStep = { ...placed('only', 'Only paid'), kind: 'filter', condition: all };

  test('builds its condition', async () => {
    const { now } = await panelOf(aFilter);
    expect(screen.getByText('Without a condition every run goes on.')).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }));

    expect(now().condition).toEqual({ left: 'trigger', op: 'is-present' });
  });

  test('shows what the server found beside it', async () => {
    renderEditor(<StepPanel stepId="only" field={null} />, {
      flow: aFlowWith(aFilter),
      problems: [
        {
          stepId: 'only',
          field: 'condition',
          severity: 'error',
          code: 'UNKNOWN_SOURCE_PATH',
          message: 'There is no such field.',
        },
        { stepId: 'only', severity: 'warning', code: 'STEP_NOT_REACHED', message: 'It never runs.' },
      ],
    });

    expect(await screen.findByRole('alert')).toHaveTextContent('There is no such field.');
    expect(screen.getByText('It never runs.')).toBeInTheDocument();
  });
});
