import { renderUi } from '../../../testing/render-ui';
import '@testing-library/jest-dom';
import type { ApiClient } from '@penstock/api-client';
import type { ConnectionWeather, Role } from '@penstock/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProvider } from '../../../shared/api/api-context';
import { WeatherSection } from './weather-section';

const connectionId = '0193a000-0000-7000-8000-000000000001';
const clear: ConnectionWeather = {
  connectionId,
  state: 'clear',
  since: null,
  reason: '',
  remedy: null,
  nextProbeAt: null,
  held: { runs: 0, money: [] },
  recent: { calls: 0, failures: 0, failureShare: null },
  loadShare: 1,
  ratePerSecondNow: null,
  hold: null,
  limits: { maxConcurrent: null, ratePerSecond: null, burst: null, holdMs: 250, maintenance: [], ceilings: [], onlyValues: [] },
  maintenance: { now: null, next: null },
};

/** The API as the section uses it; what was sent is kept. */
function show(
  first: ConnectionWeather,
  role: Role = 'operator',
): { readonly sent: unknown[][]; turn(next: ConnectionWeather): Promise<void> } {
  let weather = first;
  const sent: unknown[][] = [];
  const send =
    (what: string) =>
    async (...values: unknown[]): Promise<ConnectionWeather> => {
      sent.push([what, ...values]);
      return weather;
    };
  const connections = {
    allWeather: async () => ({ items: [weather], nextCursor: null }),
    hold: send('hold'),
    resume: send('resume'),
    setLimits: send('limits'),
  };
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, refetchInterval: false } } });
  renderUi(
    <QueryClientProvider client={queryClient}>
      <ApiProvider
        client={{ connections, session: { current: async () => ({ user: { role } }) } } as unknown as ApiClient}
      >
        <WeatherSection connectionId={connectionId} />
      </ApiProvider>
    </QueryClientProvider>,
  );
  const turn = async (next: ConnectionWeather): Promise<void> => {
    weather = next;
    await act(() => queryClient.invalidateQueries());
  };
  return { sent, turn };
}

describe('the weather of a connection', () => {
  test('says what is wrong, what to do, and what waits', async () => {
    show({
      ...clear,
      state: 'down',
      since: '2026-11-24T09:30:00.000Z',
      reason: 'Too many calls failed.',
      remedy: 'Check the address.',
      held: { runs: 37, money: [{ currency: 'USD', amount: '18240.10' }] },
      recent: { calls: 8, failures: 6, failureShare: 0.75 },
    });

    expect(await screen.findByText('Down')).toBeInTheDocument();
    expect(screen.getByText('Too many calls failed.')).toBeInTheDocument();
    expect(screen.getByText('Check the address.')).toBeInTheDocument();
    expect(screen.getByText('USD 18,240.10')).toBeInTheDocument();
    expect(screen.getByText('6 of 8 calls failed (75%)')).toBeInTheDocument();
  });

  test('is held with a reason only', async () => {
    const { sent } = show(clear);
    const button = await screen.findByRole('button', { name: 'Hold' });
    expect(button).toBeDisabled();
    expect(screen.getByText(/Write at least 3 characters/)).toBeInTheDocument();

    await userEvent.type(screen.getByLabelText('Reason for holding'), 'P21 is being upgraded');
    expect(screen.queryByText(/Write at least 3 characters/)).not.toBeInTheDocument();
    await userEvent.click(button);
    expect(screen.getByText(/No call leaves any more/)).toBeInTheDocument();
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Hold it' }));

    expect(sent).toEqual([['hold', connectionId, { reason: 'P21 is being upgraded' }]]);
  });

  test('is resumed, saying what goes on', async () => {
    const hold = { reason: 'P21 is being upgraded', by: 'ada@demo.example', since: '2026-11-24T09:30:00.000Z' };
    const { sent } = show({
      ...clear,
      state: 'held',
      hold,
      held: { runs: 2, money: [{ currency: 'USD', amount: '40.00' }] },
    });

    expect(await screen.findByText('2 runs go on, one after the other.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect(screen.getByText(/2 runs go on, one after the other \(USD 40.00\)/)).toBeInTheDocument();
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Let it go' }));

    expect(sent).toEqual([['resume', connectionId]]);
  });
});

describe('holding a connection', () => {
  const hold = { reason: 'P21 is being upgraded', by: 'ada@demo.example', since: '2026-11-24T09:30:00.000Z' };

  test('asked for is not turned into letting go when a colleague holds it first', async () => {
    const { sent, turn } = show(clear);
    await userEvent.type(await screen.findByLabelText('Reason for holding'), 'P21 is being upgraded');
    await userEvent.click(screen.getByRole('button', { name: 'Hold' }));
    expect(screen.getByRole('button', { name: 'Back' })).toHaveFocus();

    await turn({ ...clear, state: 'held', hold });

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(sent).toEqual([]);
  });

  test('keeps the numbers that were shown', async () => {
    const { turn } = show({ ...clear, hold, state: 'held', held: { runs: 2, money: [] } });
    await userEvent.click(await screen.findByRole('button', { name: 'Resume' }));

    await turn({ ...clear, hold, state: 'held', held: { runs: 9, money: [] } });

    expect(await screen.findByText('9 runs go on, one after the other.')).toBeInTheDocument();
    expect(screen.getByRole('dialog')).toHaveTextContent('2 runs go on');
  });

  test('is not offered to a role that may not', async () => {
    show(clear, 'auditor');

    expect(await screen.findByText('Calls at once')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Hold' })).not.toBeInTheDocument();
  });
});

describe('the limits of a connection', () => {
  test('are saved with a maintenance window', async () => {
    const { sent } = show(clear);

    await userEvent.type(await screen.findByLabelText('Calls at once'), '4');
    await userEvent.click(screen.getByRole('button', { name: 'Add a weekly window' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Sun' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save limits' }));

    expect(sent).toMatchObject([
      [
        'limits',
        connectionId,
        {
          maxConcurrent: 4,
          ratePerSecond: null,
          maintenance: [
            { kind: 'weekly', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '22:00', to: '02:00' },
          ],
        },
      ],
    ]);
    expect(await screen.findByText('Saved. Counts for the next calls.')).toBeInTheDocument();
  });

  test('lose a window that is removed', async () => {
    const window = { kind: 'once', from: '2026-11-28T21:00:00.000Z', to: '2026-11-29T05:30:00.000Z' } as const;
    const { sent } = show({ ...clear, limits: { ...clear.limits, maintenance: [window] } });

    await userEvent.click(await screen.findByRole('button', { name: 'Remove window 1' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save limits' }));

    expect(sent).toMatchObject([['limits', connectionId, { maintenance: [] }]]);
  });
});
