import type { Connection, ConnectionWeather } from '@penstock/contracts';
import { screen } from '@testing-library/react';
import { anOperator, renderPage } from '../../../testing/render-page';
import { ConnectionsTable } from './connections-table';

const id = '0193a000-0000-7000-8000-000000000001';
const bank: Connection = {
  id,
  name: 'Bank',
  connector: 'bank',
  environment: 'sandbox',
  slot: 'bank',
  settings: {},
  secrets: [],
  fingerprint: 'bank.example',
  usedBy: [],
  updatedAt: '2026-11-23T10:00:00.000Z',
};
const storm: ConnectionWeather = {
  connectionId: id,
  state: 'held',
  since: null,
  reason: 'Held by a person.',
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

test('a row tells once how many runs wait for the connection, and with how much money', async () => {
  renderPage(<ConnectionsTable connections={[bank]} connectors={[]} weather={new Map([[id, storm]])} onOpen={() => undefined} />, {
    session: anOperator(),
  });

  const row = (await screen.findByText('Bank')).closest('tr');

  expect(row?.textContent?.match(/2 runs wait/g)).toHaveLength(1);
  expect(row).toHaveTextContent('2 runs wait · USD 19.20');
});
