import { loadLiveSchemas, type LiveSchema } from '@penstock/connector-sdk';
import { invariant, type JsonObject } from '@penstock/kernel';
import { prophet21 } from '../index';
import { startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeAll(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.traps({ withoutFields: [] }));
afterAll(() => bench.close());

async function described(operation: string, settings: JsonObject = {}): Promise<LiveSchema> {
  const { liveSchemas } = prophet21;
  invariant(liveSchemas, 'prophet21 describes itself');
  const [schema] = await loadLiveSchemas(liveSchemas, bench.context, { operation, settings });
  invariant(schema, `${operation} is described`);
  return schema;
}

/** Follows names through objects and lists. */
function at({ schema }: LiveSchema, ...names: readonly string[]): unknown {
  return names.reduce<Record<string, unknown>>((place, name) => {
    const inner = (place['items'] ?? place) as Record<string, unknown>;
    return ((inner['properties'] ?? {}) as Record<string, Record<string, unknown>>)[name] ?? {};
  }, schema as Record<string, unknown>);
}

describe('what Prophet 21 says about itself', () => {
  test('columns of a queried table with their types, and those that the query names by itself', async () => {
    const schema = await described('query', { table: 'customer', columns: ['customer_name'], orderBy: ['customer_id'], conditions: [{ column: 'legacy_id', value: '7' }] });

    expect(schema).toMatchObject({ title: 'Table customer', side: 'read', used: ['rows.customer_name', 'rows.customer_id', 'rows.legacy_id'] });
    expect(at(schema, 'rows', 'customer_id')).toEqual({ type: 'number' });
    expect(at(schema, 'rows', 'legacy_id')).toEqual({ type: ['string', 'null'], maxLength: 255 });
    expect(at(schema, 'rows', 'date_created')).toEqual({ type: ['string', 'null'], format: 'date-time' });
  });

  test.each([
    ['changed-records', { table: 'oe_hdr' }, 'Table oe_hdr', 'order_no'],
    ['invoice-changed', {}, 'Table invoice_hdr', 'invoice_no'],
  ])('the rows that start a flow: %s', async (operation, settings, title, column) => {
    const schema = await described(operation, settings);

    expect(schema.title).toBe(title);
    expect(at(schema, 'record', column)).toMatchObject({ type: ['string', 'null'] });
  });

  test('the window behind a posting, with the fields that the service map uses', async () => {
    const schema = await described('post-ar-receipt');

    expect(schema.title).toBe('Service SimCashReceipts');
    expect(schema.used).toContain('TP_RECEIPT.receipt.payment_amount');
    expect(at(schema, 'TP_RECEIPT', 'receipt')).toMatchObject({ required: expect.arrayContaining(['payment_amount', 'bank_no']) });
  });

  test('and the fields of a window that a step types', async () => {
    const elements = [{ element: 'TABPAGE_1.order', rows: [[{ field: 'po_no', value: 'x' }]] }];

    expect(await described('post-transaction', { service: 'Order', elements })).toMatchObject({ title: 'Service Order', used: ['TABPAGE_1.order.po_no'] });
  });

  test('properties of master records, which nobody has to fill in', async () => {
    const read = await described('get-record', { type: 'customers' });
    const written = await described('create-customer');

    expect(at(read, 'record')).toMatchObject({ properties: { CustomerName: {} } });
    expect(written).toMatchObject({ side: 'written', schema: { properties: { fields: { properties: { CustomerName: {} } } } } });
    expect(written.schema).not.toHaveProperty('required');
  });

  test('lacks what an upgrade took away', async () => {
    await bench.traps({ withoutFields: ['customer.legacy_id', 'TP_RECEIPT.receipt.payment_desc'] });

    expect(at(await described('query', { table: 'customer' }), 'rows', 'legacy_id')).toEqual({});
    expect(at(await described('post-ar-receipt'), 'TP_RECEIPT', 'receipt', 'payment_desc')).toEqual({});
    expect(at(await described('post-ar-receipt'), 'TP_RECEIPT', 'receipt')).not.toMatchObject({ required: expect.arrayContaining(['payment_desc']) });
  });

  test('nothing about steps whose table depends on the run, and a failure in words about one it does not have', async () => {
    const { liveSchemas } = prophet21;
    invariant(liveSchemas, 'prophet21 describes itself');

    expect(await loadLiveSchemas(liveSchemas, bench.context, { operation: 'query', settings: {} })).toEqual([]);
    expect(await loadLiveSchemas(liveSchemas, bench.context, { operation: 'query', settings: { table: '../secret' } })).toEqual([]);
    await expect(described('query', { table: 'no_such_table' })).rejects.toMatchObject({ code: 'P21_TABLE_NOT_DESCRIBED', class: 'config' });
  });

  test('by reading only', async () => {
    const before = (await bench.call('GET', '/__sim/state')).body;
    for (const operation of prophet21.liveSchemas?.operations ?? []) await described(operation, { table: 'customer', type: 'customers', service: 'Order' }).catch(() => undefined);

    expect((await bench.call('GET', '/__sim/state')).body).toBe(before);
    expect(bench.http.sent.every(({ method }) => method === 'GET' || method === 'POST')).toBe(true);
  });
});
