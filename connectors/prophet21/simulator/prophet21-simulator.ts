import {
  createSimulatorServer,
  resetFact,
  systemClock,
  type JournalRecord,
  type SimulatorServer,
  type SimulatorServerOptions,
} from '@penstock/connector-sdk/simulator';
import { seededRandom, type Clock, type JsonObject } from '@penstock/kernel';
import { createCommandsApi } from './commands-api';
import { demoCompanyId, demoCompanyName, type Company } from './company';
import { demoCredentials } from './demo-connection';
import { simulatorRoutes } from './routes';
import { seedCompany, type CompanyHistory } from './seed-company';
import { createSessionTokens } from './session-tokens';
import { createTrapSwitches } from './simulator-traps';
import { TableStore, type ChangeSet } from './table-store';
import { createTransactionApi } from './transaction-api';

export interface Prophet21SimulatorOptions extends Pick<
  SimulatorServerOptions,
  'faults' | 'effectLogPath' | 'statePath' | 'clock'
> {
  readonly credentials?: { readonly username: string; readonly password: string };
  /** How much the company has behind it. Default: `full`. */
  readonly history?: CompanyHistory;
  /** Dice for the traps. */
  readonly seed?: number;
}

const CONSUMER_KEY = '5c1f0a52-6a0d-4b7e-9c56-d1e0aa27b1f4';

/** A Prophet 21 that behaves as the middleware, OData service and UI server do, with one invented company. */
export function createProphet21Simulator(options: Prophet21SimulatorOptions = {}): SimulatorServer {
  const { credentials = demoCredentials, history = 'full', seed = 1, ...serverOptions } = options;
  const store = new TableStore();
  // The server owns the clock that `/__sim/clock` moves, and the windows read it: it exists from the first request on.
  const startClock = options.clock ?? systemClock;
  let serverClock: Clock = startClock;
  const clock: Clock = { now: () => serverClock.now(), monotonic: () => serverClock.monotonic() };
  const company: Company = { store, clock };
  const traps = createTrapSwitches(seededRandom(seed));
  const tokens = createSessionTokens({
    ...credentials,
    consumerKey: CONSUMER_KEY,
    clock,
    answersXml: () => traps.current.xml,
  });
  const transactions = createTransactionApi(company, traps);
  const commands = createCommandsApi(company, traps.hasStrayDialog);
  const startOver = () => {
    store.clear();
    seedCompany(company, history);
    traps.reset();
  };
  startOver();
  const server = createSimulatorServer({
    ...serverOptions,
    name: 'prophet21',
    routes: simulatorRoutes({ company, tokens, traps, transactions, commands }),
    reset: startOver,
    restore: (record) => restore(store, record, startOver),
    state: () => ({ ...stateOf(store), signIns: tokens.signIns }),
  });
  serverClock = server.clock;
  return server;
}

function restore(store: TableStore, { kind, data }: JournalRecord, startOver: () => void): void {
  if (kind === resetFact) startOver();
  else store.replay(data as ChangeSet);
}

const stateOf = (store: TableStore): JsonObject => ({
  company: { id: demoCompanyId, name: demoCompanyName },
  orders: store.table('oe_hdr').rows.length,
  remittances: store.table('remittances').rows.length,
  arReceipts: store.table('ar_receipts').rows.length,
  glLines: store.table('gl').rows.length,
  openInvoices: store.table('invoice_hdr').rows.filter((row) => row['paid_in_full_flag'] === 'N').length,
});
