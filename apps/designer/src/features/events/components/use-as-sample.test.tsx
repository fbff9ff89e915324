import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDraft, aFlow } from '../../../testing/a-flow';
import { aStoppedRun, idOf } from '../../../testing/run-records';
import { anOperator, renderPage } from '../../../testing/render-page';
import { UseAsSample } from './use-as-sample';

const run = aStoppedRun({ code: 'X', amount: '1.00' });
const eventId = idOf(31);

function show(saveDraft: (flowId: string, request: unknown) => Promise<unknown>, role = 'analyst'): void {
  renderPage(<UseAsSample eventId={eventId} runId={run.id} />, {
    session: { current: async () => ({ ...(await anOperator().current()), user: { role } }) },
    runs: { read: async () => run },
    flows: { draft: async () => aDraft(aFlow(), 7), saveDraft },
  });
}

test('an event becomes the sample of the flow it started, in its draft as it is now', async () => {
  const saved: unknown[] = [];
  show(async (...request) => void saved.push(request));

  await userEvent.click(await screen.findByRole('button', { name: 'Use as sample of Card payments' }));

  const flow = aFlow();
  const document = { ...flow, trigger: { ...flow.trigger, sampleEventId: eventId } };
  expect(saved).toEqual([[run.flowId, { document, revision: 7 }]]);
});

test('a refusal is told', async () => {
  show(async () => {
    throw new Error('Somebody else has changed the draft.');
  });

  await userEvent.click(await screen.findByRole('button', { name: /Use as sample/ }));

  expect(await screen.findByText('Somebody else has changed the draft.')).toBeInTheDocument();
});

test('is not offered to whoever may not change drafts', async () => {
  show(async () => undefined, 'auditor');

  await act(() => new Promise<void>((resolve) => setTimeout(resolve, 50)));

  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
