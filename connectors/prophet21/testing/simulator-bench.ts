import { setTimeout } from 'node:timers/promises';
import {
  createLoopbackHttpClient,
  testConnector,
  type ConnectorBench,
  type LoopbackHttpClient,
} from '@penstock/connector-sdk/testing';
import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { invariant, manualClock, type Json, type ManualClock } from '@penstock/kernel';
import { prophet21 } from '../index';
import {
  createProphet21Simulator,
  demoConnectionSettings,
  demoCredentials,
  type Prophet21SimulatorOptions,
} from '../simulator';

/** 12 September 2026, 14:00 UTC: in the middle of an open period. */
export const noon = Date.UTC(2026, 8, 12, 14);

export interface SimulatorBench extends ConnectorBench {
  readonly simulator: SimulatorServer;
  readonly http: LoopbackHttpClient;
  readonly clock: ManualClock;
  readonly url: string;
  /** A bench on the same simulator with other settings. */
  withSettings(change: Readonly<Record<string, unknown>>): ConnectorBench;
  /** One raw call with a valid token, past the connector. */
  call(method: 'GET' | 'POST', path: string, json?: Json): Promise<{ status: number; body: string; json(): unknown }>;
  traps(change: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

/** The connector joined to its own simulator, as a demo connection is. */
export async function startSimulatorBench(options: Prophet21SimulatorOptions = {}): Promise<SimulatorBench> {
  const { connection } = prophet21;
  invariant(connection, 'prophet21 has a connection');
  const clock = manualClock(noon);
  const simulator = createProphet21Simulator({ clock, history: 'short', ...options });
  const { url } = await simulator.listen();
  const settings = demoConnectionSettings(url);
  const secrets = { password: demoCredentials.password };
  const clientFor = (values: unknown) =>
    createLoopbackHttpClient({ connection, settings: connection.settings.parse(values), secrets });
  const http = clientFor(settings);
  /** The simulator queues by its own timers, so a little real time passes as well. */
  const pause = async (ms: number) => {
    clock.advance(ms);
    await setTimeout(20);
  };
  return {
    ...testConnector(prophet21, { http, settings, clock, pause }),
    simulator,
    http,
    clock,
    url,
    withSettings(change) {
      const changed = { ...settings, ...change };
      return testConnector(prophet21, { http: clientFor(changed), settings: changed, clock, pause });
    },
    async call(method, path, json) {
      const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
      const response = await http.send({ method, url: path, headers, ...(json !== undefined && { json }) });
      return { ...response, json: () => JSON.parse(response.body) as unknown };
    },
    async traps(change) {
      await fetch(`${url}/__sim/traps`, { method: 'POST', body: JSON.stringify(change) });
    },
    close: () => simulator.close(),
  };
}

export const anOrder = (change: Readonly<Record<string, unknown>> = {}) => ({
  poNo: 'WEB-1001',
  customerId: '100198',
  lines: [
    { itemId: 'VLV-BALL-050', quantity: '2' },
    { itemId: 'TAPE-PTFE', quantity: '10' },
  ],
  remittance: {
    paymentTypeId: '4',
    amount: '32.10',
    reference: '105321',
    card: {
      authorizedNumber: 'TAS679',
      retrievalReference: '105321',
      accountToken: 'cust-77',
      maskedNumber: '************1111',
    },
  },
  ...change,
});

export const aReceipt = (change: Readonly<Record<string, unknown>> = {}) => ({
  reference: '105321',
  customerId: '100198',
  amount: '32.10',
  paymentTypeId: '4',
  ...change,
});

export const aCreditMemo = (change: Readonly<Record<string, unknown>> = {}) => ({
  reference: '105377',
  customerId: '100198',
  amount: '25.00',
  ...change,
});

export const aSalesOrder = (change: Readonly<Record<string, unknown>> = {}) => ({
  poNo: 'WEB-1001',
  customerId: '100198',
  lines: [{ itemId: 'TAPE-PTFE', quantity: '10', unitPrice: '1.29' }],
  ...change,
});

/** An order through the action for any window. */
export const anyTransaction = (reference: string) => ({
  service: 'Order',
  elements: [
    {
      element: 'TABPAGE_1.order',
      rows: [
        [
          { field: 'customer_id', value: '100198' },
          { field: 'source_loc_id', value: '100' },
          { field: 'po_no', value: reference },
        ],
      ],
    },
    {
      element: 'TP_ITEMS.items',
      type: 'List',
      keys: ['user_line_no'],
      rows: [
        [
          { field: 'user_line_no', value: '010' },
          { field: 'oe_order_item_id', value: 'WIDGET-001' },
          { field: 'unit_quantity', value: 2 },
        ],
      ],
    },
  ],
  lookUp: { table: 'oe_hdr', column: 'po_no', reference, keyColumn: 'order_no' },
});

export const aJournal = (change: Readonly<Record<string, unknown>> = {}) => ({
  source: 'FEE-2026-09-12',
  description: 'Card fees of 12 September',
  period: '9',
  yearForPeriod: '2026',
  lines: [
    { accountNumber: '63400010', amount: '12.34' },
    { accountNumber: '11150010', amount: '-12.34' },
  ],
  ...change,
});
