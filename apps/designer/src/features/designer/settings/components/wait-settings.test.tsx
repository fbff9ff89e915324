import { aFlowWith, aLoopFlow, placed } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import '@testing-library/jest-dom';
import type { FlowDocument, WaitFor, WaitStep } from '@penstock/flow-model';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StepPanel } from '../../components/step-panel';

const waiting = (wait: WaitFor): WaitStep => ({ ...placed('pause', 'Pause'), kind: 'wait', wait });

async function panelOf(wait: WaitFor, flow: FlowDocument = aFlowWith(waiting(wait))) {
  const store = renderEditor(<StepPanel stepId="pause" field={null} />, { flow });
  await screen.findByRole('complementary');
  return {
    store,
    now: () => (store.getState().flow.steps['pause'] as WaitStep).wait,
    edges: () => store.getState().flow.edges.map(({ from, port, to }) => `${from} ${port} ${to}`),
  };
}

async function choose(field: string | RegExp, option: string): Promise<void> {
  await userEvent.click(screen.getByRole('combobox', { name: field }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('a wait for some time', () => {
  test('is told as a number and a unit', async () => {
    const { now } = await panelOf({ kind: 'duration', seconds: 5400 });
    const number = screen.getByRole('textbox', { name: 'How long: number' });
    expect(number).toHaveValue('90');

    await userEvent.clear(number);
    await userEvent.type(number, '3');
    await choose('How long: unit', 'days');

    expect(now()).toEqual({ kind: 'duration', seconds: 3 * 86_400 });
  });

  test('is not taken longer than a year', async () => {
    const { now } = await panelOf({ kind: 'duration', seconds: 86_400 });

    await userEvent.type(screen.getByRole('textbox', { name: 'How long: number' }), '000');

    expect(now()).toEqual({ kind: 'duration', seconds: 100 * 86_400 });
  });
});

describe('a wait until a time', () => {
  test('says when the sample has no time with a zone there', async () => {
    await panelOf({ kind: 'until', path: 'trigger.order.id' });

    expect(screen.getByText(/“WEB-1” there, which is not a time with its zone/)).toBeInTheDocument();
  });
});

describe('a wait for a call', () => {
  test('says which address to hand out', async () => {
    await panelOf({ kind: 'callback', timeoutSeconds: 60 });

    expect(screen.getByRole('button', { name: 'Copy run.callbacks.pause' })).toBeInTheDocument();
  });

  test('is refused inside a loop', async () => {
    const flow = aLoopFlow();
    const pause = { ...waiting({ kind: 'callback', timeoutSeconds: 60 }), parent: 'each-line' };
    await panelOf(pause.wait, { ...flow, steps: { ...flow.steps, pause } });

    expect(screen.getByText(/nobody could call it/)).toBeInTheDocument();
  });
});

describe('a wait for a decision', () => {
  const decision: WaitFor = {
    kind: 'decision',
    question: 'Refund it?',
    choices: [
      { id: 'yes', label: 'Refund' },
      { id: 'no', label: 'Keep' },
    ],
    show: [],
    timeoutSeconds: 3600,
  };

  test('begins with a question, two answers and a week', async () => {
    const { now } = await panelOf({ kind: 'duration', seconds: 60 });

    await choose('What it waits for', 'A decision');

    expect(now()).toMatchObject({
      kind: 'decision',
      choices: [{ id: 'approve' }, { id: 'refuse' }],
      timeoutSeconds: 604_800,
    });
    expect(screen.getByText(/Owners, administrators and operators/)).toBeInTheDocument();
  });

  test('each answer is an exit, and so is no answer', async () => {
    const { edges } = await panelOf(decision);

    await choose('Then: Refund', 'Charge the card');
    await choose('No answer in time', 'Charge the card');

    expect(edges()).toEqual(expect.arrayContaining(['pause yes charge', 'pause timeout charge']));
  });

  test('takes more answers and shows data beside the question', async () => {
    const { now } = await panelOf(decision);

    await userEvent.click(screen.getByRole('button', { name: 'Add an answer' }));
    await userEvent.click(screen.getByRole('button', { name: /^Show another value/ }));
    await userEvent.click(await screen.findByRole('button', { name: /^total/ }));

    expect(now()).toMatchObject({
      choices: [{ id: 'yes' }, { id: 'no' }, { id: 'answer-3', label: 'Answer 3' }],
      show: ['trigger.order.total'],
    });

    await userEvent.click(screen.getByRole('button', { name: 'Remove trigger.order.total' }));
    expect(now()).toMatchObject({ show: [] });
  });
});
