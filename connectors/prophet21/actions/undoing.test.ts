import { aJournal, anOrder, aReceipt, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

/** Runs the action that the contract names for undoing, with the input it derives. */
async function undo(action: string, input: unknown): Promise<{ readonly output: unknown; readonly undone: unknown }> {
  const output = await bench.run(action, input);
  const { compensate } = bench.effect(action);
  const parsed = bench.action(action).input.parse(input);
  return { output, undone: await bench.run(compensate?.action ?? '', compensate?.input({ input: parsed, output })) };
}

const openAmount = async (): Promise<string | undefined> => {
  const { invoices } = (await bench.run('find-invoice', { invoiceNo: '3100002', openOnly: false })) as {
    invoices: { remaining: string }[];
  };
  return invoices[0]?.remaining;
};

describe('what the contracts name for undoing', () => {
  test('an order is cancelled', async () => {
    const { undone } = await undo('create-order', anOrder());

    expect(undone).toEqual({ orderNo: '1013938', cancelled: true });
  });

  test('a receipt is reversed and its invoice is open again', async () => {
    const before = await openAmount();
    const applications = [{ invoiceNo: '3100002', amount: '32.10' }];

    const { undone } = await undo('post-ar-receipt', aReceipt({ applications }));

    expect(undone).toMatchObject({ reversed: true });
    expect(await openAmount()).toBe(before);
    expect(bench.simulator.effects.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['ar-receipt', '32.10'],
      ['receipt-reversal', '32.10'],
    ]);
  });

  test('a journal is posted with every sign turned', async () => {
    await undo('post-gl-journal', aJournal());

    const { rows } = (await bench.run('query', {
      table: 'gl',
      columns: ['account_number', 'amount'],
      conditions: [{ column: 'source', value: 'REV FEE-2026-09-12' }],
      orderBy: ['gl_uid'],
    })) as { rows: Record<string, unknown>[] };
    expect(rows.map((row) => Object.values(row).map(String))).toEqual([
      ['63400010', '-12.3400'],
      ['11150010', '12.3400'],
    ]);
  });
});

describe('reversing a receipt', () => {
  test('that is reversed already does nothing more', async () => {
    const { output } = await undo('post-ar-receipt', aReceipt());
    const { receiptNumber } = output as { receiptNumber: string };

    await expect(bench.run('reverse-ar-receipt', { receiptNumber })).resolves.toMatchObject({ reversed: true });
    expect(bench.simulator.effects.filter(({ kind }) => kind === 'receipt-reversal')).toHaveLength(1);
  });

  test('that is not there is refused before sending', async () => {
    await expect(bench.run('reverse-ar-receipt', { receiptNumber: '1' })).rejects.toMatchObject({
      details: { class: 'business', code: 'P21_RECEIPT_NOT_FOUND' },
    });
  });

  test('reports the words of the window', async () => {
    const { receiptNumber } = (await bench.run('post-ar-receipt', aReceipt())) as { receiptNumber: string };

    await expect(bench.run('reverse-ar-receipt', { receiptNumber, reversalDate: '2026-02-01' })).rejects.toMatchObject({
      details: { class: 'business', message: expect.stringContaining('The period of 2026-02-01 is closed.') as string },
    });
  });

  test('leaves the outcome open when a dialog stands in the way', async () => {
    const { receiptNumber } = (await bench.run('post-ar-receipt', aReceipt())) as { receiptNumber: string };
    await bench.traps({ strayDialogRate: 1 });

    await expect(bench.run('reverse-ar-receipt', { receiptNumber })).rejects.toMatchObject({
      details: { class: 'ambiguous', code: 'P21_UNEXPECTED_WINDOW' },
    });
    expect(await bench.verify('reverse-ar-receipt', { receiptNumber })).toMatchObject({ verdict: 'absent' });
  });
});

describe('cancelling an order', () => {
  test('twice is cancelling once', async () => {
    await bench.run('create-order', anOrder());

    await bench.run('cancel-order', { orderNo: '1013938' });
    await expect(bench.run('cancel-order', { orderNo: '1013938' })).resolves.toEqual({
      orderNo: '1013938',
      cancelled: true,
    });
  });

  test('that is completed is refused', async () => {
    await expect(bench.run('cancel-order', { orderNo: '1012001' })).rejects.toMatchObject({
      details: {
        class: 'business',
        message: expect.stringContaining('A completed order cannot be cancelled.') as string,
      },
    });
  });
});

describe('recording a deposit', () => {
  const posted = async (reference: string) =>
    ((await bench.run('post-ar-receipt', aReceipt({ reference }))) as { paymentNumber: string }).paymentNumber;

  test('puts the payments together and adds them up', async () => {
    const paymentNumbers = [await posted('R-1'), await posted('R-2')];

    expect(await bench.run('record-deposit', { depositNumber: 'BATCH-412', paymentNumbers })).toEqual({
      depositNumber: 'BATCH-412',
      paymentCount: 2,
      amount: '64.20',
    });
  });

  test('of which only a part is there is no proof of anything', async () => {
    const paymentNumbers = [await posted('R-1'), await posted('R-2')];
    await bench.run('record-deposit', { depositNumber: 'BATCH-412', paymentNumbers: paymentNumbers.slice(0, 1) });

    expect(await bench.verify('record-deposit', { depositNumber: 'BATCH-412', paymentNumbers })).toMatchObject({
      verdict: 'unsure',
      reason: 'only 1 of 2 payments carry deposit BATCH-412',
    });
  });

  test('with a payment that cannot be read is unsure', async () => {
    expect(await bench.verify('record-deposit', { depositNumber: 'B', paymentNumbers: ['1'] })).toMatchObject({
      verdict: 'unsure',
    });
  });
});
