import { anOrder, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const created = { orderNo: '1013938', poNo: 'WEB-1001', customerId: '100198', companyId: 'HSC' };

describe('creating an order', () => {
  test('answers with the order number that P21 gave', async () => {
    const order = await bench.run('create-order', anOrder());

    expect(order).toEqual(created);
  });

  test('leaves one effect with our reference as its key', async () => {
    await bench.run('create-order', anOrder());

    expect(bench.simulator.effects).toEqual([
      expect.objectContaining({ kind: 'order', key: 'WEB-1001', id: '1013938', amount: '32.10' }),
    ]);
  });

  test('stores the remittance with the gateway reference', async () => {
    await bench.run('create-order', anOrder());

    const { rows } = (await bench.run('query', {
      table: 'creditcard_payment_details',
      orderBy: ['payment_number'],
    })) as {
      rows: { retrieval_ref_number: string }[];
    };
    expect(rows.map((row) => row.retrieval_ref_number)).toEqual(['105321']);
  });

  test('keeps two lines of the same item apart', async () => {
    const lines = [
      { itemId: 'TAPE-PTFE', quantity: '5' },
      { itemId: 'TAPE-PTFE', quantity: '10' },
    ];

    await bench.run('create-order', anOrder({ lines, remittance: undefined }));

    const { count } = (await bench.run('query', {
      table: 'oe_line',
      conditions: [{ column: 'order_no', value: '1013938' }],
      orderBy: ['line_no'],
    })) as { count: number };
    expect(count).toBe(2);
  });

  test('reports a refusal in the words of P21', async () => {
    const order = anOrder({ lines: [{ itemId: 'NO-SUCH-ITEM', quantity: '1' }] });

    await expect(bench.run('create-order', order)).rejects.toMatchObject({
      details: { class: 'business', message: expect.stringContaining('Item ID not found: NO-SUCH-ITEM') as string },
    });
    expect(bench.simulator.effects).toEqual([]);
  });

  test('treats a stray dialog as an unknown outcome', async () => {
    await bench.traps({ strayDialogRate: 1 });

    await expect(bench.run('create-order', anOrder())).rejects.toMatchObject({ details: { class: 'ambiguous' } });
  });

  test('asks the router when no UI server is set', async () => {
    const order = await bench.withSettings({ uiServerUrl: undefined }).run('create-order', anOrder());

    expect(order).toEqual(created);
  });

  test('saves the reading back where that is chosen', async () => {
    await bench.run('create-order', anOrder({ poNo: 'WEB-1' }));
    const before = bench.http.sent.length;

    await bench.withSettings({ readBack: 'when-needed' }).run('create-order', anOrder({ poNo: 'WEB-2' }));

    expect(bench.http.sent.length).toBe(before);
    expect(bench.simulator.effects).toHaveLength(2);
  });
});

describe('a second order with the same reference', () => {
  test('is reported as soon as it is read back', async () => {
    await bench.run('create-order', anOrder());

    await expect(bench.run('create-order', anOrder())).rejects.toMatchObject({
      details: { class: 'ambiguous', code: 'P21_FOUND_TWICE' },
    });
  });
});

describe('looking an order up', () => {
  test('finds it with its number', async () => {
    await bench.run('create-order', anOrder());

    expect(await bench.verify('create-order', anOrder())).toEqual({
      verdict: 'found',
      output: created,
      remoteId: '1013938',
    });
  });

  test('does not take the same PO of another customer', async () => {
    await bench.run('create-order', anOrder({ customerId: '100204' }));

    expect(await bench.verify('create-order', anOrder())).toMatchObject({ verdict: 'absent' });
  });

  test('names both when there are two', async () => {
    const quick = bench.withSettings({ readBack: 'when-needed' });
    await quick.run('create-order', anOrder());
    await quick.run('create-order', anOrder());

    expect(await bench.verify('create-order', anOrder())).toMatchObject({
      verdict: 'duplicate',
      remoteIds: ['1013938', '1013939'],
    });
  });

  test('is unsure while no order at all is readable', async () => {
    const elsewhere = bench.withSettings({ companyId: 'OTHER' });

    expect(await elsewhere.verify('create-order', anOrder())).toMatchObject({ verdict: 'unsure' });
  });

  test('copes with a quote in the reference', async () => {
    await bench.run('create-order', anOrder({ poNo: "O'Neil 7" }));

    expect(await bench.verify('create-order', anOrder({ poNo: "O'Neil 7" }))).toMatchObject({ verdict: 'found' });
  });
});
