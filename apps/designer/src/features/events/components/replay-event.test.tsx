import type { IntakeEventDetail } from '@penstock/contracts';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anOperator, renderPage } from '../../../testing/render-page';
import { idOf } from '../../../testing/run-records';
import { ReplayEvent } from './replay-event';

const event: IntakeEventDetail = {
  id: idOf(31),
  environment: 'sandbox',
  path: 'orders',
  channel: '',
  dedupeKey: 'WEB-1001',
  state: 'unrouted',
  reason: 'No flow is deployed there.',
  receivedAt: '2026-11-23T10:00:00.000Z',
  runIds: [],
  payload: { total: '9.60' },
};

function show(changes: Partial<IntakeEventDetail>, { role = 'operator', refusal }: { role?: string; refusal?: Error } = {}) {
  const replayed: string[] = [];
  renderPage(<ReplayEvent event={{ ...event, ...changes }} />, {
    session: { current: async () => ({ ...(await anOperator().current()), user: { role } }) },
    events: {
      replay: async (id: string) => {
        replayed.push(id);
        if (refusal) throw refusal;
      },
    },
  });
  return replayed;
}

const aMoment = () => act(() => new Promise<void>((resolve) => setTimeout(resolve, 50)));

test('an event without a run is handed to the flows again', async () => {
  const replayed = show({});

  await userEvent.click(await screen.findByRole('button', { name: 'Replay' }));

  expect(replayed).toEqual([event.id]);
});

test('a refusal is told', async () => {
  show({}, { refusal: new Error('No flow is deployed at /orders yet.') });

  await userEvent.click(await screen.findByRole('button', { name: 'Replay' }));

  expect(await screen.findByText('No flow is deployed at /orders yet.')).toBeInTheDocument();
});

test.each([
  [{ state: 'routed', runIds: [idOf(1)] }, /has started its runs already.*could do things twice/],
  [{ state: 'refused', payload: null }, /refused at the door/],
  [{ payload: null }, /content is not kept any more/],
] as const)('what cannot be replayed is not offered, and the reason is told: %j', async (changes, reason) => {
  show(changes as Partial<IntakeEventDetail>);

  expect(await screen.findByText(reason)).toBeInTheDocument();
  await aMoment();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('is not offered to whoever may not operate runs', async () => {
  show({}, { role: 'auditor' });

  await aMoment();

  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
