import { Decimal } from '@penstock/kernel';
import { startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { invoiceFromRow } from './find-invoice';
import { customerFromRows } from './get-customer';
import { queryToOData } from './query-table';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

describe('getting a customer', () => {
  test('reads name, terms and address', async () => {
    expect(await bench.run('get-customer', { customerId: '100198' })).toMatchObject({
      customerId: '100198',
      name: 'Harbor Mechanical',
      termsId: '30',
      creditLimit: '25000.0000',
      address: { line1: '18 Dock Road', city: 'Baltimore', state: 'MD', postalCode: '21230' },
    });
  });

  test('says so when there is none', async () => {
    await expect(bench.run('get-customer', { customerId: '999' })).rejects.toMatchObject({
      details: { class: 'business', code: 'P21_CUSTOMER_NOT_FOUND' },
    });
  });

  test('refuses an id that is no number', async () => {
    await expect(bench.run('get-customer', { customerId: 'ACME_10' })).rejects.toMatchObject({
      details: { code: 'P21_BAD_QUERY_VALUE' },
    });
  });

  test('takes ids as numbers or decimals', () => {
    const row = { customer_id: Decimal.from('100198.0'), company_id: 'HSC', delete_flag: 'Y' };

    expect(customerFromRows(row, {})).toMatchObject({ customerId: '100198', active: false });
  });
});

describe('finding invoices', () => {
  test('lists what a customer still owes', async () => {
    expect(await bench.run('find-invoice', { customerId: '100198' })).toMatchObject({
      found: true,
      count: 1,
      invoices: [{ invoiceNo: '3100002', poNo: 'PO-7701', remaining: '228.7100', paidInFull: false }],
    });
  });

  test('finds nothing for an unknown number', async () => {
    expect(await bench.run('find-invoice', { invoiceNo: '1' })).toEqual({ found: false, count: 0, invoices: [] });
  });

  test('counts discounts and allowances as settled', () => {
    const row = {
      invoice_no: '1',
      total_amount: Decimal.from('100.0000'),
      amount_paid: Decimal.from('60.0000'),
      terms_taken: Decimal.from('2.0000'),
      allowed: Decimal.from('0.5000'),
    };

    expect(invoiceFromRow(row).remaining).toBe('37.5000');
  });
});

describe('querying a table', () => {
  test('reads rows that meet all conditions', async () => {
    const { rows } = (await bench.run('query', {
      table: 'payment_types',
      columns: ['payment_type_id', 'payment_type_desc'],
      conditions: [{ column: 'payment_type_desc', operator: 'startswith', value: 'Credit' }],
      orderBy: ['payment_type_id'],
    })) as { rows: unknown };

    expect(rows).toEqual([{ payment_type_id: 4, payment_type_desc: 'Credit card' }]);
  });

  test('turns one-of into a chain of or', () => {
    const query = queryToOData({
      table: 'oe_hdr',
      isView: false,
      columns: [],
      conditions: [{ column: 'order_no', operator: 'one-of', type: 'text', values: ['1', '2'] }],
      orderBy: ['order_no'],
      limit: 10,
    });

    expect(query.anyOf).toEqual([
      { column: 'order_no', operator: 'eq', value: { type: 'text', value: '1' } },
      { column: 'order_no', operator: 'eq', value: { type: 'text', value: '2' } },
    ]);
  });
});

describe('discovering services', () => {
  test('finds the window by its title', async () => {
    expect(await bench.run('discover-services', { search: 'cash receipt' })).toMatchObject({
      windows: [
        { service: 'SimCashReceipts', title: 'Cash Receipts (placeholder of the simulator)', keys: ['receipt_number'] },
      ],
      elements: [],
    });
  });

  test('describes the elements of a service', async () => {
    const { elements } = (await bench.run('discover-services', { service: 'SimCashReceipts' })) as {
      elements: { name: string; keys: string[] }[];
    };

    expect(elements.map(({ name, keys }) => [name, keys])).toEqual([
      ['TP_RECEIPT.receipt', ['receipt_number']],
      ['TP_APPLY.invoices', ['invoice_no']],
    ]);
  });

  test('says when a service is unknown', async () => {
    await expect(bench.run('discover-services', { service: 'CashReceipts' })).rejects.toMatchObject({
      details: { class: 'config', code: 'P21_UNKNOWN_SERVICE' },
    });
  });
});
