import type { EngineHost } from '@penstock/engine-host';

/** An engine that is not there: nothing comes in, nothing runs, nothing is sent. */
export const idleEngineHost: EngineHost = {
  intake: { receive: async () => ({ outcome: 'refused', reason: 'busy', message: 'The platform is being set up.' }) },
  runs: {
    retryRun: async () => 'not-possible',
    cancelRun: async () => 'not-possible',
    replayEvent: async () => 'not-possible',
  },
  connections: {
    test: async () => ({ ok: false, message: 'The platform is being set up.' }),
    forget: () => undefined,
    weatherChanged: () => undefined,
    wake: async () => 0,
  },
  refreshRoutes: async () => undefined,
  subscribe: () => () => undefined,
  isReady: () => false,
  metrics: () => ({}),
  drain: async () => undefined,
};
