import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '@penstock/kernel';
import orderCreate from '../fixtures/transaction-order-create.json';
import cardOrder from '../fixtures/order-credit-card-template.json';
import upsert from '../fixtures/transaction-order-line-upsert.json';
import orderGet from '../fixtures/transaction-get.json';
import glPost from '../fixtures/gl-post-journal.json';
import supplier from '../fixtures/odata-table-query.json';
import currencies from '../fixtures/exchangerates-same-currency.json';
import { aJournal, anOrder, aReceipt, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const transaction = (json: Json) => bench.call('POST', '/uiserver0/api/v2/transaction', json);
const table = (query: string) => bench.call('GET', `/odataservice/odata/table/${query}`);
const rowsOf = async (query: string) => ((await table(query)).json() as { value: Record<string, unknown>[] }).value;

type Edits = Readonly<Record<string, string>>;
const element = (Name: string, Keys: string[], rows: readonly Edits[]): Json => ({
  Name,
  Type: 'List',
  Keys,
  Rows: rows.map((row) => ({
    Edits: Object.entries(row).map(([name, Value]) => ({ Name: name, Value })),
    RelativeDateEdits: [],
  })),
});
const header: Edits = { customer_id: '100198', sales_loc_id: '100', source_loc_id: '100' };
const orderWith = (
  head: Edits,
  keys: string[],
  lines: readonly Edits[],
  rest: Readonly<Record<string, Json>> = {},
): Json => ({
  Name: 'Order',
  UseCodeValues: false,
  ...rest,
  Transactions: [
    { Status: 'New', DataElements: [element('TABPAGE_1.order', [], [head]), element('TP_ITEMS.items', keys, lines)] },
  ],
});
const widget = (quantity: string, more: Edits = {}): Edits => ({
  ...more,
  oe_order_item_id: 'WIDGET-001',
  unit_quantity: quantity,
});

describe('the recorded exchanges', () => {
  test('an order entry gives the recorded answer', async () => {
    const answer = (await transaction(orderCreate.request.body)).json();

    expect(answer).toMatchObject({
      Summary: orderCreate.response.body.Summary,
      Messages: orderCreate.response.body.Messages,
    });
    expect(JSON.stringify(answer)).toContain('{"Name":"order_no","Value":"1013938"}');
  });

  test('a line with a known handle is changed, not added', async () => {
    await transaction(orderWith(header, ['user_line_no'], [widget('5', { user_line_no: '020' })]));
    const { Keys, Rows } = upsert.request.body.fragment_of_DataElements;

    await transaction({
      Name: 'Order',
      UseCodeValues: false,
      Transactions: [
        {
          Status: 'New',
          DataElements: [
            element('TABPAGE_1.order', ['order_no'], [{ order_no: '1013938' }]),
            { Name: 'TP_ITEMS.items', Type: 'List', Keys, Rows },
          ],
        },
      ],
    });

    const lines = await rowsOf("oe_line?$filter=order_no eq '1013938'");
    expect(lines.map((line) => [line['user_line_no'], line['unit_quantity']])).toEqual([['020', 9]]);
  });

  test('an order with a card is read back whole', async () => {
    const text = JSON.stringify(cardOrder.request.body)
      .replace('<payment_types id/desc>', '4')
      .replace('<contact>', 'C100198')
      .replaceAll('<date>', '09/12/2026')
      .replace(/<[^>]+>/g, 'X1');
    await transaction(JSON.parse(text) as Json);
    const wanted = JSON.stringify(orderGet.request.body).replace('1000001', '1013938').replace('1000002', '1012001');

    const read = (await bench.call('POST', '/uiserver0/api/v2/transaction/get', JSON.parse(wanted) as Json)).json() as {
      Transactions: unknown[];
    };

    expect(read.Transactions).toHaveLength(2);
    expect(JSON.stringify(read)).toContain('{"Name":"po_no","Value":"PO-1"}');
  });

  test('a journal is echoed with its number', async () => {
    const lines = glPost.request.body.map((line) => ({ ...line, CompanyNo: 'HSC' }));

    const echoed = (await bench.call('POST', '/api/accounting/gl/', lines)).json() as Record<string, unknown>[];

    expect(
      echoed.map((line) => [line['TransactionNumber'], line['SequenceNumber'], line['Approved'], line['SourceTypeCd']]),
    ).toEqual([
      [48001, 1, true, 3495],
      [48001, 2, true, 3495],
    ]);
  });

  test('a table query counts and selects', async () => {
    const answer = (await bench.call('GET', supplier.request.path)).json();

    expect(answer).toMatchObject({
      '@odata.count': 1,
      value: [{ supplier_id: 10050, supplier_name: 'Keystone Valve Works' }],
    });
  });

  test('one currency twice is refused with a return code', async () => {
    const { status, body } = await bench.call('POST', currencies.request.path, currencies.request.body);

    expect(status).toBe(500);
    expect(body).toContain(currencies.response.body.ErrorMessage);
  });
});

describe('the traps of the Transaction API', () => {
  const failed = async (json: Json): Promise<string[]> => {
    const { status, ...answer } = await transaction(json);
    const { Messages, Summary } = answer.json() as { Messages: string[]; Summary: { Failed: number } };
    expect([status, Summary.Failed]).toEqual([200, 1]);
    return Messages;
  };

  test('a refusal comes with HTTP 200', async () => {
    expect(await failed(orderWith({ ...header, customer_id: '1' }, [], [widget('1')]))).toEqual([
      'Transaction 1:: Enter a valid ID or leave ID blank. (customer_id)',
    ]);
  });

  test('company_id is a disabled column', async () => {
    expect(await failed(orderWith({ ...header, company_id: 'HSC' }, [], [widget('1')]))).toEqual([
      'Transaction 1:: Column is disabled: company_id',
    ]);
  });

  test('rows without keys collapse into the last one', async () => {
    await transaction(orderWith(header, [], [widget('5'), widget('10')]));

    const lines = await rowsOf("oe_line?$filter=order_no eq '1013938'");
    expect(lines.map((line) => line['unit_quantity'])).toEqual([10]);
  });

  test('a key that is not among the edits fails', async () => {
    expect(await failed(orderWith(header, ['user_line_no'], [widget('1')]))).toEqual([
      'Transaction 1:: General Exception: Sequence contains no matching element',
    ]);
  });

  test('an unknown column fails by its name', async () => {
    expect(await failed(orderWith({ ...header, web_reference_no: 'x' }, [], [widget('1')]))).toEqual([
      'Transaction 1:: Invalid column name: web_reference_no',
    ]);
  });

  test('a missing source location breaks the tax', async () => {
    const [message] = await failed(orderWith({ customer_id: '100198', sales_loc_id: '100' }, [], [widget('1')]));

    expect(message).toContain('Jurisdiction ID for Order Header Tax');
  });

  test('only the status New is taken', async () => {
    const request = orderWith(header, [], [widget('1')]) as unknown as { Transactions: Record<string, Json>[] };

    const { status } = await transaction({
      ...request,
      Transactions: [{ ...request.Transactions[0], Status: 'Modified' }],
    });

    expect(status).toBe(400);
  });

  test('an unknown service is an empty 500', async () => {
    expect(await transaction({ Name: 'CashReceipts', Transactions: [] })).toMatchObject({ status: 500, body: '' });
  });

  test('an asynchronous answer is JSON inside JSON', async () => {
    const request = orderWith(header, [], [widget('1')]);
    const started = (await bench.call('POST', '/uiserver0/api/v2/transaction/async', request)).json() as {
      RequestId: string;
      Status: number;
    };

    const done = (await bench.call('GET', `/uiserver0/api/v2/transaction/async?id=${started.RequestId}`)).json() as {
      Status: number;
      Messages: string;
    };

    expect([started.Status, done.Status]).toEqual([3, 2]);
    expect((JSON.parse(done.Messages) as { Summary: unknown }).Summary).toEqual({ Succeeded: 1, Failed: 0, Other: 0 });
  });
});

describe('the traps of OData', () => {
  test('in is taken and ignored', async () => {
    expect(await rowsOf("inv_mast?$filter=item_id in ('WIDGET-001')&$select=item_id")).toHaveLength(27);
  });

  test('a full table has no link to a next page', async () => {
    const answer = (await table('customer')).json() as Record<string, unknown[]>;

    expect(Object.keys(answer)).toEqual(['@odata.context', 'value']);
    // Both companies: nobody asked for one.
    expect(answer['value']).toHaveLength(15);
  });

  test.each([
    ['an unknown table', 'chart_of_accounts', ''],
    ['an unknown column', 'customer?$filter=nope eq 1', "Could not find a property named 'nope'"],
    ['bad syntax', 'customer?$filter=customer_id eq', 'Syntax error at position 14'],
    ['text for a number', "customer?$filter=customer_id eq '100198'", 'incompatible types'],
    ['a number for text', 'invoice_hdr?$filter=customer_id eq 100198', 'incompatible types'],
    ['the wrong company column', "gl?$filter=company_id eq 'HSC'", "Could not find a property named 'company_id'"],
    ['the wrong delete column', "supplier?$filter=delete_flag eq 'N'", "Could not find a property named 'delete_flag'"],
    ['a column on the right', 'invoice_hdr?$filter=total_amount gt amount_paid', 'Failed to convert parameter value'],
    ['an expansion', 'customer?$expand=ship_to', 'not supported'],
  ])('%s is a 404', async (_what, query, said) => {
    const { status, body } = await table(query);

    expect(status).toBe(404);
    expect(body).toContain(said);
  });

  test('amounts carry four digits', async () => {
    const { body } = await table("invoice_hdr?$filter=invoice_no eq '3100002'&$select=total_amount,customer_id");

    expect(body).toContain('{"total_amount":228.7100,"customer_id":"100198"}');
  });

  test('conditions nest and negate', async () => {
    const filter = "not (startswith(item_id,'CU-') or contains(item_id,'PEX')) and price1 ge 100 and price1 lt 200";

    expect(
      (await rowsOf(`inv_mast?$filter=${filter}&$orderby=price1 desc&$select=item_id`)).map((row) => row['item_id']),
    ).toEqual(['PUMP-CIRC-25', 'PUMP-SUMP-33']);
  });
});

describe('the middleware', () => {
  test('redirects a router call without its slash', async () => {
    expect((await bench.call('GET', '/api/ui/router/v1?urlType=external')).status).toBe(307);
  });

  test('refuses calls without a token', async () => {
    const response = await fetch(`${bench.url}/api/accounting/gl/1`);

    expect(response.status).toBe(401);
  });

  test('gives v1 tokens by header', async () => {
    const headers = { username: 'penstock', password: 'hollander-demo' };
    const response = await fetch(`${bench.url}/api/security/token`, { method: 'POST', headers });

    expect(await response.json()).toMatchObject({ ExpiresInSeconds: 86_400, TokenType: 'Bearer' });
  });

  test('lets tokens expire after a day', async () => {
    expect((await bench.call('GET', '/api/accounting/gl/ping')).status).toBe(200);
    const before = bench.http.sent.length;

    bench.clock.advance(86_400_001);
    await bench.call('GET', '/api/accounting/gl/ping');

    expect(bench.http.sent.slice(before).map(({ path }) => path)).toEqual([
      '/api/accounting/gl/ping',
      '/api/security/token/v2',
      '/api/accounting/gl/ping',
    ]);
  });

  test('answers an unknown journal with an empty list', async () => {
    expect(await bench.call('GET', '/api/accounting/gl/999999')).toMatchObject({ status: 200, body: '[]' });
  });

  test('refuses an unbalanced journal with HTTP 500', async () => {
    const [line] = glPost.request.body;

    const { status, body } = await bench.call('POST', '/api/accounting/gl/', [{ ...line, CompanyNo: 'HSC' }] as Json);

    expect(status).toBe(500);
    expect(body).toContain(
      '"ErrorMessage":"Records do not balance","ErrorType":"P21.Business.Common.BusinessException"',
    );
  });

  test('finds a customer entity by its compound key only', async () => {
    expect((await bench.call('GET', '/api/entity/customers/HSC_100198')).status).toBe(200);
    expect((await bench.call('GET', '/api/entity/customers/100198')).status).toBe(404);
  });

  test('allows one window session at a time', async () => {
    const open = () =>
      bench.call('POST', '/uiserver0/api/ui/interactive/sessions/', { ResponseWindowHandlingEnabled: false });

    expect([(await open()).status, (await open()).status]).toEqual([200, 409]);
  });
});

describe('the console page', () => {
  test('shows orders, receipts and journals', async () => {
    await bench.run('create-order', anOrder());
    await bench.run('post-ar-receipt', aReceipt({ reference: '105321' }));
    await bench.run('post-gl-journal', aJournal());

    const html = await (await fetch(bench.url)).text();

    for (const part of [
      '>Sales orders<',
      '>AR receipts<',
      '>GL journals<',
      '>WEB-1001<',
      '>105321<',
      '>FEE-2026-09-12<',
      '>(12.34)<',
    ]) {
      expect(html).toContain(part);
    }
  });

  test('shows what was typed as text, never as markup', async () => {
    await bench.run('create-order', anOrder({ poNo: '<b>PO</b>' }));

    expect(await (await fetch(bench.url)).text()).toContain('&lt;b&gt;PO&lt;/b&gt;');
  });
});

describe('a simulator that is killed and started again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prophet21-simulator-'));
  const files = { statePath: join(folder, 'state.jsonl'), effectLogPath: join(folder, 'effects.jsonl') };
  afterAll(() => rmSync(folder, { recursive: true }));

  test('still knows its documents and goes on counting', async () => {
    const first = await startSimulatorBench(files);
    await first.run('create-order', anOrder());
    await first.run('post-ar-receipt', aReceipt({ applications: [{ invoiceNo: '3100002', amount: '32.10' }] }));
    await first.close();

    const second = await startSimulatorBench(files);
    const order = await second.verify('create-order', anOrder());
    const invoice = await second.run('find-invoice', { invoiceNo: '3100002' });
    const next = await second.run('create-order', anOrder({ poNo: 'WEB-1002' }));
    await second.close();

    expect(order).toMatchObject({ verdict: 'found', remoteId: '1013938' });
    expect(invoice).toMatchObject({ invoices: [{ remaining: '196.6100' }] });
    expect(next).toMatchObject({ orderNo: '1013939' });
    expect(readFileSync(files.effectLogPath, 'utf8').trim().split('\n')).toHaveLength(3);
  });

  test('begins anew after a reset', async () => {
    await bench.run('create-order', anOrder());
    await fetch(`${bench.url}/__sim/reset`, { method: 'POST' });

    expect(await bench.verify('create-order', anOrder())).toMatchObject({ verdict: 'absent' });
  });
});
