import { anOrder, aReceipt, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const posted = {
  receiptNumber: '50001',
  paymentNumber: '70001',
  reference: '105321',
  customerId: '100198',
  amount: '32.10',
};

describe('posting an AR receipt', () => {
  test('answers with the numbers that P21 gave', async () => {
    expect(await bench.run('post-ar-receipt', aReceipt())).toEqual(posted);
  });

  test('leaves one effect with the payment reference as key', async () => {
    await bench.run('post-ar-receipt', aReceipt());

    expect(bench.simulator.effects).toEqual([
      expect.objectContaining({ kind: 'ar-receipt', key: '105321', id: '50001', amount: '32.10' }),
    ]);
  });

  test('lowers what is open on the invoice', async () => {
    const applications = [{ invoiceNo: '3100002', amount: '32.10' }];

    await bench.run('post-ar-receipt', aReceipt({ applications }));

    const found = (await bench.run('find-invoice', { invoiceNo: '3100002' })) as {
      invoices: { total: string; remaining: string }[];
    };
    expect(found.invoices).toEqual([expect.objectContaining({ total: '228.7100', remaining: '196.6100' })]);
  });

  test('is refused for more than the invoice is open', async () => {
    const receipt = aReceipt({ amount: '900.00', applications: [{ invoiceNo: '3100002', amount: '900.00' }] });

    await expect(bench.run('post-ar-receipt', receipt)).rejects.toMatchObject({ details: { class: 'business' } });
    expect(bench.simulator.effects).toEqual([]);
  });

  test('says what to set up while no service is mapped', async () => {
    const unmapped = bench.withSettings({ serviceMap: {} });

    await expect(unmapped.run('post-ar-receipt', aReceipt())).rejects.toMatchObject({
      details: { class: 'config', code: 'P21_SERVICE_NOT_MAPPED' },
    });
  });
});

describe('looking a receipt up', () => {
  test('finds it by the payment reference', async () => {
    await bench.run('post-ar-receipt', aReceipt());

    expect(await bench.verify('post-ar-receipt', aReceipt())).toEqual({
      verdict: 'found',
      output: posted,
      remoteId: '50001',
    });
  });

  test('does not take an order remittance for a receipt', async () => {
    await bench.run('create-order', anOrder());

    expect(await bench.verify('post-ar-receipt', aReceipt())).toMatchObject({ verdict: 'absent' });
  });

  test('finds the receipt beside a remittance of the same payment', async () => {
    await bench.run('create-order', anOrder());
    await bench.run('post-ar-receipt', aReceipt());

    expect(await bench.verify('post-ar-receipt', aReceipt())).toMatchObject({ verdict: 'found', remoteId: '50001' });
  });

  test('names both when there are two', async () => {
    await bench.run('post-ar-receipt', aReceipt());
    const other = bench.withSettings({ readBack: 'when-needed' });
    await other.run('post-ar-receipt', aReceipt());

    expect(await bench.verify('post-ar-receipt', aReceipt())).toMatchObject({
      verdict: 'duplicate',
      remoteIds: ['50001', '50002'],
    });
  });
});
