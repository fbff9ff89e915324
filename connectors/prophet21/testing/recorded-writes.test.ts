import { stringifyJson as stringified, type Json, type JsonObject } from '@penstock/kernel';
import { objectOf, listOf, textOf } from '../answer';
import { addressOf, recorded, replay, sentTo, type ReplayRule } from './recorded';

const passed: Json = { Messages: ['Transaction 1:: '], Results: null, Summary: { Succeeded: 1, Failed: 0, Other: 0 } };

/** The recorded body as the action's input: the same elements, rows and edits under the connector's names. */
function transactionInput(body: JsonObject): Record<string, unknown> {
  const [transaction] = listOf(body['Transactions']).map(objectOf);
  return {
    service: textOf(body['Name']),
    elements: listOf(transaction?.['DataElements']).map(objectOf).map(elementInput),
  };
}

const elementInput = (element: JsonObject) => ({
  element: textOf(element['Name']),
  type: textOf(element['Type']),
  keys: listOf(element['Keys']).map(textOf),
  rows: listOf(element['Rows']).map((row) =>
    listOf(objectOf(row)['Edits'])
      .map(objectOf)
      .map((edit) => ({ field: textOf(edit['Name']), value: textOf(edit['Value']) })),
  ),
});

/** What some clients write out and others leave to P21's defaults. */
const defaults = new Set([
  'UseCodeValues',
  'BusinessObjectName',
  'Documents',
  'Query',
  'FieldMap',
  'TransactionSplitMethod',
  'Parameters',
  'IgnoreIfEmpty',
]);
function withoutDefaults(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(withoutDefaults);
  if (typeof json !== 'object' || json === null) return json;
  const members = Object.entries(json as JsonObject).filter(([name]) => !defaults.has(name));
  return Object.fromEntries(members.map(([name, value]) => [name, withoutDefaults(value)]));
}

const found = (table: string, row: JsonObject): ReplayRule => [`/table/${table}`, { value: [row] }];

describe('transactions are sent as recorded', () => {
  test.each([
    [
      'transaction-customer-create',
      { table: 'customer', column: 'customer_name', reference: 'ACME Industrial Supply', keyColumn: 'customer_id' },
    ],
    [
      'transaction-purchaseorder-create',
      { table: 'po_hdr', column: 'external_po_no', reference: 'TAG-ME', keyColumn: 'po_no' },
    ],
    [
      'transaction-shipping',
      { table: 'oe_pick_ticket', column: 'tracking_no', reference: '8989898989', keyColumn: 'pick_ticket_no' },
    ],
    [
      'transaction-order-create',
      { table: 'oe_hdr', column: 'customer_id', reference: '100198', keyColumn: 'order_no' },
    ],
  ])('%s', async (name, lookUp) => {
    const sample = recorded(name);
    const body = sample.request.body as JsonObject;
    const bench = replay([
      ['POST', passed],
      found(lookUp.table, { [lookUp.keyColumn]: '998302', [lookUp.column]: lookUp.reference }),
    ]);

    const posted = await bench.run('post-transaction', { ...transactionInput(body), lookUp });

    const sent = sentTo(bench, 'POST');
    expect(addressOf(sent.url)).toEqual(addressOf(sample.request.path));
    expect(withoutDefaults(sent.json ?? null)).toEqual(withoutDefaults(body));
    expect(posted).toMatchObject({ key: '998302', reference: lookUp.reference });
  });

  test('a line with a stable handle', async () => {
    const body = recorded('transaction-order-line-upsert').request.body as JsonObject;
    const fragment = objectOf(body['fragment_of_DataElements']);
    const bench = replay([['POST', passed], found('oe_line', { order_no: '1013938', user_line_no: '020' })]);

    await bench.run('post-transaction', {
      service: 'Order',
      elements: [{ ...elementInput(fragment), type: 'List' }],
      lookUp: {
        table: 'oe_line',
        column: 'user_line_no',
        reference: '020',
        keyColumn: 'order_no',
        companyColumn: 'company_no',
      },
    });

    const [transaction] = listOf(objectOf(sentTo(bench, 'POST').json)['Transactions']).map(objectOf);
    expect(transaction?.['DataElements']).toEqual([{ ...fragment, Type: 'List' }]);
  });

  test('a read of two orders', async () => {
    const sample = recorded('transaction-get');
    const bench = replay([['/transaction/get', { Transactions: [] }]]);

    await bench.run('read-window', {
      service: 'Order',
      element: 'TABPAGE_1.order',
      keyField: 'order_no',
      keys: ['1000001', '1000002'],
    });

    const { url, json } = sentTo(bench, 'POST');
    expect([addressOf(url), json]).toEqual([addressOf(sample.request.path), sample.request.body]);
  });
});

describe('master data is asked for and sent as recorded', () => {
  test.each([
    ['entity-customer-get', {}],
    ['entity-customer-extended', { include: ['CustomerAddress'] }],
  ])('%s', async (name, more) => {
    const sample = recorded(name);
    const bench = replay([['/api/entity', sample.response.body]]);

    const { found: isFound, record } = (await bench.run('get-record', {
      type: 'customers',
      id: '10',
      ...more,
    })) as JsonObject;

    expect(addressOf(sentTo(bench, '/api/entity').url)).toEqual(addressOf(sample.request.path));
    expect([isFound, record]).toEqual([true, sample.response.body]);
  });

  test('a query by the beginning of a name', async () => {
    const sample = recorded('entity-query');
    const bench = replay([['/api/entity', sample.response.body]]);

    const conditions = [{ property: 'CustomerName', operator: 'startswith', value: 'ABC' }];
    const { count } = (await bench.run('find-records', { type: 'customers', conditions })) as JsonObject;

    expect(addressOf(sentTo(bench, '/api/entity').url)).toEqual(addressOf(sample.request.path));
    expect(count).toBe(2);
  });

  test('a customer that is not there is an answer, not an error', async () => {
    const sample = recorded('rest-error-envelope');
    const body = JSON.stringify(sample.response.body);
    const bench = replay([['/api/entity', { status: sample.response.status ?? 0, headers: {}, body }]]);

    expect(await bench.run('get-record', { type: 'customers', id: '100198' })).toEqual({ found: false, record: {} });
  });

  test('a new customer, with our key besides', async () => {
    const sample = recorded('entity-customer-create');
    const { CompanyId, CustomerName, ...fields } = sample.request.body as JsonObject;
    const bench = replay([
      ['POST', { status: 200, headers: {}, body: '' }],
      found('customer', { customer_id: 30, legacy_id: 'SHOP-77' }),
    ]);

    const created = await bench.run('create-customer', { reference: 'SHOP-77', name: CustomerName, fields });

    const { url, json } = sentTo(bench, 'POST');
    expect(addressOf(url)).toEqual(addressOf(sample.request.path));
    expect(json).toEqual({ ...(sample.request.body as JsonObject), LegacyId: 'SHOP-77' });
    expect([CompanyId, created]).toEqual(['ACME', { id: '30', reference: 'SHOP-77' }]);
  });
});

test('a sales order to an address is sent as recorded', async () => {
  const sample = recorded('sales-orders-post');
  const body = sample.request.body as JsonObject;
  const order = { order_no: '1013938', po_no: 'PO-TEST-001', customer_id: 100198, company_id: 'ACME' };
  const bench = replay([['POST', { status: 200, headers: {}, body: '{}' }], found('oe_hdr', order)]);

  await bench.run('create-sales-order', {
    poNo: 'PO-TEST-001',
    customerId: '100198',
    locationId: '10',
    taker: 'JSMITH',
    termsId: 'NET30',
    promiseDate: '2030-01-06',
    shipTo: {
      id: '200',
      name: 'Acme Fulfillment Co',
      address1: '123 Example Street',
      address2: 'Ste 100',
      city: 'Atlanta',
      state: 'GA',
      zipCode: '30000',
      country: 'US',
      email: 'orders@example.com',
      phone: '000-000-0000',
    },
    lines: [{ itemId: 'WIDGET-001', quantity: 1, unitPrice: '0.99' }],
  });

  const { url, json } = sentTo(bench, 'POST');
  expect(addressOf(url)).toEqual(addressOf(sample.request.path));
  expect(JSON.parse(stringified(json ?? null))).toEqual(JSON.parse(stringified(body)));
});

test('a journal is sent as recorded', async () => {
  const sample = recorded('gl-post-journal');
  const lines = sample.request.body as readonly JsonObject[];
  const bench = replay([
    ['POST', lines.map((line) => ({ ...line, TransactionNumber: 7 }))],
    found('periods', { period: 12, year_for_period: 2026, period_closed: 'N' }),
    found('gl', { gl_uid: 1, transaction_number: 7, source: '...' }),
  ]);

  await bench.run('post-gl-journal', {
    source: '...',
    description: '...',
    period: '12',
    yearForPeriod: '2026',
    transactionDate: '2026-09-12',
    lines: lines.map((line) => ({ accountNumber: textOf(line['AccountNumber']), amount: textOf(line['Amount']) })),
  });

  const { url, json } = sentTo(bench, 'POST');
  expect(addressOf(url)).toEqual(addressOf(sample.request.path));
  expect(JSON.parse(stringified(json ?? null))).toEqual(JSON.parse(stringified(lines as Json)));
});
