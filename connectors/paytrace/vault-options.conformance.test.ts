import { testOptions } from '@penstock/connector-sdk/testing';
import { demoCredentials } from './simulator';
import { openGateway, v3Settings, type GatewayBench } from './testing/gateway-bench';
import { optionSources } from './vault-options';

describe.each([
  ['v1', {}],
  ['v3', v3Settings],
])('API %s', (_version, settings) => {
  let gateway: GatewayBench;
  beforeEach(async () => {
    gateway = await openGateway(settings);
  });
  afterEach(() => gateway.simulator.close());

  testOptions({
    sources: optionSources,
    bench: () => gateway.bench,
    faults: (change) => void gateway.simulator.server.faults.change(change),
    effectCount: () => gateway.simulator.server.effects.length,
    secrets: [demoCredentials.password],
  });
});
