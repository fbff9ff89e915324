import '@testing-library/jest-dom';
import type { FlowDocument } from '@penstock/flow-model';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow, aLoopFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { DescribeFlow } from './describe-flow';
import { proposedFlow } from './proposed-flow';

const noted: FlowDocument = { ...aFlow(), notes: [{ id: 'note-1', text: 'Ask Ann.', position: { x: 0, y: 200 }, width: 200, height: 100 }] };
const open = { severity: 'error', code: 'REQUIRED_TARGET', stepId: 'ship', field: 'amount', message: '“Ship the line” needs an amount.' };

function show(provider: string | null = 'ai.example.com') {
  const asked: unknown[] = [];
  const drafted = { document: { ...aLoopFlow(), name: 'Named by the model' }, provider, problems: [open] };
  const api = { assist: { offer: async () => ({ provider }), draftFlow: async (body: unknown) => (asked.push(body), drafted) } };
  const onClose = jest.fn();
  const store = renderEditor(<DescribeFlow onClose={onClose} />, { flow: noted, api });
  return { asked, store, onClose };
}

async function askForDraft(): Promise<void> {
  await userEvent.type(await screen.findByLabelText('What should the flow do?'), 'Ship each line of an order');
  await userEvent.click(screen.getByRole('button', { name: 'Write a draft' }));
  await screen.findByRole('region', { name: 'What differs' });
}

describe('a flow that is described', () => {
  test('is shown beside the draft with what differs and what is open, and changes nothing yet', async () => {
    const { asked, store } = show();
    await askForDraft();

    expect(asked).toEqual([{ wanted: 'Ship each line of an order', name: 'Card payments' }]);
    expect(screen.getByRole('region', { name: 'What differs' })).toHaveTextContent('Ship the line');
    expect(screen.getByText('“Ship the line” needs an amount.')).toBeInTheDocument();
    expect(store.getState().flow).toEqual(noted);
  });

  test('comes into the draft when the person says so, as one edit that undo takes back', async () => {
    const { store, onClose } = show();
    await askForDraft();
    await userEvent.click(screen.getByRole('button', { name: 'Put it into the draft' }));

    expect(store.getState().flow).toEqual(proposedFlow(noted, aLoopFlow()));
    expect(store.getState().flow).toMatchObject({ name: 'Card payments', notes: noted.notes });
    expect([onClose.mock.calls.length, store.getState().history.past.length]).toEqual([1, 1]);
    act(() => store.getState().undo());
    expect(store.getState().flow).toEqual(noted);
  });

  test('keeps the order and the deadline of runs, and the undo list as long as all of its steps are there', () => {
    const lane = { name: 'customer', path: 'trigger.order.id', onFailure: 'hold' } as const;
    const withUndo = (undo: string[]): FlowDocument => ({ ...noted, settings: { deadlineSeconds: 3600, lane, undo } });
    const drafted = aLoopFlow();
    const kept = Object.keys(drafted.steps).slice(0, 1);

    expect(proposedFlow(withUndo(kept), drafted).settings).toEqual({ deadlineSeconds: 3600, lane, undo: kept });
    expect(proposedFlow(withUndo([...kept, 'gone']), drafted).settings).toEqual({ deadlineSeconds: 3600, lane, undo: [] });
    expect(proposedFlow(noted, drafted)).not.toHaveProperty('settings');
  });

  test('is dropped without a trace', async () => {
    const { store } = show();
    await askForDraft();
    await userEvent.click(screen.getByRole('button', { name: 'Drop the proposal' }));

    expect(screen.queryByRole('region', { name: 'What differs' })).not.toBeInTheDocument();
    expect([store.getState().flow, store.getState().history.past]).toEqual([noted, []]);
  });

  test('cannot be asked for without a provider, and the dialog says where to get one', async () => {
    show(null);

    expect(await screen.findByText(/No AI provider is switched on/)).toBeInTheDocument();
    expect(screen.queryByLabelText('What should the flow do?')).not.toBeInTheDocument();
  });
});
