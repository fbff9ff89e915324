import { createSimulatorServer, route, type SimulatorServer } from '@penstock/connector-sdk/simulator';

export const demoApiKey = 'demo-email-key';

/** Behaves as the vendor's documents say: refuses a wrong key, answers JSON. */
export function createEmailSimulator(): SimulatorServer {
  return createSimulatorServer({
    name: 'email',
    routes: [
      route('GET', '/', ({ headers }) =>
        headers['authorization'] === demoApiKey ? { status: 200, body: { ok: true } } : { status: 401, body: { error: 'unauthorized' } },
      ),
    ],
    reset: () => undefined,
    state: () => ({}),
  });
}
