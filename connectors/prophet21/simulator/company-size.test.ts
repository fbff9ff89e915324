import { Decimal, type Json } from '@penstock/kernel';
import { startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { companySize } from './seed-bulk';

/** One simulator for all: nothing here writes. */
let bench: SimulatorBench;
beforeAll(async () => {
  bench = await startSimulatorBench({ history: 'full' });
});
afterAll(() => bench.close());

const rowsOf = async (query: string) =>
  ((await bench.call('GET', `/odataservice/odata/table/${query}`)).json() as { value: Record<string, Json>[] }).value;
const count = async (table: string, filter = '') => {
  const answer = await bench.call(
    'GET',
    `/odataservice/odata/table/${table}?$top=1&$count=true${filter && `&$filter=${encodeURIComponent(filter)}`}`,
  );
  return (answer.json() as { '@odata.count': number })['@odata.count'];
};

describe('the seeded company', () => {
  test('has the size of an ordinary distributor', async () => {
    expect(await count('customer', "company_id eq 'HSC'")).toBe(companySize.customers);
    expect(await count('inv_mast')).toBe(companySize.items);
    expect(await count('invoice_hdr', "invoice_adjustment_type eq 'I'")).toBe(companySize.invoices);
    expect(await count('invoice_hdr', "invoice_adjustment_type eq 'C'")).toBeGreaterThanOrEqual(50);
    expect(await count('oe_hdr')).toBeGreaterThanOrEqual(400);
    expect(await count('ar_receipts')).toBeGreaterThanOrEqual(500);
  });

  test('keeps its keys apart', async () => {
    for (const [table, key] of [
      ['customer', 'customer_id'],
      ['inv_mast', 'item_id'],
      ['invoice_hdr', 'invoice_no'],
      ['oe_hdr', 'order_no'],
      ['ar_receipts', 'receipt_number'],
      ['ar_payment_details', 'payment_number'],
      ['gl', 'gl_uid'],
      ['address', 'id'],
    ] as const) {
      const keys = (await rowsOf(`${table}?$select=${key}`)).map((row) => String(row[key]));

      expect([table, new Set(keys).size]).toEqual([table, keys.length]);
    }
  });

  test('has journals that balance, each in the period of its day', async () => {
    const sums = new Map<string, Decimal>();
    for (const { transaction_number, amount } of await rowsOf('gl?$select=transaction_number,amount')) {
      const number = String(transaction_number);
      sums.set(number, (sums.get(number) ?? Decimal.zero).plus(Decimal.from(amount as number)));
    }

    expect([...sums.values()].filter((sum) => !sum.isZero())).toEqual([]);
    expect(sums.size).toBeGreaterThan(100);
  });

  test('has receipts whose invoices were paid by them', async () => {
    const [detail] = await rowsOf('ar_receipts_detail?$orderby=receipt_number&$top=1');
    const [invoice] = await rowsOf(
      `invoice_hdr?$filter=${encodeURIComponent(`invoice_no eq '${String(detail?.['invoice_no'])}'`)}`,
    );

    expect(String(invoice?.['amount_paid'])).toBe(String(detail?.['payment_amount']));
  });

  test('is the same one whenever it is seeded on the same day', async () => {
    const again = await startSimulatorBench({ history: 'full' });
    const query = '/odataservice/odata/table/invoice_hdr?$orderby=invoice_no&$top=200&$skip=3000';
    const [first, second] = [await bench.call('GET', query), await again.call('GET', query)];
    await again.close();

    expect(second.body).toBe(first.body);
  });

  test('shares its database with another company', async () => {
    const [period] = await rowsOf(
      `periods?$filter=${encodeURIComponent("company_no eq 'HSW' and period eq 9 and year_for_period eq 2026")}`,
    );

    expect(period?.['period_closed']).toBe('Y');
    expect(await count('customer')).toBeGreaterThan(companySize.customers);
  });

  test('is read page by page until a short page', async () => {
    const before = bench.http.sent.length;

    expect(
      await bench.run('query', { table: 'inv_mast', columns: ['item_id'], orderBy: ['item_id'], limit: 25_000 }),
    ).toMatchObject({ count: 2_000 });
    expect(bench.http.sent.length - before).toBe(3);
  });
});
