import { ConnectorFailure } from '@penstock/connector-sdk';
import { openGate } from '@penstock/engine';
import type { EngineHost } from '@penstock/engine-host';

const settingUp = { outcome: 'refused', reason: 'busy', message: 'The platform is being set up.' } as const;

/** An engine that is not there: nothing comes in, nothing runs, nothing is sent. */
export const idleEngineHost: EngineHost = {
  intake: { refusal: () => settingUp, receive: async () => settingUp },
  runs: {
    retryRun: async () => 'not-possible',
    cancelRun: async () => 'not-possible',
    replayEvent: async () => 'not-possible',
    decide: async () => 'not-possible',
    takeCallback: async () => 'not-possible',
    settleEffect: async () => 'not-possible',
    rerun: async () => ({ kind: 'not-possible' }),
    responseTo: async () => undefined,
  },
  connections: {
    test: async () => ({ ok: false, message: 'The platform is being set up.' }),
    choices: async () => ({ outcome: 'refused', reason: 'held', message: 'The platform is being set up. Nothing was asked.' }),
    forget: () => undefined,
    weatherChanged: () => undefined,
    wake: async () => 0,
  },
  triggers: {
    start: async () => settingUp,
    backfill: async () => settingUp,
    abortBackfill: async () => 'not-possible',
    syncOne: async () => settingUp,
    drop: async () => settingUp,
    reread: async () => 0,
  },
  remotes: {
    connections: { resolve: () => Promise.reject(new ConnectorFailure({ class: 'config', code: 'SETTING_UP', message: settingUp.message })) },
    gate: openGate,
  },
  refreshRoutes: async () => undefined,
  schemaCheckRequested: () => undefined,
  importedConnectors: async () => [],
  onRefresh: () => () => undefined,
  subscribe: () => () => undefined,
  isReady: () => false,
  metrics: () => ({}),
  drain: async () => undefined,
};
