import { startTestApi, type TestApi } from '../../testing/test-api';

jest.setTimeout(30_000);

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

let made = 0;
const aTable = async (rows: readonly (readonly [string, string])[] = [['fee', '6000']], resource = 'value-tables', ignoreCase = false) => {
  made += 1;
  const { body } = await api.as('analyst').post(`/api/v1/${resource}`, { environment: 'sandbox', name: `accounts-${made}`, rows, ignoreCase });
  return `/api/v1/${resource}/${body.id}`;
};

describe('a value table', () => {
  test('is made for one environment', async () => {
    const request = { environment: 'sandbox', name: 'statuses', description: 'Words of the ERP', rows: [['Approved', 'Paid']] };

    const { status, body } = await api.as('analyst').post('/api/v1/value-tables', request);

    const [here, there] = [await api.as('auditor').get('/api/v1/value-tables?environment=sandbox'), await api.as('auditor').get('/api/v1/value-tables?environment=production')];
    expect([status, body]).toMatchObject([201, { ...request, revision: 1, rowCount: 1 }]);
    expect([here.body.items.length, there.body.items]).toEqual([1, []]);
  });

  test('has one name in its environment, and may have it again in another', async () => {
    const again = (environment: string) => api.as('builder').post('/api/v1/value-tables', { environment, name: 'twice' });
    const answers = [await again('sandbox'), await again('sandbox'), await again('production')];

    expect(answers.map(({ status, body }) => body.code ?? status)).toEqual([201, 'TABLE_NAME_TAKEN', 201]);
  });

  test('keeps every revision', async () => {
    const table = await aTable();
    await api.as('analyst').send('PUT', table, { revision: 1, rows: [['fee', '6100']], note: 'New chart of accounts' });

    const { body } = await api.as('auditor').get(`${table}/versions`);
    const first = await api.as('auditor').get(`${table}/versions/1`);

    expect(body.items).toMatchObject([{ revision: 2, note: 'New chart of accounts', createdBy: 'key analyst' }, { revision: 1 }]);
    expect(first.body.rows).toEqual([['fee', '6000']]);
  });

  test('changed meanwhile is refused with both revisions', async () => {
    const table = await aTable();
    await api.as('builder').send('PUT', table, { revision: 1, rows: [['fee', '6100']] });

    const { status, body } = await api.as('analyst').send('PUT', table, { revision: 1, rows: [['fee', '6200']] });

    expect([status, body.code]).toEqual([409, 'TABLE_CHANGED']);
    expect(body.current).toMatchObject({ revision: 2, yourRevision: 1, rows: [['fee', '6100']], updatedBy: 'key builder' });
  });

  test('comes out as CSV and goes in again unchanged', async () => {
    const rows = [['plain', 'x'], ['with, comma', 'a "quoted" word'], ['two\nlines', ''], [' spaces ', '-12.50']] as const;
    const table = await aTable(rows);

    const { text, headers } = await api.as('auditor').get(`${table}/csv`);
    const { status } = await api.as('analyst').send('PUT', table, { revision: 1, csv: text });

    const { body } = await api.as('auditor').get(table);
    expect([status, body.rows, headers['content-type']]).toEqual([200, rows, 'text/csv; charset=utf-8']);
  });

  test.each([
    ['a row with three cells', 'key,value\na,1\nb,2,3\n', [{ path: 'line 3', code: 'WRONG_NUMBER_OF_CELLS' }]],
    ['a key twice', 'key,value\na,1\nb,2\na,3\n', [{ path: 'line 4', code: 'KEY_REPEATED', message: 'Line 4: “a” stands in line 2 already; a look-up would not know which one is meant.' }]],
    ['an empty key', 'key,value\n,1\n', [{ path: 'line 2', code: 'KEY_EMPTY' }]],
    ['an open quotation mark', 'key,value\n"a,1\n', [{ path: 'line 2', code: 'CSV_INVALID' }]],
    ['no heading', 'just one\n', [{ path: 'line 1', code: 'HEADING_MISSING' }]],
  ])('is not changed by a CSV with %s', async (_, csv, issues) => {
    const table = await aTable();

    const { status, body } = await api.as('analyst').send('PUT', table, { revision: 1, csv });

    const after = await api.as('auditor').get(table);
    expect([status, body.code, body.issues]).toMatchObject([422, 'TABLE_ROWS_INVALID', issues]);
    expect(after.body).toMatchObject({ revision: 1, rows: [['fee', '6000']] });
  });

  test('that ignores case has no two keys that differ in case only', async () => {
    const table = await aTable([['fee', '6000']], 'value-tables', true);

    const { body } = await api.as('analyst').send('PUT', table, { revision: 1, rows: [['fee', '1'], ['FEE', '2']] });

    expect(body.issues).toMatchObject([{ path: 'row 2', code: 'KEY_REPEATED' }]);
  });

  test('writes no cell that a spreadsheet would run', async () => {
    const table = await aTable([['=cmd()', '+1']]);

    const { text } = await api.as('auditor').get(`${table}/csv`);

    expect(text).toBe("key,value\r\n'=cmd(),+1\r\n");
  });

  test('of production is not changed by an analyst once promotion is demanded there', async () => {
    const production = (await api.as('auditor').get('/api/v1/environments')).body.items.find(({ key }: { key: string }) => key === 'production');
    await api.as('owner').send('PATCH', `/api/v1/environments/${production.id}`, { demandsPromotion: true });

    const { status, body } = await api.as('analyst').post('/api/v1/value-tables', { environment: 'production', name: 'mine' });

    expect([status, body.code]).toEqual([403, 'ROLE_MAY_NOT_CHANGE_HERE']);
  });
});

describe('a cross-reference', () => {
  test('has every name once on each side', async () => {
    const table = await aTable([['C-1', '900']], 'cross-references');

    const { body } = await api.as('analyst').send('PUT', table, { revision: 1, rows: [['C-1', '900'], ['C-2', '900']] });

    expect(body.issues).toMatchObject([{ path: 'row 2', code: 'KEY_REPEATED' }]);
  });

  test('is not found as a value table', async () => {
    const table = await aTable([['C-1', '900']], 'cross-references');

    const { status, body } = await api.as('auditor').get(table.replace('cross-references', 'value-tables'));

    expect([status, body.code]).toEqual([404, 'TABLE_NOT_FOUND']);
  });
});
