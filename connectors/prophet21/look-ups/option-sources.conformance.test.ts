import { testOptions } from '@penstock/connector-sdk/testing';
import { demoCredentials } from '../simulator';
import { startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';
import { optionSources } from './option-sources';

let bench: SimulatorBench;
beforeAll(async () => {
  bench = await startSimulatorBench();
});
afterAll(() => bench.close());

testOptions({
  sources: optionSources,
  bench: () => bench,
  faults: (change) => void bench.simulator.faults.change(change),
  effectCount: () => bench.simulator.effects.length,
  secrets: [demoCredentials.password],
});
