import { effectConformance } from '@penstock/connector-sdk/testing';
import {
  aCreditMemo,
  aJournal,
  anOrder,
  aReceipt,
  startSimulatorBench,
  type SimulatorBench,
} from './testing/simulator-bench';

let bench: SimulatorBench;
let number = 0;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const next = (): string => `KEY-${(number += 1)}`;

const made = async (action: string, input: unknown) => (await bench.run(action, input)) as Record<string, string>;
const aPostedReceipt = () => made('post-ar-receipt', aReceipt({ reference: next() }));

describe('the effect contract against the simulator', () => {
  const scenarios = effectConformance({
    bench: () => bench,
    faults: (change) => bench.simulator.faults.change(change),
    // The seeded company already has one document of each kind.
    control: () => Promise.resolve(),
    cases: [
      { action: 'create-order', input: () => Promise.resolve(anOrder({ poNo: next() })) },
      { action: 'post-ar-receipt', input: () => Promise.resolve(aReceipt({ reference: next() })) },
      { action: 'post-gl-journal', input: () => Promise.resolve(aJournal({ source: next() })) },
      { action: 'post-credit-memo', input: () => Promise.resolve(aCreditMemo({ reference: next() })) },
      {
        action: 'cancel-order',
        input: async () => ({ orderNo: (await made('create-order', anOrder({ poNo: next() })))['orderNo'] }),
      },
      {
        action: 'reverse-ar-receipt',
        input: async () => ({ receiptNumber: (await aPostedReceipt())['receiptNumber'] }),
      },
      {
        action: 'record-deposit',
        input: async () => ({ depositNumber: next(), paymentNumbers: [(await aPostedReceipt())['paymentNumber']] }),
      },
    ],
  });

  for (const { title, check } of scenarios) {
    test(`${title}`, async () => {
      await expect(check()).resolves.toBeUndefined();
    });
  }
});
