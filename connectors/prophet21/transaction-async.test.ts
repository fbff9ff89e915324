import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anOrder, startSimulatorBench, type SimulatorBench } from './testing/simulator-bench';
import { recorded, replay } from './testing/recorded';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const purchase = (change: Readonly<Record<string, unknown>> = {}) => ({
  service: 'Order',
  mode: 'queue',
  elements: [
    {
      element: 'TABPAGE_1.order',
      rows: [
        [
          { field: 'customer_id', value: '100198' },
          { field: 'source_loc_id', value: '100' },
          { field: 'po_no', value: 'Q-1' },
        ],
      ],
    },
    {
      element: 'TP_ITEMS.items',
      type: 'List',
      keys: ['user_line_no'],
      rows: [
        [
          { field: 'user_line_no', value: '010' },
          { field: 'oe_order_item_id', value: 'WIDGET-001' },
          { field: 'unit_quantity', value: 2 },
        ],
      ],
    },
  ],
  lookUp: { table: 'oe_hdr', column: 'po_no', reference: 'Q-1', keyColumn: 'order_no' },
  ...change,
});

describe('a queued transaction', () => {
  test('is asked for until it is done', async () => {
    await bench.traps({ asyncMs: 60 });

    expect(await bench.run('post-transaction', purchase())).toMatchObject({ key: '1013938', reference: 'Q-1' });
    const looks = bench.http.sent.filter(
      ({ method, path }) => method === 'GET' && path.includes('/transaction/async?id='),
    );
    expect(looks.length).toBeGreaterThan(1);
  });

  test('that ends as a refusal is one, although it ends like any other', async () => {
    const refused = purchase({ lookUp: { table: 'oe_hdr', column: 'po_no', reference: 'Q-1', keyColumn: 'order_no' } });
    refused.elements[0]!.rows[0]![0] = { field: 'customer_id', value: '1' };

    await expect(bench.run('post-transaction', refused)).rejects.toMatchObject({
      details: { class: 'business', message: expect.stringContaining('Enter a valid ID') as string },
    });
  });

  test('works on two at a time and keeps the third waiting', async () => {
    await bench.traps({ asyncMs: 400 });
    const order = (poNo: string) => bench.call('POST', '/uiserver0/api/v2/transaction/async', transaction(poNo));
    const ids = await Promise.all(
      ['A', 'B', 'C'].map(async (poNo) => ((await order(poNo)).json() as { RequestId: string }).RequestId),
    );

    const early = await Promise.all(ids.map(async (id) => (await state(id)).Status));
    let late = early;
    while (late.some((status) => status !== 2)) {
      late = await Promise.all(ids.map(async (id) => (await state(id)).Status));
    }

    expect([early, late]).toEqual([
      [3, 3, 3],
      [2, 2, 2],
    ]);
  });

  test('that does not end in time is looked up, not repeated', async () => {
    const accepted = { RequestId: 'r-1', Status: 3, Messages: null };
    const waiting = replay([['/transaction/async', accepted]]);

    await expect(waiting.run('post-transaction', purchase())).rejects.toMatchObject({
      details: { class: 'ambiguous', code: 'P21_STILL_RUNNING' },
    });
    expect(waiting.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test.each([
    ['Complete', { class: 'business', code: 'P21_TRANSACTION_REFUSED' }],
    ['Failed', { class: 'business', code: 'P21_TRANSACTION_REFUSED' }],
  ])('of an older build ends with the word %s', async (Status, details) => {
    const Messages = JSON.stringify({
      Messages: ['No'],
      Results: null,
      Summary: { Succeeded: 0, Failed: 1, Other: 0 },
    });
    const old = replay([
      ['/transaction/async', { status: 202, headers: {}, body: JSON.stringify({ RequestId: 'r', Status, Messages }) }],
    ]);

    await expect(old.run('post-transaction', purchase())).rejects.toMatchObject({ details });
  });

  test('whose answer is no answer leaves the outcome open', async () => {
    const torn = replay([
      ['/transaction/async', { RequestId: 'r', Status: 2, Messages: 'System.OutOfMemoryException' }],
    ]);

    await expect(torn.run('post-transaction', purchase())).rejects.toMatchObject({ details: { class: 'ambiguous' } });
  });

  test('without its reference in any field is not sent', async () => {
    const lost = purchase({ lookUp: { table: 'oe_hdr', column: 'po_no', reference: 'OTHER', keyColumn: 'order_no' } });

    await expect(bench.run('post-transaction', lost)).rejects.toMatchObject({
      details: { code: 'P21_REFERENCE_NOT_WRITTEN' },
    });
    expect(bench.http.sent).toEqual([]);
  });
});

test('a queued transaction tells an address of its end, in the recorded form', async () => {
  const told: string[] = [];
  const listener = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => told.push(chunk.toString()));
    request.on('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const sample = recorded('transaction-async-callback').request.body as { Callback: object };
  const body = {
    Content: { ...transaction('CB-1') },
    Callback: { ...sample.Callback, Url: `http://127.0.0.1:${port}/p21-hook` },
  };

  const accepted = await bench.call('POST', '/uiserver0/api/v2/transaction/async/callback', body as never);
  const { RequestId } = accepted.json() as { RequestId: string };
  const CallbackResult = await callbackResult(RequestId);
  listener.close();

  expect(CallbackResult).toBe('Success : 200 (OK)');
  expect(JSON.parse(told.join(''))).toMatchObject({ RequestId, Status: 2, RequestType: 'V2 Transaction' });
});

async function callbackResult(id: string): Promise<unknown> {
  for (;;) {
    const { CallbackResult } = (await state(id)) as { Status: number; CallbackResult?: unknown };
    if (CallbackResult !== null) return CallbackResult;
  }
}

test('a window is read with all its elements', async () => {
  await bench.run('create-order', anOrder());
  const read = { service: 'Order', element: 'TABPAGE_1.order', keyField: 'order_no', keys: ['1013938', '1'] };

  const { records } = (await bench.run('read-window', read)) as unknown as {
    records: { found: boolean; elements: { name: string; rows: Record<string, string>[] }[] }[];
  };

  expect(records.map(({ found }) => found)).toEqual([true, false]);
  expect(records[0]?.elements[0]?.rows[0]).toMatchObject({ order_no: '1013938', po_no: 'WEB-1001' });
});

const state = async (id: string) =>
  (await bench.call('GET', `/uiserver0/api/v2/transaction/async?id=${id}`)).json() as { Status: number };

const transaction = (poNo: string) => ({
  Name: 'Order',
  UseCodeValues: false,
  Transactions: [{ Status: 'New', DataElements: [form({ customer_id: '100198', source_loc_id: '100', po_no: poNo })] }],
});
const form = (edits: Readonly<Record<string, string>>) => ({
  Name: 'TABPAGE_1.order',
  Type: 'Form',
  Keys: [],
  Rows: [{ Edits: Object.entries(edits).map(([Name, Value]) => ({ Name, Value })), RelativeDateEdits: [] }],
});
