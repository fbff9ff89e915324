import { aFlow, aFlowWith, placed } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import '@testing-library/jest-dom';
import { NO_FLOW, type FlowDocument, type FlowStep, type SubFlowStep } from '@penstock/flow-model';
import { emptyMapping } from '@penstock/mapping';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StepPanel } from '../../components/step-panel';

const calledFlow = '0193a000-0000-7000-8000-0000000000aa';
const contract = {
  input: { type: 'object', properties: { order: { type: 'string' }, note: { type: 'string' } }, required: ['order'] },
  output: { type: 'object', properties: { receipt: { type: 'string' } }, required: ['receipt'] },
};
const called = (settings: object): FlowDocument => ({
  ...aFlow(),
  trigger: { ...aFlow().trigger, connector: 'flow', trigger: 'called', settings: settings as never },
});

/** A company with one flow that others call. */
const company = (settings: object) => ({
  flows: {
    list: async () => ({ items: [{ id: calledFlow, name: 'Book a receipt' }], nextCursor: null }),
    read: async () => ({ latestVersion: 3, deployments: [{ environment: 'sandbox', versionNumber: 2, status: 'active' }] }),
    // Version 3 is newer, but not live.
    version: async (_flowId: string, number: number) => ({ document: number === 2 ? called(settings) : aFlow() }),
    saveDraft: () => new Promise(() => undefined),
  },
});

async function panelOf<Step extends FlowStep>(step: Step, api: object = {}, flow = aFlowWith(step)) {
  const store = renderEditor(<StepPanel stepId={step.id} field={null} />, { flow, api });
  await screen.findByRole('complementary');
  return () => store.getState().flow.steps[step.id] as Step;
}

describe('the panel of a call of another flow', () => {
  const call: SubFlowStep = {
    ...placed('call', 'Call'),
    kind: 'sub-flow',
    flowId: NO_FLOW,
    input: emptyMapping,
    wait: true,
  };

  test('takes over the contract of the flow that is chosen, and asks for what it takes', async () => {
    const now = await panelOf(call, company(contract));

    await userEvent.click(screen.getByRole('combobox', { name: 'Flow to call' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Book a receipt' }));

    expect(await screen.findByText('order, note (optional)')).toBeInTheDocument();
    expect(now()).toMatchObject({ flowId: calledFlow, contract });
    expect(screen.getByRole('group', { name: 'order, text, required, Not filled' })).toBeInTheDocument();
  });

  test('says when the contract has changed since, and takes over the new one', async () => {
    const now = await panelOf({ ...call, flowId: calledFlow, contract: { input: {}, output: {} } }, company(contract));

    await userEvent.click(await screen.findByRole('button', { name: 'Use the new contract' }));

    expect(now().contract).toEqual(contract);
    expect(screen.queryByText(/has changed since/)).not.toBeInTheDocument();
  });

  test('says that a flow which starts in another way cannot be called', async () => {
    const { flows } = company(contract);
    await panelOf(
      { ...call, flowId: calledFlow },
      { flows: { ...flows, version: async () => ({ document: aFlow() }) } },
    );

    expect(await screen.findByText(/starts in another way and cannot be called/)).toBeInTheDocument();
  });

  test('says that the contract cannot be read, and reads it again', async () => {
    const { flows } = company(contract);
    let isDown = true;
    const read = async () => {
      if (isDown) throw new Error('Penstock cannot be reached.');
      return flows.read();
    };
    const now = await panelOf(call, { flows: { ...flows, read } });

    await userEvent.click(screen.getByRole('combobox', { name: 'Flow to call' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Book a receipt' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Penstock cannot be reached.');
    isDown = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Use the new contract' }));

    expect(now()).toMatchObject({ flowId: calledFlow, contract });
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  test('can go on without waiting', async () => {
    const now = await panelOf({ ...call, flowId: calledFlow }, company(contract));

    await userEvent.click(screen.getByRole('switch', { name: /Wait for its result/ }));

    expect(now().wait).toBe(false);
  });
});

describe('the panel of an answer', () => {
  const answer: FlowStep = { ...placed('answer', 'Answer'), kind: 'respond', status: 200, body: emptyMapping };

  test('has a status that HTTP knows', async () => {
    const now = await panelOf(answer);
    const status = screen.getByRole('textbox', { name: /HTTP status/ });

    await userEvent.clear(status);
    await userEvent.type(status, '202');
    expect(now()).toMatchObject({ status: 202 });

    await userEvent.type(status, '9');
    expect(now()).toMatchObject({ status: 202 });
  });

  test('of a flow that declares what it gives asks for that', async () => {
    await panelOf(answer, {}, { ...called(contract), steps: { answer } });

    expect(screen.getByRole('group', { name: 'receipt, text, required, Not filled' })).toBeInTheDocument();
  });
});

describe('the panel of a stop', () => {
  const stop: FlowStep = { ...placed('halt', 'Halt'), kind: 'stop', message: 'Over the limit.' };

  test('keeps words for whoever looks at the run', async () => {
    const now = await panelOf(stop);

    await userEvent.type(screen.getByRole('textbox', { name: 'Message' }), ' Ask sales.');

    expect(now()).toMatchObject({ message: 'Over the limit. Ask sales.' });
  });

  test('inside a try says what it sets off', async () => {
    const guard: FlowStep = { ...placed('guard', 'Guard'), kind: 'try', undo: [] };
    await panelOf({ ...stop, parent: 'guard' }, {}, aFlowWith(guard, { ...stop, parent: 'guard' }));

    expect(screen.getByText(/“Guard” takes this as a failure/)).toBeInTheDocument();
  });
});
