import { serviceMap } from '../service-map';
import { aCreditMemo, aReceipt, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { digestOf, elementsOf } from '../definition';
import { demoServiceMap } from '../simulator';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

interface SetUp {
  readonly candidates: readonly { readonly service: string }[];
  readonly proposal: Readonly<Record<string, unknown>>;
  readonly missing: readonly string[];
}
const setUp = async (document: string, service?: string) =>
  (await bench.run('set-up-service', { document, ...(service !== undefined && { service }) })) as unknown as SetUp;

describe('setting up a service', () => {
  test.each([
    ['arReceipt', 'SimCashReceipts'],
    ['creditMemo', 'SimArMemos'],
    ['deposit', 'SimBankDeposits'],
    ['reversal', 'ReverseARPayment'],
  ])('for %s first finds the window and then proposes a map that works', async (document, service) => {
    expect((await setUp(document)).candidates.map((candidate) => candidate.service)).toContain(service);

    const { proposal, missing } = await setUp(document, service);

    expect(missing).toEqual([]);
    const map = serviceMap.parse({ [document]: proposal });
    const { summary } = await bench.withSettings({ serviceMap: map }).testConnection();
    expect(summary).toContain(`go through service ${service}, whose fields are all there.`);
  });

  test('is enough to post a receipt and a credit memo', async () => {
    const map = {
      arReceipt: (await setUp('arReceipt', 'SimCashReceipts')).proposal,
      creditMemo: (await setUp('creditMemo', 'SimArMemos')).proposal,
    };
    const discovered = bench.withSettings({ serviceMap: map });

    await discovered.run('post-ar-receipt', aReceipt({ applications: [{ invoiceNo: '3100002', amount: '5.00' }] }));
    await discovered.run('post-credit-memo', aCreditMemo());

    expect(bench.simulator.effects.map(({ kind, key }) => [kind, key])).toEqual([
      ['ar-receipt', '105321'],
      ['credit-memo', '105377'],
    ]);
  });

  test('names what it could not recognise', async () => {
    const { missing } = await setUp('arReceipt', 'SimArMemos');

    expect(missing).toEqual(['header: Reference', 'header: Payment type']);
  });

  test('of a service that is not there says so', async () => {
    await expect(setUp('arReceipt', 'NoSuchService')).rejects.toMatchObject({
      details: { code: 'P21_UNKNOWN_SERVICE' },
    });
  });
});

describe('checking the service map', () => {
  const check = async (map: unknown) =>
    (await bench.withSettings({ serviceMap: map }).run('check-service-map', {})) as unknown as {
      usable: boolean;
      drifted: boolean;
      services: { state: string; digest: string; missing: string[] }[];
    };

  test('finds a map as it was set up', async () => {
    const { proposal } = await setUp('creditMemo', 'SimArMemos');

    expect(await check({ creditMemo: proposal })).toMatchObject({
      usable: true,
      drifted: false,
      services: [{ state: 'unchanged' }],
    });
  });

  test('notices a window that has changed although every mapped field is there', async () => {
    const { creditMemo } = demoServiceMap;

    expect(await check({ creditMemo: { ...creditMemo, definitionDigest: '0123456789abcdef' } })).toMatchObject({
      usable: true,
      drifted: true,
      services: [{ state: 'changed' }],
    });
  });

  test('names a field that is gone, and a service that is gone', async () => {
    const { creditMemo, deposit } = demoServiceMap;
    const header = { ...creditMemo?.header, fields: { ...creditMemo?.header.fields, reason: 'old_reason' } };

    expect(
      await check({ creditMemo: { ...creditMemo, header }, deposit: { ...deposit, service: 'GoneDeposits' } }),
    ).toMatchObject({
      usable: false,
      drifted: true,
      services: [{ state: 'broken', missing: ['field old_reason of TP_MEMO.memo'] }, { state: 'unreadable' }],
    });
  });

  test('does not call an outage a change', async () => {
    await bench.testConnection();
    bench.simulator.faults.change({ errorRate: 1 });

    await expect(bench.run('check-service-map', {})).rejects.toMatchObject({ details: { class: 'transient' } });
  });
});

test('the digest does not depend on the order of elements and fields, and does on their names', async () => {
  const answer = (await bench.call('GET', '/uiserver0/api/v2/definition/Order')).json();
  const elements = elementsOf(answer as never);
  const shuffled = [...elements].reverse().map((element) => ({ ...element, fields: [...element.fields].reverse() }));
  const renamed = elements.map((element, index) =>
    index === 0 ? { ...element, fields: [...element.fields, 'x'] } : element,
  );

  expect(digestOf(shuffled)).toBe(digestOf(elements));
  expect(digestOf(renamed)).not.toBe(digestOf(elements));
});
