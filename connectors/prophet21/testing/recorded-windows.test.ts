import { listOf, objectOf, textOf } from '../answer';
import { viewPath } from '../views';
import { addressOf, recorded, recordedFile, replay, sentTo } from './recorded';
import { anOrder, startSimulatorBench, type SimulatorBench } from './simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const interactive = '/uiserver0/api/ui/interactive';
const membersOf = (value: unknown): readonly string[] => Object.keys(value as object).sort();
const call = (method: 'GET' | 'POST', path: string, json?: never) => bench.call(method, `${interactive}${path}`, json);
const send = async (method: 'PUT' | 'DELETE' | 'POST', path: string, json: unknown) => {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
  const { status, body } = await bench.http.send({
    method,
    url: `${interactive}${path}`,
    headers,
    ...(json !== undefined && { json: json as never }),
  });
  return { status, body: (body === '' ? {} : JSON.parse(body)) as Record<string, unknown> };
};

describe('the windows API of the simulator', () => {
  const sample = recorded('interactive-session');

  test('opens a session with the recorded members, and refuses a second one in the recorded words', async () => {
    const first = await send('POST', '/sessions/', sample.request.body);
    const second = await send('POST', '/sessions/', sample.request.body);

    expect([first.status, membersOf(first.body)]).toEqual([200, membersOf(sample.response.body)]);
    const [refused] = listOf(recordedFile('interactive-session')['errors']).map(objectOf);
    expect([second.status, second.body['ErrorMessage']]).toEqual([
      refused?.['status'],
      textOf(objectOf(refused?.['body'])['ErrorMessage']),
    ]);
  });

  test('lets a session be ended that somebody forgot', async () => {
    await send('POST', '/sessions/', sample.request.body);
    await send('DELETE', '/sessions', undefined);

    expect((await send('POST', '/sessions/', sample.request.body)).status).toBe(200);
  });

  test('fills in a window field by field and saves it', async () => {
    await send('POST', '/sessions/', sample.request.body);
    const { WindowId } = (await send('POST', '/v2/window', { ServiceName: 'ItemNotepad' })).body;
    const field = { TabName: 'TABPAGE_1', DatawindowName: 'tp_1_dw_1', FieldName: 'topic', Value: 'API NOTE' };
    await send('PUT', '/v2/change', { WindowId, List: [field] });

    const saved = await send('PUT', '/v2/data', WindowId);

    expect(saved.body).toMatchObject({ Status: 1, Events: [{ Name: 'savesucceeded' }] });
    expect(bench.simulator.effects).toEqual([expect.objectContaining({ kind: 'item-note', key: 'API NOTE' })]);
  });

  test('refuses what was recorded as refused', async () => {
    const flow = recordedFile('interactive-flow');
    await send('POST', '/sessions/', sample.request.body);
    const { WindowId } = (await send('POST', '/v2/window', { ServiceName: 'Order' })).body;
    const change = (FieldName: string) =>
      send('PUT', '/v2/change', {
        WindowId,
        List: [{ TabName: 'TABPAGE_1', DatawindowName: 'order', FieldName, Value: 'x' }],
      });

    const disabled = await change('company_id');
    const badSave = await send('PUT', '/v2/data', { WindowId });

    const recordedSave = objectOf(flow['bad_save_body']);
    expect([disabled.status, disabled.body]).toEqual([
      objectOf(flow['change_error'])['status'],
      { ErrorMessage: 'Column is disabled: company_id', ErrorType: null },
    ]);
    expect([badSave.status, badSave.body['ErrorMessage']]).toEqual([
      recordedSave['status'],
      textOf(objectOf(recordedSave['body'])['ErrorMessage']),
    ]);
  });

  test('knows no window without a session', async () => {
    expect((await call('GET', '/v2/tools?windowId=x')).status).toBe(422);
  });
});

describe('a record of a view', () => {
  const sample = recorded('erp-views-key-read');

  test('is asked for as recorded', async () => {
    const view = replay([['/data/erp/views', sample.response.body]]);
    const keys = [{ value: '1013938' }];

    const { found, record } = (await view.run('get-view-record', { view: 'p21_view_oe_hdr', keys })) as {
      found: boolean;
      record: object;
    };

    expect(addressOf(sentTo(view, '/data/erp').url)).toEqual(addressOf(sample.request.path));
    const { 'odata.metadata': _, ...columns } = objectOf(sample.response.body);
    expect([found, record]).toEqual([true, columns]);
  });

  test('has its compound key with decimals as recorded', () => {
    const path = viewPath('p21_view_customer', [
      { column: 'company_id', value: { type: 'text', value: '1' } },
      { column: 'customer_id', value: { type: 'number', value: '100915' } },
    ]);

    expect(decodeURIComponent(path)).toBe(textOf(objectOf(recordedFile('erp-views-key-read')['also'])['compound_key']));
  });

  test('is answered by the simulator in the recorded form', async () => {
    await bench.run('create-order', anOrder());

    const answer = (await bench.call('GET', "/data/erp/views/v1/p21_view_oe_hdr('1013938')")).json() as Record<
      string,
      unknown
    >;

    expect(Object.keys(answer)).toEqual(expect.arrayContaining(Object.keys(sample.response.body as object)));
    expect(answer['odata.metadata']).toMatch(/p21_view_oe_hdr\/@Element$/);
  });

  test('that is not there is an answer', async () => {
    expect(await bench.run('get-view-record', { view: 'p21_view_oe_hdr', keys: [{ value: '999' }] })).toEqual({
      found: false,
      record: {},
    });
  });

  test('of receipts and the ledger is not among the curated ones', async () => {
    expect((await bench.call('GET', '/data/erp/views/v1/p21_view_ar_receipts')).status).toBe(404);
  });

  test('takes the literals of OData v3', async () => {
    const filter = encodeURIComponent("customer_id eq 100198M and date_created ge datetime'2026-01-01T00:00:00.000'");
    const { value } = (await bench.call('GET', `/data/erp/views/v1/p21_view_customer?$filter=${filter}`)).json() as {
      value: object[];
    };

    expect(value).toHaveLength(1);
  });
});

test('a view is read from the address of views', async () => {
  const query = { table: 'p21_view_customer', isView: true, orderBy: ['customer_id'], limit: 3 };

  expect(await bench.run('query', query)).toMatchObject({ count: 3 });
  await expect(bench.run('query', { ...query, isView: false })).rejects.toMatchObject({
    details: { code: 'P21_QUERY_REFUSED' },
  });
});

describe('a report', () => {
  const sample = recorded('pdfreport');

  test('is asked for and read as recorded', async () => {
    const printed = replay([['/process/pdfreport', sample.response.body]]);
    const criteria = [
      ['company_id', 'ACME'],
      ['beg_po_no', '500100'],
      ['end_po_no', '500100'],
      ['reprint_flag', 'Y'],
    ].map(([field, value]) => ({ field, value }));

    const answer = await printed.run('print-report', {
      report: 'm_reprintpurchaseorders',
      element: 'TABPAGE_1.poreportcriteriadw',
      criteria,
    });

    const { url, json } = sentTo(printed, 'POST');
    expect([addressOf(url), json]).toEqual([addressOf(sample.request.path), sample.request.body]);
    expect(answer).toMatchObject({
      documents: [{ fileName: 'PO500100 PURCHASE_ORDER.pdf', contentBase64: '<base64>' }],
    });
  });

  test('of the simulator is a PDF in the recorded form, and nothing to print is said in the recorded words', async () => {
    const print = (invoiceNo: string) => ({
      report: 'm_invoices',
      element: 'TABPAGE_1.invoicecriteria',
      criteria: [{ field: 'beg_invoice_no', value: invoiceNo }],
    });

    const { documents } = (await bench.run('print-report', print('3100002'))) as {
      documents: { contentBase64: string }[];
    };

    expect(Buffer.from(documents[0]?.contentBase64 ?? '', 'base64').toString()).toMatch(/^%PDF-1.4/);
    await expect(bench.run('print-report', print('1'))).rejects.toMatchObject({
      details: {
        class: 'business',
        code: 'P21_NOTHING_TO_PRINT',
        message: expect.stringContaining('No records to print') as string,
      },
    });
  });
});
