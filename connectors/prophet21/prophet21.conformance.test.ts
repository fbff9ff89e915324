import { effectConformance } from '@penstock/connector-sdk/testing';
import { aJournal, anOrder, aReceipt, startSimulatorBench, type SimulatorBench } from './testing/simulator-bench';

let bench: SimulatorBench;
let number = 0;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const next = (): string => `KEY-${(number += 1)}`;

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
    ],
  });

  for (const { title, check } of scenarios) {
    test(`${title}`, async () => {
      await expect(check()).resolves.toBeUndefined();
    });
  }
});
