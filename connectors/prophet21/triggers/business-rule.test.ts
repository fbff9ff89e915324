import { invariant } from '@penstock/kernel';
import { aReceipt, startSimulatorBench } from '../testing/simulator-bench';
import { businessRule } from './business-rule';

const [signed] = businessRule.channels;
invariant(signed, 'a rule has a channel');
const parse = (body: unknown, settings: object = {}) =>
  signed.parse(
    { headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) },
    businessRule.settings.parse(settings),
  );

const order = { table: 'OrderHeader', key_value: '1013938', action: 'ADD' };

describe('a call of a business rule', () => {
  test('tells of one record', () => {
    expect(parse({ ...order, taker: 'JSMITH' })).toEqual([
      {
        dedupeKey: 'rule:OrderHeader:1013938:ADD',
        payload: {
          table: 'OrderHeader',
          key: '1013938',
          action: 'ADD',
          changedAt: '',
          data: { ...order, taker: 'JSMITH' },
        },
        labels: { table: 'OrderHeader', record: '1013938' },
      },
    ]);
  });

  test('tells of several, each by its own key', () => {
    const update = { ...order, action: 'update', changed_at: '2026-09-12T10:31:07.213' };

    expect(
      parse([order, update, { ...update, changed_at: '2026-09-12T11:00:00.000' }]).map(({ dedupeKey }) => dedupeKey),
    ).toEqual([
      'rule:OrderHeader:1013938:ADD',
      'rule:OrderHeader:1013938:UPDATE:2026-09-12T10:31:07.213',
      'rule:OrderHeader:1013938:UPDATE:2026-09-12T11:00:00.000',
    ]);
  });

  test('is left out where the builder did not ask for it', () => {
    expect(parse(order, { tables: ['InvoiceHeader'] })).toEqual([]);
    expect(parse(order, { actions: ['UPDATE'] })).toEqual([]);
  });

  test.each([
    ['no JSON', 'key_value=1'],
    ['an empty list', []],
    ['a text', '"1013938"'],
    ['no table', { ...order, table: '' }],
    ['no key', { ...order, key_value: null }],
    ['another action', { ...order, action: 'DELETE' }],
    ['an update without its time', { ...order, action: 'UPDATE' }],
  ])('with %s is refused in plain words', (_, body) => {
    expect(() => parse(body)).toThrow(/Nothing was started/);
  });
});

test('each document has a trigger of its own, under the keys of the general one', async () => {
  const bench = await startSimulatorBench();
  const begin = await bench.poll('receipt-changed', {}, null);
  bench.clock.advance(600_000);
  await bench.run('post-ar-receipt', aReceipt());

  const own = await bench.poll('receipt-changed', {}, begin.cursor);
  const general = await bench.poll('changed-records', { table: 'ar_receipts' }, begin.cursor);
  await bench.close();

  expect(own.events.map(({ labels }) => labels)).toContainEqual({ table: 'ar_receipts', record: '50001' });
  expect(own.events.map(({ dedupeKey }) => dedupeKey)).toEqual(general.events.map(({ dedupeKey }) => dedupeKey));
});
