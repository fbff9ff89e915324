import { startSimulatorBench, type SimulatorBench } from './testing/simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const aCustomer = { reference: 'SHOP-77', name: 'Pier Nine Plumbing', fields: { TermsId: '15', SalesrepId: '1100' } };

describe('master data', () => {
  test('a created customer can be ordered for', async () => {
    const { id } = (await bench.run('create-customer', aCustomer)) as { id: string };

    const order = await bench.run('create-order', {
      poNo: 'WEB-9',
      customerId: id,
      lines: [{ itemId: 'TAPE-PTFE', quantity: '1' }],
    });
    expect(order).toMatchObject({ customerId: id });
  });

  test('a second customer with the same key is reported', async () => {
    await bench.run('create-customer', aCustomer);

    await expect(bench.run('create-customer', aCustomer)).rejects.toMatchObject({
      details: { code: 'P21_FOUND_TWICE' },
    });
  });

  test('a change leaves what it does not name as it was', async () => {
    await bench.run('update-record', { type: 'customers', id: '100198', changes: { CreditStatus: 'HOLD' } });

    const { record } = (await bench.run('get-record', { type: 'customers', id: '100198' })) as { record: object };
    expect(record).toMatchObject({ CreditStatus: 'HOLD', CustomerName: 'Harbor Mechanical', TermsId: '30' });
  });

  test('changes alone empty the rest where P21 takes a change for the whole record', async () => {
    const changesOnly = bench.withSettings({ entityUpdates: 'changes-only' });

    await changesOnly.run('update-record', { type: 'customers', id: '100198', changes: { CreditStatus: 'HOLD' } });

    const { record } = (await bench.run('get-record', { type: 'customers', id: '100198' })) as { record: object };
    expect(record).toMatchObject({ CreditStatus: 'HOLD', TermsId: null });
  });

  test('a change of a record that is not there is not sent', async () => {
    const changes = { CreditStatus: 'HOLD' };

    await expect(bench.run('update-record', { type: 'customers', id: '1', changes })).rejects.toMatchObject({
      details: { class: 'business', code: 'P21_NOT_FOUND' },
    });
    expect(bench.simulator.effects).toEqual([]);
  });

  test('a blank record lists what there is, and addresses have none', async () => {
    const { properties } = (await bench.run('read-blank-record', { type: 'customers' })) as {
      properties: { name: string }[];
    };

    expect(properties.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['CustomerName', 'LegacyId', 'UserDefinedFields']),
    );
    await expect(bench.run('read-blank-record', { type: 'addresses' })).rejects.toThrow();
    expect((await bench.call('GET', '/api/entity/addresses/new')).status).toBe(500);
  });

  test('a text in a query keeps its quote', async () => {
    await bench.run('create-customer', { ...aCustomer, name: "O'Neil Heating" });
    const conditions = [{ property: 'CustomerName', operator: 'substringof', value: "O'Neil" }];

    expect(await bench.run('find-records', { type: 'customers', conditions })).toMatchObject({ count: 1 });
  });

  test('without the slash the family redirects', async () => {
    expect((await bench.call('GET', '/api/entity/customers')).status).toBe(307);
  });
});

describe('a sales order through the import', () => {
  const order = {
    poNo: 'WEB-1001',
    customerId: '100198',
    shipTo: { city: 'Baltimore' },
    lines: [{ itemId: 'TAPE-PTFE', quantity: '10', unitPrice: '1.29' }],
  };

  test('is found by its reference, whatever the answer was', async () => {
    expect(await bench.run('create-sales-order', order)).toMatchObject({ orderNo: '1013938', poNo: 'WEB-1001' });
  });

  test('with a record that failed is looked up: a header may have been made', async () => {
    const wrong = { ...order, lines: [{ itemId: 'NO-SUCH-ITEM', quantity: '1', unitPrice: '1' }] };

    await expect(bench.run('create-sales-order', wrong)).rejects.toMatchObject({
      details: { class: 'ambiguous', message: expect.stringContaining('Item ID not found: NO-SUCH-ITEM') as string },
    });
    expect(await bench.verify('create-sales-order', wrong)).toMatchObject({ verdict: 'absent' });
  });
});
