import {
  createSimulatorServer,
  createWebhookPush,
  systemClock,
  type FaultsChange,
  type SimulatorCore,
  type SimulatorServer,
  type SimulatorRoute,
  type WebhookPush,
  type WebhookTarget,
} from '@penstock/connector-sdk/simulator';
import { invariant, seededRandom, type Clock } from '@penstock/kernel';
import { changedSwitches, type AccountSwitches, type SwitchesChange } from './account-switches';
import { apiRoutes } from './api-route';
import { changeRoutes } from './change-routes';
import { chargeRoutes } from './charge-routes';
import { addCustomer, controlRoutes, stateOf } from './control-routes';
import { exportRoutes } from './export-routes';
import { createGateway, type Gateway, type GatewayEvent } from './gateway';
import { applyRecord, createGatewayStore, forgetEverything, type GatewayStore } from './gateway-store';
import type { GatewayTransaction } from './gateway-transaction';
import { batchRoutes } from './batch-routes';
import { checkRoutes } from './check-routes';
import { legacyRoutes } from './legacy-routes';
import { protectRoutes } from './protect-routes';
import { recurrenceRoutes } from './recurrence-routes';
import { createTokens, type Tokens } from './token-routes';
import { v3AchRoutes } from './v3-ach-routes';
import { v3CardRoutes } from './v3-card-routes';
import { createV3Face } from './v3-face';
import { v3VaultRoutes } from './v3-vault-routes';
import { vaultRoutes } from './vault-routes';

export interface PayTraceSimulatorOptions {
  /** Taken by `listen()` without argument; 0 takes a free one. */
  readonly port?: number;
  readonly clock?: Clock;
  readonly seed?: number;
  /** Judge of crash tests: one JSON line per effect, written before the answer. */
  readonly effectLog?: string;
  /** The gateway's memory; give the same path again after a crash. */
  readonly statePath?: string;
  /** API user → password. */
  readonly users?: Readonly<Record<string, string>>;
  /** Ids of vault customers that exist from the start. */
  readonly customers?: readonly string[];
  readonly settings?: SwitchesChange;
  readonly faults?: FaultsChange;
  readonly webhook?: WebhookTarget;
  onEvent?(event: GatewayEvent): void;
}

export interface PayTraceSimulator {
  /** Listens on 127.0.0.1 unless told otherwise. */
  listen(port?: number, host?: string): Promise<{ readonly port: number; readonly url: string }>;
  close(): Promise<void>;
  /** Faults, clock and effects. */
  readonly server: SimulatorServer;
  transactions(): readonly GatewayTransaction[];
  change(settings: SwitchesChange): AccountSwitches;
  settle(): readonly GatewayTransaction[];
  addCustomer(id: string, name?: string): void;
  expireTokens(): void;
}

/** Sign-in of the simulated merchant unless `users` says otherwise. */
export const demoCredentials = { username: 'demo-merchant', password: 'demo-password', integratorId: 'penstockdemo' } as const;

/** The vault customer of PayTrace's own samples. */
const sampleCustomer = 'customerTest123';

const settleCheckMs = 1_000;

export function createPayTraceSimulator(options: PayTraceSimulatorOptions = {}): PayTraceSimulator {
  const store = createGatewayStore();
  let parts: Parts | undefined;
  const server = createSimulatorServer({
    name: 'paytrace',
    routes(core) {
      parts = partsOf(core, store, options);
      return allRoutes(parts);
    },
    state: () => stateOf(store),
    restore: (record) => applyRecord(store, record),
    reset() {
      forgetEverything(store);
      prepare();
    },
    ...given(options),
  });
  invariant(parts, 'the server asks for its routes');
  const { gateway } = parts;
  const prepare = () => {
    for (const id of [sampleCustomer, ...(options.customers ?? [])]) addCustomer(gateway, server, { id, name: id });
    if (options.settings) gateway.remember(server, 'switches', changedSwitches(store.switches, options.settings));
  };
  prepare();
  return simulatorOf({ options, server, store, ...parts });
}

function partsOf(core: SimulatorCore, store: GatewayStore, options: PayTraceSimulatorOptions): Parts {
  const webhooks = createWebhookPush({ clock: systemClock, faults: core.faults });
  webhooks.target(options.webhook);
  const gateway = createGateway({
    store,
    clock: core.clock,
    random: seededRandom(options.seed ?? 1),
    tell(event) {
      options.onEvent?.(event);
      webhooks.push(event);
    },
  });
  const tokens = createTokens(options.users ?? { [demoCredentials.username]: demoCredentials.password }, core.clock);
  return { gateway, tokens, webhooks };
}

interface Parts {
  readonly gateway: Gateway;
  readonly tokens: Tokens;
  readonly webhooks: WebhookPush;
}

function allRoutes({ gateway, tokens, webhooks }: Parts): readonly SimulatorRoute[] {
  const api = apiRoutes(gateway, tokens);
  const v3 = createV3Face({ gateway, api, tokens });
  return [
    ...tokens.routes,
    ...chargeRoutes(api),
    ...changeRoutes(api),
    ...exportRoutes(api),
    ...vaultRoutes(api),
    ...checkRoutes(api),
    ...recurrenceRoutes(api),
    ...batchRoutes(api),
    ...v3CardRoutes(v3),
    ...v3VaultRoutes(v3),
    ...v3AchRoutes(v3),
    ...protectRoutes(gateway, api),
    ...legacyRoutes(gateway, api, tokens),
    ...controlRoutes(gateway, webhooks),
  ];
}

interface SimulatorParts extends Parts {
  readonly options: PayTraceSimulatorOptions;
  readonly server: SimulatorServer;
  readonly store: GatewayStore;
}

function simulatorOf({ options, server, store, gateway, tokens, webhooks }: SimulatorParts): PayTraceSimulator {
  const settling = setInterval(() => gateway.catchUp(server), settleCheckMs);
  settling.unref();
  return {
    server,
    listen: (port = options.port ?? 0, host) => server.listen(port, host),
    async close() {
      clearInterval(settling);
      webhooks.close();
      await server.close();
    },
    transactions: () => [...store.transactions.values()],
    change(settings) {
      gateway.remember(server, 'switches', changedSwitches(store.switches, settings));
      return store.switches;
    },
    settle: () => gateway.settle(server),
    addCustomer: (id, name = id) => addCustomer(gateway, server, { id, name }),
    expireTokens: () => tokens.expireAll(),
  };
}

function given({ clock, faults, effectLog, statePath }: PayTraceSimulatorOptions) {
  return {
    ...(clock && { clock }),
    ...(faults && { faults }),
    ...(effectLog !== undefined && { effectLogPath: effectLog }),
    ...(statePath !== undefined && { statePath }),
  };
}
