import { createSimulatorServer, route, type SimulatorServer } from '@penstock/connector-sdk/simulator';

export const demoApiKey = 'demo-code-key';

/** Behaves as the vendor's documents say: refuses a wrong key, answers JSON. */
export function createCodeSimulator(): SimulatorServer {
  return createSimulatorServer({
    name: 'code',
    routes: [
      route('GET', '/', ({ headers }) =>
        headers['authorization'] === demoApiKey ? { status: 200, body: { ok: true } } : { status: 401, body: { error: 'unauthorized' } },
      ),
    ],
    reset: () => undefined,
    state: () => ({}),
  });
}
