import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { aStoppedRun, idOf } from '../../../testing/run-records';
import { useSampleRecord } from '../mapping/model/use-sample-record';
import { useEditorState } from '../model/editor-context';
import { TriggerSample } from './trigger-sample';

const [olderId, newestId] = [idOf(31), idOf(32)];
const runs = [
  { ...aStoppedRun({ code: 'X', amount: '1.00' }), id: idOf(42), eventId: newestId, labels: { invoice: 'WEB-2' } },
  { ...aStoppedRun({ code: 'X', amount: '1.00' }), id: idOf(41), eventId: olderId, labels: { invoice: 'WEB-1' } },
];
const eventOf = (id: string, payload: unknown = { event: id }) => ({
  id,
  dedupeKey: 'key',
  receivedAt: '2026-11-23T10:00:00.000Z',
  payload,
  runIds: runs.filter(({ eventId }) => eventId === id).map((run) => run.id),
});

/** The trigger's choice, and what a mapping would be tried on. */
function Both() {
  const trigger = useEditorState((state) => state.flow.trigger);
  const { flowId, execute } = useEditorState((state) => state);
  const record = useSampleRecord(flowId);
  return (
    <>
      <TriggerSample trigger={trigger} onChange={(next) => execute({ kind: 'update-trigger', trigger: next }, 'x')} />
      <output aria-label="record">{JSON.stringify(record)}</output>
    </>
  );
}

function show(sampleEventId?: string, payload?: unknown) {
  const flow = aFlow();
  const store = renderEditor(<Both />, {
    flow: { ...flow, trigger: { ...flow.trigger, ...(sampleEventId && { sampleEventId }) } },
    api: {
      events: { read: async (id: string) => eventOf(id, id === newestId ? undefined : payload) },
      runs: {
        list: async ({ limit }: { limit: number }) => ({ items: runs.slice(0, limit), nextCursor: null }),
        read: async (id: string) => ({ ...runs.find((run) => run.id === id), flowId: store.getState().flowId }),
        steps: async (id: string) => ({ items: [{ stepId: 'read', output: { of: id } }] }),
      },
    },
  });
  return store;
}
const record = () => screen.findByText(/"event"/);

describe('the sample of a trigger', () => {
  test('is the newest run until an event is chosen; then it and the steps of its run are shown', async () => {
    const store = show();
    expect(await record()).toHaveTextContent(`{"event":{"event":"${newestId}"},"outputs":{"read":{"of":"${idOf(42)}"}}}`);

    await userEvent.click(screen.getByRole('combobox', { name: 'Sample event' }));
    await userEvent.click(await screen.findByRole('option', { name: /WEB-1/ }));

    expect(store.getState().flow.trigger.sampleEventId).toBe(olderId);
    expect(await screen.findByText(`{"event":{"event":"${olderId}"},"outputs":{"read":{"of":"${idOf(41)}"}}}`)).toBeInTheDocument();
  });

  test('can be given back to the newest run', async () => {
    const store = show(olderId);

    await userEvent.click(await screen.findByRole('combobox', { name: 'Sample event' }));
    await userEvent.click(await screen.findByRole('option', { name: /newest run/ }));

    expect(store.getState().flow.trigger).not.toHaveProperty('sampleEventId');
  });

  test('that is not kept any more says so, and the newest run stands in', async () => {
    show(olderId, null);

    expect(await screen.findByText(/not kept any more/)).toBeInTheDocument();
    expect(await screen.findByText(new RegExp(`"event":"${newestId}"`))).toBeInTheDocument();
  });
});
