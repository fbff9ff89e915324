import { startSimulatorBench, type SimulatorBench } from './testing/simulator-bench';
import { demoServiceMap } from './simulator';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const mapWith = (reference: string) => {
  const { arReceipt } = demoServiceMap;
  return {
    arReceipt: { ...arReceipt, header: { ...arReceipt?.header, fields: { ...arReceipt?.header.fields, reference } } },
  };
};

describe('testing a connection', () => {
  test('names company, UI server and receipt service', async () => {
    expect(await bench.testConnection()).toEqual({
      summary: `Signed in to Hollander Supply Co. (HSC). UI server: ${bench.url}/uiserver0. ${[
        'AR receipts go through service SimCashReceipts, whose fields are all there.',
        'Credit memos go through service SimArMemos, whose fields are all there.',
        'Deposits go through service SimBankDeposits, whose fields are all there.',
        'Reversals go through service ReverseARPayment, whose fields are all there.',
      ].join(' ')}`,
    });
  });

  test('says what is still to be set up', async () => {
    const { summary } = await bench.withSettings({ serviceMap: {} }).testConnection();

    expect(summary).toContain(
      'Not set up yet: AR receipts, credit memos, deposits, reversals (run "Set up a service").',
    );
  });

  test('names the field that the service does not have', async () => {
    const wrong = bench.withSettings({ serviceMap: mapWith('gateway_ref') });

    await expect(wrong.testConnection()).rejects.toMatchObject({
      details: {
        class: 'config',
        code: 'P21_SERVICE_MAP_WRONG',
        message: expect.stringContaining('no field gateway_ref of TP_RECEIPT.receipt') as string,
      },
    });
  });

  test('explains a company the user cannot see', async () => {
    await expect(bench.withSettings({ companyId: 'NOPE' }).testConnection()).rejects.toMatchObject({
      details: { code: 'P21_COMPANY_NOT_FOUND' },
    });
  });

  test('works on builds that answer XML', async () => {
    await bench.traps({ xml: true });

    const { summary } = await bench.withSettings({ uiServerUrl: undefined }).testConnection();

    expect(summary).toContain(`UI server: ${bench.url}/uiserver0`);
  });

  test('explains a UI server on another host', async () => {
    await bench.traps({ uiServerUrl: 'https://p21-inside:8443/uiserver0' });

    await expect(bench.withSettings({ uiServerUrl: undefined }).testConnection()).rejects.toMatchObject({
      details: {
        class: 'config',
        code: 'P21_UI_SERVER_ELSEWHERE',
        message: expect.stringContaining('p21-inside:8443') as string,
      },
    });
  });

  test('signs in again when the token is refused', async () => {
    await bench.testConnection();
    await bench.traps({ refuseTokens: true });
    bench.clock.advance(1000);

    await expect(bench.testConnection()).resolves.toBeDefined();
  });
});
