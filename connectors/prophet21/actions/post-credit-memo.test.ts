import { aCreditMemo, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { demoServiceMap } from '../simulator';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const { creditMemo } = demoServiceMap;

describe('posting a credit memo', () => {
  test('credits the customer once, under our reference', async () => {
    const memo = await bench.run('post-credit-memo', aCreditMemo());

    expect(memo).toMatchObject({ reference: '105377', customerId: '100198', amount: '25.00' });
    expect(bench.simulator.effects).toEqual([
      expect.objectContaining({ kind: 'credit-memo', key: '105377', amount: '25.00' }),
    ]);
  });

  test('stands in the ledger as a negative document of its own type', async () => {
    const { memoNo } = (await bench.run('post-credit-memo', aCreditMemo({ invoiceNo: '3100002' }))) as {
      memoNo: string;
    };

    const { rows } = (await bench.run('query', {
      table: 'invoice_hdr',
      columns: ['total_amount', 'invoice_adjustment_type', 'invoice_reference_no'],
      conditions: [{ column: 'invoice_no', value: memoNo }],
      orderBy: ['invoice_no'],
    })) as { rows: Record<string, unknown>[] };
    expect(rows.map((row) => Object.values(row).map(String))).toEqual([['-25.0000', 'C', '3100002']]);
  });

  test('is refused before sending when the map has no field for something given', async () => {
    const fields = { ...creditMemo?.header.fields, reason: undefined };
    const poorer = bench.withSettings({
      serviceMap: { creditMemo: { ...creditMemo, header: { ...creditMemo?.header, fields } } },
    });

    await expect(poorer.run('post-credit-memo', aCreditMemo({ reason: 'REFUND' }))).rejects.toMatchObject({
      details: {
        class: 'config',
        code: 'P21_FIELD_NOT_MAPPED',
        message: expect.stringContaining('"Reason code"') as string,
      },
    });
    expect(bench.simulator.effects).toEqual([]);
  });

  test('types the sign that the window wants', async () => {
    const negative = bench.withSettings({ serviceMap: { creditMemo: { ...creditMemo, typedSign: 'negative' } } });

    // This simulator's window wants it positive, so its refusal shows what was typed.
    await expect(negative.run('post-credit-memo', aCreditMemo())).rejects.toMatchObject({
      details: { message: expect.stringContaining('Amount must be greater than zero.') as string },
    });
  });

  test('is not possible before the window is set up', async () => {
    await expect(bench.withSettings({ serviceMap: {} }).run('post-credit-memo', aCreditMemo())).rejects.toMatchObject({
      details: { class: 'config', code: 'P21_SERVICE_NOT_MAPPED' },
    });
  });

  test('is not taken for an invoice with the same reference', async () => {
    expect(await bench.verify('post-credit-memo', aCreditMemo())).toMatchObject({ verdict: 'absent' });
  });
});
