import { aJournal, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

describe('posting a GL journal', () => {
  test('answers with the transaction number', async () => {
    expect(await bench.run('post-gl-journal', aJournal())).toEqual({
      transactionNumber: '48001',
      source: 'FEE-2026-09-12',
      lineCount: 2,
    });
  });

  test('leaves one effect with the source as key', async () => {
    await bench.run('post-gl-journal', aJournal());

    expect(bench.simulator.effects).toEqual([
      expect.objectContaining({ kind: 'gl-journal', key: 'FEE-2026-09-12', id: '48001', amount: '12.34' }),
    ]);
  });

  test('is not sent when the lines do not balance', async () => {
    const lines = [
      { accountNumber: '63400010', amount: '12.34' },
      { accountNumber: '11150010', amount: '-12.33' },
    ];

    await expect(bench.run('post-gl-journal', aJournal({ lines }))).rejects.toMatchObject({
      details: { class: 'business', code: 'P21_JOURNAL_NOT_BALANCED' },
    });
    expect(bench.http.sent).toEqual([]);
  });

  test('is not sent to a closed period', async () => {
    await expect(bench.run('post-gl-journal', aJournal({ period: '3' }))).rejects.toMatchObject({
      details: {
        class: 'business',
        code: 'P21_PERIOD_CLOSED',
        message: expect.stringContaining('Period 3/2026') as string,
      },
    });
    expect(bench.http.sent.filter(({ method, path }) => method === 'POST' && path.includes('/gl/'))).toEqual([]);
  });

  test('is not sent to a period that the company does not have', async () => {
    await expect(bench.run('post-gl-journal', aJournal({ period: '14' }))).rejects.toMatchObject({
      details: { class: 'business', code: 'P21_PERIOD_UNKNOWN' },
    });
    expect(bench.simulator.effects).toEqual([]);
  });

  test('is refused by P21 for a closed period where the check is off', async () => {
    const unchecked = bench.withSettings({ checkPeriod: 'never' });

    await expect(unchecked.run('post-gl-journal', aJournal({ period: '3' }))).rejects.toMatchObject({
      details: { code: 'P21_REFUSED', message: expect.stringContaining('Period 3/2026 is closed') as string },
    });
  });

  test('is known as unsent while the period cannot be read', async () => {
    await bench.testConnection();
    bench.simulator.faults.change({ errorRate: 1 });

    await expect(bench.run('post-gl-journal', aJournal())).rejects.toMatchObject({ details: { class: 'not-sent' } });
  });

  test('takes the echo as proof where that is chosen', async () => {
    const quick = bench.withSettings({ readBack: 'when-needed' });

    expect(await quick.run('post-gl-journal', aJournal())).toMatchObject({ transactionNumber: '48001', lineCount: 2 });
  });
});

describe('looking a journal up', () => {
  test('finds it by its source', async () => {
    await bench.run('post-gl-journal', aJournal());

    expect(await bench.verify('post-gl-journal', aJournal())).toMatchObject({ verdict: 'found', remoteId: '48001' });
  });

  test('names both when there are two', async () => {
    const quick = bench.withSettings({ readBack: 'when-needed' });
    await quick.run('post-gl-journal', aJournal());
    await quick.run('post-gl-journal', aJournal());

    expect(await bench.verify('post-gl-journal', aJournal())).toMatchObject({
      verdict: 'duplicate',
      remoteIds: ['48001', '48002'],
    });
  });

  test('proves absence by other rows of the ledger', async () => {
    expect(await bench.verify('post-gl-journal', aJournal())).toEqual({
      verdict: 'absent',
      evidence: 'journal with source FEE-2026-09-12: not found; other rows of gl are readable',
    });
  });
});
