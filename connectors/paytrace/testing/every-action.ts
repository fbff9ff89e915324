import { encryptedCard } from './gateway-bench';

const customer = { customer_id: '123456789' };
const charged = { amount: '19.99', invoice_id: 'INV-1' };
const token = { hpf_token: 'hpf', enc_key: 'key' };
const account = { check: { account_number: '123456', routing_number: '325070760' } };
const days = { from: '2026-05-01', to: '2026-05-02' };
const plan = { ...customer, recurrence_id: '72553' };

interface Example {
  readonly input: object;
  readonly apis: readonly ('v1' | 'v3')[];
}

const both = ['v1', 'v3'] as const;
const onlyV1 = ['v1'] as const;
const onlyV3 = ['v3'] as const;

/** One valid input per action of the connector, and the APIs that have it. */
export const everyAction: Readonly<Record<string, Example>> = {
  'sale-by-customer': { input: { ...customer, ...charged }, apis: both },
  'sale-by-protect-token': { input: { ...token, ...charged }, apis: both },
  'sale-by-encrypted-card': { input: { ...encryptedCard, ...charged }, apis: onlyV1 },
  'authorize-by-customer': { input: { ...customer, ...charged }, apis: both },
  'authorize-by-protect-token': { input: { ...token, ...charged }, apis: both },
  'authorize-by-encrypted-card': { input: { ...encryptedCard, ...charged }, apis: onlyV1 },
  capture: { input: { transaction_id: '392442990', amount: '1.00' }, apis: both },
  adjust: { input: { transaction_id: '392442990', amount: '1.00' }, apis: both },
  void: { input: { transaction_id: '392442990' }, apis: both },
  'refund-transaction': { input: { transaction_id: '392442990', amount: '1.00' }, apis: both },
  'refund-customer': { input: { ...customer, ...charged }, apis: onlyV1 },
  'settle-batch': { input: { reference: '2026-05-04' }, apis: onlyV1 },
  'get-transaction': { input: { transaction_id: '392442990' }, apis: both },
  'list-transactions': { input: days, apis: both },
  'list-batches': { input: days, apis: both },
  'get-batch': { input: {}, apis: both },
  'list-batch-transactions': { input: { batch_number: 1 }, apis: both },
  'create-customer': { input: { ...token, customer_id: 'NEW' }, apis: both },
  'create-customer-by-encrypted-card': { input: { ...encryptedCard, customer_id: 'NEW' }, apis: onlyV1 },
  'create-customer-by-transaction': { input: { transaction_id: '123456789', customer_id: 'NEW' }, apis: onlyV3 },
  'update-customer': { input: { customer_id: 'ACME', email: 'ap@example.com' }, apis: onlyV1 },
  'delete-customer': { input: customer, apis: both },
  'list-customers': { input: {}, apis: both },
  'create-recurrence': {
    input: { ...customer, amount: '24.95', frequency: 'monthly', start_date: '2026-10-01', total_count: 12, description: 'PLAN' },
    apis: both,
  },
  'update-recurrence': { input: { ...plan, amount: '30.00' }, apis: onlyV1 },
  'delete-recurrence': { input: plan, apis: both },
  'list-recurrences': { input: customer, apis: onlyV1 },
  'check-sale-by-account': { input: { ...account, amount: '1.00', reference: 'R' }, apis: onlyV1 },
  'check-sale-by-customer': { input: { ...customer, amount: '1.00', reference: 'R' }, apis: onlyV1 },
  'check-hold-by-account': { input: { ...account, amount: '1.00', reference: 'R' }, apis: onlyV1 },
  'check-hold-by-customer': { input: { ...customer, amount: '1.00', reference: 'R' }, apis: onlyV1 },
  'check-fund': { input: { check_transaction_id: '9981615' }, apis: onlyV1 },
  'check-void': { input: { check_transaction_id: '9981615' }, apis: onlyV1 },
  'check-refund': { input: { check_transaction_id: '9981615', amount: '1.00' }, apis: onlyV1 },
  'ach-payment': { input: { bank_account: { account_number: '123456', routing_number: '325070760' }, amount: '1.00', invoice_number: 'INV-1' }, apis: onlyV3 },
  'list-ach-payments': { input: days, apis: onlyV3 },
  'list-ach-deposit': { input: { ...days, deposit_id: '20200110-D9999' }, apis: onlyV3 },
  'email-ach-receipt': { input: { ach_transaction_id: 'A', to: ['ap@example.com'] }, apis: onlyV3 },
  'level-three-visa': { input: { transaction_id: '392442990', tax_amount: '1.00' }, apis: onlyV1 },
  'level-three-mastercard': { input: { transaction_id: '392442990', tax_amount: '1.00' }, apis: onlyV1 },
};

/** Settings under which every action of an API is there. */
export const settingsOf = (api: 'v1' | 'v3'): object => ({ apiVersion: api, merchantId: '246810', adjustPath: 'transactions/adjust' });

export const everyCall = Object.entries(everyAction).flatMap(([action, { input, apis }]) => apis.map((api) => ({ action, api, input })));
