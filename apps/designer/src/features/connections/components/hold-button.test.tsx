import type { ConnectionWeather } from '@penstock/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anOperator, renderPage } from '../../../testing/render-page';
import { HoldButton } from './hold-button';

const weather: ConnectionWeather = {
  connectionId: '0193a000-0000-7000-8000-000000000001',
  state: 'clear',
  since: null,
  reason: '',
  remedy: null,
  nextProbeAt: null,
  held: { runs: 2, money: [{ currency: 'USD', amount: '19.20' }] },
  recent: { calls: 0, failures: 0, failureShare: null },
  loadShare: 1,
  ratePerSecondNow: null,
  hold: null,
  limits: { maxConcurrent: null, ratePerSecond: null, burst: null, holdMs: 250, maintenance: [], ceilings: [], onlyValues: [] },
  maintenance: { now: null, next: null },
};

function show(of: ConnectionWeather): unknown[][] {
  const sent: unknown[][] = [];
  const send =
    (what: string) =>
    async (...values: unknown[]) =>
      void sent.push([what, ...values]);
  renderPage(<HoldButton weather={of} name="Bank" />, {
    session: anOperator(),
    connections: { hold: send('hold'), resume: send('resume') },
  });
  return sent;
}

test('holds a connection from its row once a reason is given', async () => {
  const sent = show(weather);

  await userEvent.click(await screen.findByRole('button', { name: 'Hold Bank' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Hold this connection' }));
  expect(dialog.getByText(/2 runs wait already \(USD 19.20\)/)).toBeInTheDocument();
  expect(dialog.getByRole('button', { name: 'Hold it' })).toBeDisabled();
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Year end');
  await userEvent.click(dialog.getByRole('button', { name: 'Hold it' }));

  expect(sent).toEqual([['hold', weather.connectionId, { reason: 'Year end' }]]);
});

test('lets a held connection go again without a reason', async () => {
  const hold = { by: 'Ann', reason: 'Year end', since: '2026-11-24T09:30:00.000Z' };
  const sent = show({ ...weather, state: 'held', hold } as ConnectionWeather);

  await userEvent.click(await screen.findByRole('button', { name: 'Resume Bank' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Let it go' }));

  expect(sent).toEqual([['resume', weather.connectionId]]);
});
