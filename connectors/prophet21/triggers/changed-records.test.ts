import type { Json } from '@penstock/kernel';
import { anOrder, aReceipt, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { eventFromRow } from './changed-records';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const poll = (table: string, cursor: Json) => bench.poll('changed-records', { table }, cursor);

describe('watching a table', () => {
  test('begins with what changes from now on', async () => {
    const first = await poll('oe_hdr', null);

    expect(first).toEqual({
      events: [],
      cursor: { from: '2026-09-12T14:00:00.000', newest: '2026-09-12T14:00:00.000' },
      more: false,
    });
  });

  test('reports a new order once, however often it looks', async () => {
    const begin = await poll('oe_hdr', null);
    bench.clock.advance(60_000);
    await bench.run('create-order', anOrder());

    const second = await poll('oe_hdr', begin.cursor);
    const third = await poll('oe_hdr', second.cursor);

    const keys = [...second.events, ...third.events].map(({ dedupeKey }) => dedupeKey);
    expect(new Set(keys.filter((key) => key.startsWith('oe_hdr:1013938')))).toEqual(
      new Set(['oe_hdr:1013938:2026-09-12T14:01:00.000']),
    );
  });

  test('sees an invoice again when it was paid', async () => {
    const begin = await poll('invoice_hdr', null);
    bench.clock.advance(600_000);
    await bench.run('post-ar-receipt', aReceipt({ applications: [{ invoiceNo: '3100002', amount: '32.10' }] }));

    const { events } = await poll('invoice_hdr', begin.cursor);

    expect(events.map(({ labels }) => labels?.['record'])).toContain('3100002');
  });

  test('reaches back over the overlap', async () => {
    const cursor = { from: '1900-01-01T00:00:00', newest: '2026-09-12T14:01:59.000' };

    const { events } = await poll('address', cursor);

    expect(events).toHaveLength(14);
  });
});

test('an event names table, key and time of change', () => {
  expect(
    eventFromRow('customer', { customer_id: 100198, date_last_modified: '2026-09-12T10:31:07.213' }),
  ).toMatchObject({
    dedupeKey: 'customer:100198:2026-09-12T10:31:07.213',
    labels: { table: 'customer', record: '100198' },
  });
});
