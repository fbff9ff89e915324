import { effectConformance } from '@penstock/connector-sdk/testing';
import { prophet21 } from './index';
import {
  aCreditMemo,
  aJournal,
  anOrder,
  anyTransaction,
  aReceipt,
  aSalesOrder,
  startSimulatorBench,
  type SimulatorBench,
} from './testing/simulator-bench';

let bench: SimulatorBench;
let number = 0;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const next = (): string => `KEY-${(number += 1)}`;
const made = async (action: string, input: unknown) => (await bench.run(action, input)) as Record<string, string>;
const aPostedReceipt = () => made('post-ar-receipt', aReceipt({ reference: next() }));
const aPostedOrder = () => made('create-order', anOrder({ poNo: next() }));

type Input = (key: string) => unknown;
const aNote = (reference: string) => ({
  service: 'ItemNotepad',
  reference,
  steps: [{ do: 'change', fields: [{ datawindow: 'tp_1_dw_1', field: 'topic', value: 'API NOTE' }] }, { do: 'save' }],
});

const inputs: Readonly<Record<string, Input>> = {
  'create-order': (poNo) => anOrder({ poNo }),
  'create-sales-order': (poNo) => aSalesOrder({ poNo }),
  'cancel-order': async () => ({ orderNo: (await aPostedOrder())['orderNo'] }),
  'post-ar-receipt': (reference) => aReceipt({ reference }),
  'reverse-ar-receipt': async () => ({ receiptNumber: (await aPostedReceipt())['receiptNumber'] }),
  'post-credit-memo': (reference) => aCreditMemo({ reference }),
  'record-deposit': async (depositNumber) => ({
    depositNumber,
    paymentNumbers: [(await aPostedReceipt())['paymentNumber']],
  }),
  'post-gl-journal': (source) => aJournal({ source }),
  'post-transaction': anyTransaction,
  'run-commands': aNote,
  'create-customer': (reference) => ({ reference, name: 'Pier Nine Plumbing' }),
  'create-vendor': (reference) => ({ reference, name: 'Bay Fittings' }),
  'create-contact': (key) => ({ addressId: 100198, email: `${key}@x.example`, firstName: 'Ada', lastName: 'Vance' }),
  'update-record': (CustomerName) => ({ type: 'customers', id: '100198', changes: { CustomerName } }),
};

const scenarios = effectConformance({
  bench: () => bench,
  faults: (change) => bench.simulator.faults.change(change),
  effectCount: () => bench.simulator.effects.length,
  // The seeded company already has one document of each kind.
  control: () => Promise.resolve(),
  cases: Object.entries(inputs).map(([action, input]) => ({
    action,
    input: () => Promise.resolve(input(next())),
    // Commands open a session first.
    preparesFirst: action === 'run-commands',
  })),
});

describe('the effect contract against the simulator', () => {
  for (const { title, check } of scenarios) {
    test(`${title}`, async () => {
      await expect(check()).resolves.toBeUndefined();
    });
  }
});

test('every effect goes through the kit', () => {
  const effects = prophet21.actions.filter(({ contract }) => contract.class !== 'R').map(({ id }) => id);

  expect(effects.filter((id) => !Object.hasOwn(inputs, id))).toEqual([]);
});

test('only an effect without a look-up leaves its doubt to a person', () => {
  const blind = prophet21.actions.filter(({ contract }) => contract.class !== 'R' && !contract.verify);

  expect(blind.map(({ id, contract }) => [id, contract.class])).toEqual([['run-commands', 'H']]);
});
