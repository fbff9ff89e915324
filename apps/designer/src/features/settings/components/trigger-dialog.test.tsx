import { renderUi } from '../../../testing/render-ui';
import '@testing-library/jest-dom';
import type { ApiClient } from '@penstock/api-client';
import type { Backfill, Deployment, TriggerState } from '@penstock/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProvider } from '../../../shared/api/api-context';
import { TriggerDialog } from './trigger-dialog';

const deployment = { id: 'd1', flowName: 'Post payments' } as Deployment;
const quiet: TriggerState = { schedule: null, poll: null, canBackfill: false, canSyncRecord: false };
const polling: TriggerState = {
  ...quiet,
  canBackfill: true,
  canSyncRecord: true,
  poll: {
    nextAt: '2026-05-04T10:00:00.000Z',
    lastAt: null,
    cursorAgeSeconds: 600,
    failure: 'PayTrace refused the password. Enter it again.',
  },
};
const running = {
  id: 'b1',
  from: '2026-05-01T00:00:00.000Z',
  to: '2026-05-03T00:00:00.000Z',
  state: 'running',
  fresh: 3,
  known: 12,
  parked: 0,
  failure: null,
} as Backfill;

function show(state: TriggerState, answers: object = {}) {
  const asked: unknown[] = [];
  const deployments = {
    triggerState: async () => state,
    backfills: async () => ({ items: [running], nextCursor: null }),
    start: async (...args: unknown[]) => (asked.push(args), { eventId: 'e1', status: 'accepted', runIds: [] }),
    syncRecord: async (...args: unknown[]) => (asked.push(args), { fresh: 0, known: 2, parked: 0 }),
    backfill: async (...args: unknown[]) => void asked.push(args),
    abortBackfill: async (...args: unknown[]) => void asked.push(args),
    ...answers,
  };
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  renderUi(
    <QueryClientProvider client={client}>
      <ApiProvider client={{ deployments } as unknown as ApiClient}>
        <TriggerDialog deployment={deployment} onClose={() => undefined} />
      </ApiProvider>
    </QueryClientProvider>,
  );
  return asked;
}

describe('the trigger of a deployment', () => {
  test('shows the next time of a schedule in its own zone, what waits and what was left out', async () => {
    const next = { at: '2027-03-28T01:00:00.000Z', local: '2027-03-28T03:00:00+02:00' };
    show({
      ...quiet,
      schedule: {
        cron: '30 2 * * *',
        timeZone: 'Europe/Paris',
        next,
        last: null,
        waiting: [next],
        note: 'Penstock was away.',
        failure: null,
      },
    });

    expect(await screen.findByText('2027-03-28 03:00 (UTC+02:00)')).toBeInTheDocument();
    expect(screen.getByText('1 time waits until the run before is settled.')).toBeInTheDocument();
    expect(screen.getByText('Penstock was away.')).toBeInTheDocument();
  });

  test('shows what is wrong with a poll in plain words', async () => {
    show(polling);

    expect(await screen.findByRole('alert')).toHaveTextContent('PayTrace refused the password. Enter it again.');
    expect(screen.getByText('10 minutes ago')).toBeInTheDocument();
  });

  test('offers only what the trigger can do', async () => {
    show(quiet);

    expect(await screen.findByText(/Events come in at the addresses/)).toBeInTheDocument();
    expect(screen.queryByText('Read a range again')).not.toBeInTheDocument();
    expect(screen.queryByText('Read one record now')).not.toBeInTheDocument();
  });
});

describe('starting by hand', () => {
  test('sends payload and key, and says what became of it', async () => {
    const asked = show(quiet);
    fireEvent.change(await screen.findByLabelText('Payload (JSON)'), { target: { value: '{"reference":"R-1"}' } });

    await userEvent.click(screen.getByRole('button', { name: 'Start run' }));

    expect(await screen.findByText('Started.')).toBeInTheDocument();
    expect(asked).toEqual([['d1', { payload: { reference: 'R-1' }, key: expect.stringMatching(/^[0-9a-f-]{36}$/) }]]);
  });

  test('waits for valid JSON', async () => {
    show(quiet);
    fireEvent.change(await screen.findByLabelText('Payload (JSON)'), { target: { value: '{' } });

    expect(screen.getByRole('button', { name: 'Start run' })).toBeDisabled();
    expect(screen.getByText('This is not valid JSON yet.')).toBeInTheDocument();
  });
});

test('one record is read and counted', async () => {
  const asked = show(polling);
  await userEvent.type(await screen.findByLabelText('Record number'), ' 392 ');

  await userEvent.click(screen.getByRole('button', { name: 'Read record' }));

  expect(await screen.findByText('0 new, 2 known')).toBeInTheDocument();
  expect(asked).toEqual([['d1', { id: '392' }]]);
});

test('a range is read from the first day to the end of the last, and can be aborted', async () => {
  const asked = show(polling);
  fireEvent.change(await screen.findByLabelText('From'), { target: { value: '2026-05-01' } });
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-05-02' } });

  await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
  await userEvent.click(await screen.findByRole('button', { name: /^Abort/ }));

  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked).toEqual([
    ['d1', { from: new Date(2026, 4, 1).toISOString(), to: new Date(2026, 4, 3).toISOString() }],
    ['d1', 'b1'],
  ]);
  expect(screen.getByText(/Reading, 3 new, 12 known/)).toBeInTheDocument();
});
