import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf } from '../answer';
import { entityShapes } from '../simulator/entity-shapes';
import { tableShapes, type ColumnType } from '../simulator/table-columns';
import { windows } from '../simulator/window-definitions';
import { recordedFile } from './recorded';
import { startSimulatorBench, aCreditMemo, aJournal, anOrder, aReceipt } from './simulator-bench';

/** What a real installation has: 142 tables of 21.1 with their SQL types, and the Order window of 25.2. */
const schema = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(__dirname, '..', 'fixtures', 'schema', `${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >;

interface RealColumn {
  readonly name: string;
  readonly type: string;
}
const tables = schema('tables') as Record<string, { readonly columns: readonly RealColumn[] }>;
const columnsOf = (table: string): ReadonlyMap<string, string> =>
  new Map((tables[table]?.columns ?? []).map(({ name, type }) => [name, type]));

/** Edm types under OData: decimals and integers are numbers, dates are time stamps, the rest is text. */
function kindOf(sqlType: string): ColumnType {
  if (/^decimal\(\d+,[1-9]/.test(sqlType)) return 'money';
  if (/^(decimal|int|smallint|tinyint|bigint|numeric|float|bit)/.test(sqlType)) return 'number';
  return /^(datetime|smalldatetime|date)/.test(sqlType) ? 'timestamp' : 'text';
}

/** In a recorded answer of a later build, but not yet in the published schema. */
const unpublished = new Set(['supplier.row_status_flag']);

describe('the simulated tables', () => {
  test.each(Object.keys(tableShapes))('%s has columns of the real one, with their types', (table) => {
    const real = columnsOf(table);
    const wrong = Object.entries(tableShapes[table as keyof typeof tableShapes].columns as Record<string, ColumnType>)
      .filter(([column]) => !unpublished.has(`${table}.${column}`))
      .filter(([column, type]) => {
        const sqlType = real.get(column);
        // A decimal without digits behind the point and one with them are the same Edm type.
        return (
          sqlType === undefined ||
          (kindOf(sqlType) === 'money' ? 'number' : kindOf(sqlType)) !== (type === 'money' ? 'number' : type)
        );
      })
      .map(([column, type]) => `${table}.${column} is ${real.get(column) ?? 'not there'}, not ${type}`);

    expect(wrong).toEqual([]);
  });
});

test('the connector asks for no column that P21 does not have', async () => {
  const bench = await startSimulatorBench();
  const { receiptNumber, paymentNumber } = (await bench.run('post-ar-receipt', aReceipt())) as Record<string, string>;
  await bench.run('create-order', anOrder());
  await bench.run('post-gl-journal', aJournal());
  await bench.run('post-credit-memo', aCreditMemo());
  await bench.run('record-deposit', { depositNumber: 'B-1', paymentNumbers: [paymentNumber] });
  await bench.run('reverse-ar-receipt', { receiptNumber });
  await bench.run('create-customer', { reference: 'S-1', name: 'Pier Nine Plumbing' });
  await bench.run('create-vendor', { reference: 'S-1', name: 'Bay Fittings' });
  await bench.run('get-customer', { customerId: '100198' });
  await bench.run('find-invoice', { invoiceNo: '3100002' });
  for (const what of [
    'customer',
    'open-invoice',
    'order',
    'receipt',
    'open-period',
    'account',
    'payment-type',
    'bank',
    'item',
    'location',
    'terms',
    'company',
  ]) {
    await bench.run('look-up', { what, search: '1' });
  }
  const asked = bench.http.sent
    .map(({ path }) => new URL(path, 'http://p21'))
    .filter(({ pathname }) => pathname.startsWith('/odataservice/'));
  await bench.close();

  const unknown = asked.flatMap(({ pathname, searchParams }) => {
    const table = pathname.split('/').at(-1) ?? '';
    const real = columnsOf(table);
    return namesIn(searchParams)
      .filter((name) => !real.has(name) && !unpublished.has(`${table}.${name}`))
      .map((name) => `${table}.${name}`);
  });
  expect([...new Set(unknown)]).toEqual([]);
  expect(asked.length).toBeGreaterThan(20);
});

const words = new Set('and or eq ne gt ge lt le contains startswith endswith desc asc'.split(' '));

/** Column names of a query: what is neither a literal nor a word of the language. */
function namesIn(search: URLSearchParams): readonly string[] {
  const text = ['$select', '$filter', '$orderby'].map((option) => search.get(option) ?? '').join(' ');
  return (text.replace(/'(?:[^']|'')*'/g, ' ').match(/[A-Za-z_]\w*/g) ?? []).filter(
    (word) => !words.has(word) && !/^T\d/.test(word),
  );
}

/** Three fields of the lines are published; the window shows more. */
const PARTLY_PUBLISHED = 'TP_ITEMS.items';

test('the simulated Order window has elements and fields of the real one', () => {
  const { elements } = schema('order-definition-elements') as {
    elements: Record<string, { keys: string[]; fields: string[] }>;
  };
  const simulated = windows['Order'] ?? {};

  const unknown = Object.entries(simulated).flatMap(([element, { fields }]) => {
    const real = elements[element];
    return real
      ? fields
          .filter((field) => !real.fields.includes(field) && element !== PARTLY_PUBLISHED)
          .map((field) => `${element} ${field}`)
      : [];
  });
  expect(unknown).toEqual([]);
  expect(Object.keys(simulated).filter((element) => element in elements).length).toBeGreaterThan(1);
});

test('the simulated families of master data have the properties of the real templates', () => {
  const templates = schema('entity-templates') as Record<string, { fields: { name: string }[] }>;
  const wrong = ['customers', 'contacts', 'addresses'].map((type) => {
    const real = (templates[type]?.fields ?? []).map(({ name }) => name);
    return [...real].filter(
      (name) => ![...(entityShapes[type]?.properties ?? []), 'UserDefinedFields', 'ObjectName'].includes(name),
    );
  });

  expect(wrong).toEqual([[], [], []]);
});

test('what a shop hands over for a card it has charged has its place in an order', async () => {
  const payments = objectOf(objectOf(recordedFile('magento-order-export-with-card')['body'])['payments']);
  const handedOver = { TransactionSetupID: 'T-1', PaymentAccountID: 'A-1', LastFour: '6781' };
  expect(Object.keys(payments)).toEqual(expect.arrayContaining(Object.keys(handedOver)));
  const { TransactionSetupID: reference, PaymentAccountID: accountToken, LastFour } = handedOver;
  const card = { accountToken, maskedNumber: `************${LastFour}` };
  const order = anOrder({ remittance: { paymentTypeId: '4', amount: '0.99', reference, card } });

  const bench = await startSimulatorBench();
  await bench.run('create-order', order);
  const { rows } = (await bench.run('query', {
    table: 'ar_payment_details',
    columns: ['payment_account_id', 'cc_number'],
    conditions: [{ column: 'payment_desc', value: 'T-1' }],
    orderBy: ['payment_number'],
  })) as { rows: object[] };
  await bench.close();

  expect(rows).toEqual([{ payment_account_id: 'A-1', cc_number: '************6781' }]);
});

test('every recorded sample is in use by a test', () => {
  const root = join(__dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter(
      (file) => file.endsWith('.ts') && !/(^|\/)(dist|out-tsc|node_modules)\//.test(file) && file.includes('.test.'),
    )
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const samples = files
    .filter((file) => /^fixtures\/.*\.json$/.test(file))
    .map((file) => file.replace(/^.*\/|\.json$/g, ''));

  expect(samples.length).toBeGreaterThan(30);
  expect(samples.filter((name) => !sources.includes(name))).toEqual([]);
});
