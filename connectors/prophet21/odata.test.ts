import {
  equals,
  filterText,
  literalText,
  numberLiteral,
  queryPath,
  readRows,
  textLiteral,
  timestampLiteral,
} from './odata';
import openItems from './fixtures/odata-open-ar-query.json';
import supplier from './fixtures/odata-table-query.json';
import { startSimulatorBench, type SimulatorBench } from './testing/simulator-bench';
import type { P21Context } from './api';

describe('a literal', () => {
  test('of text doubles its quotes', () => {
    expect(literalText(textLiteral("O'Neil's"))).toBe("'O''Neil''s'");
  });

  test('of a number or time stands bare', () => {
    expect(literalText(numberLiteral('100198'))).toBe('100198');
    expect(literalText(timestampLiteral('2026-09-12T10:31:07.213'))).toBe('2026-09-12T10:31:07.213');
  });

  test.each(['1 or 1 eq 1', '', '1e5', "1'"])('of number %j is refused', (value) => {
    expect(() => literalText(numberLiteral(value))).toThrow('is not a number');
  });
});

describe('a filter', () => {
  test('joins conditions and an or-chain', () => {
    const anyOf = ['70001', '70002'].map((number) => equals('payment_number', numberLiteral(number)));

    expect(filterText({ where: [equals('company_id', textLiteral('HSC'))], anyOf })).toBe(
      "company_id eq 'HSC' and (payment_number eq 70001 or payment_number eq 70002)",
    );
  });

  test('longer than fifty alternatives is a bug of ours', () => {
    const anyOf = Array.from({ length: 51 }, (_, index) => equals('order_no', textLiteral(String(index))));

    expect(() => filterText({ anyOf })).toThrow('at most 50');
  });

  test('takes no column name that could hide a condition', () => {
    expect(() => filterText({ where: [equals("a eq 'x' or b", textLiteral('y'))] })).toThrow('is not the name');
  });
});

describe('the address of a query', () => {
  test('asks for what the recorded open-item query asks for', () => {
    const path = queryPath(
      {
        table: 'invoice_hdr',
        select: [
          'invoice_no',
          'customer_id',
          'invoice_date',
          'net_due_date',
          'terms_id',
          'terms_desc',
          'total_amount',
          'amount_paid',
          'paid_in_full_flag',
          'invoice_type',
          'company_no',
        ],
        where: [
          equals('paid_in_full_flag', textLiteral('N')),
          equals('invoice_type', textLiteral('IN')),
          equals('company_no', textLiteral('ACME')),
        ],
        orderBy: ['invoice_no'],
      },
      { top: 5000, skip: 0 },
    );

    expect(decodeURIComponent(path)).toBe(openItems.request.path);
  });

  test('compares numbers as the recorded one does', () => {
    const path = queryPath(
      {
        table: 'supplier',
        where: [equals('supplier_id', numberLiteral('10050'))],
        select: ['supplier_id', 'supplier_name'],
      },
      { top: 10, skip: 0 },
    );

    expect(supplier.request.path).toContain('$filter=supplier_id eq 10050&');
    expect(decodeURIComponent(path)).toContain('$filter=supplier_id eq 10050&');
  });
});

describe('reading pages', () => {
  let bench: SimulatorBench;
  beforeEach(async () => {
    bench = await startSimulatorBench();
  });
  afterEach(() => bench.close());

  test('ends with the limit although P21 names no next page', async () => {
    const rows = await readRows(bench.context as P21Context, { table: 'inv_mast', orderBy: ['item_id'] }, 7);

    expect(rows).toHaveLength(7);
  });

  test('ends with a short page', async () => {
    const rows = await readRows(bench.context as P21Context, { table: 'inv_mast', orderBy: ['item_id'] }, 5000);

    expect(rows).toHaveLength(27);
    expect(bench.http.sent).toHaveLength(2);
  });

  test('keeps every digit of an amount', async () => {
    const [row] = await readRows(
      bench.context as P21Context,
      { table: 'inv_mast', select: ['price1'], orderBy: ['item_id'] },
      1,
    );

    expect(String(row?.['price1'])).toBe('1.1200');
  });

  test('explains a column that is not there', async () => {
    const query = { table: 'invoice_hdr', where: [equals('company_id', textLiteral('HSC'))], orderBy: ['invoice_no'] };

    await expect(readRows(bench.context as P21Context, query, 10)).rejects.toMatchObject({
      details: {
        class: 'config',
        message: expect.stringContaining("Could not find a property named 'company_id'") as string,
      },
    });
  });
});
