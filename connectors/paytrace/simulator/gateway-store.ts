import { resetFact, type JournalRecord } from '@penstock/connector-sdk/simulator';
import type { AchPayment } from './ach-payment';
import { accountSwitches, type AccountSwitches } from './account-switches';
import type { CheckedCard } from './card-check';
import { emptyCustomer, type VaultCustomer } from './customer';
import type { GatewayTransaction } from './gateway-transaction';
import type { Recurrence } from './recurrence';

export interface BankCheck {
  readonly id: number;
  readonly amount: string;
  readonly state: 'held' | 'pending' | 'voided' | 'refunded';
}

/** Everything the simulated gateway remembers. Filled by requests, and by the journal after a restart. */
export interface GatewayStore {
  readonly transactions: Map<number, GatewayTransaction>;
  readonly customers: Map<string, VaultCustomer>;
  readonly checks: Map<number, BankCheck>;
  readonly recurrences: Map<number, Recurrence>;
  /** ACH payments of API v3, by their UUID. */
  readonly achPayments: Map<string, AchPayment>;
  /** One-time tokens of the hosted card fields. */
  readonly cardTokens: Map<string, CheckedCard>;
  /** Client key of the hosted card fields → when it ends. */
  readonly clientKeys: Map<string, number>;
  switches: AccountSwitches;
  nextId: number;
  /** Customers are numbered in API v3. */
  nextCustomer: number;
  nextBatch: number;
}

/** In the range of the recorded ids, so that they look like real ones. */
const firstId = 392_483_066;
const firstCustomer = 123_456_789;

export function createGatewayStore(): GatewayStore {
  return {
    transactions: new Map(),
    customers: new Map(),
    checks: new Map(),
    recurrences: new Map(),
    achPayments: new Map(),
    cardTokens: new Map(),
    clientKeys: new Map(),
    switches: accountSwitches.parse({}),
    nextId: firstId,
    nextCustomer: firstCustomer,
    nextBatch: 1,
  };
}

export function forgetEverything(store: GatewayStore): void {
  const { transactions, customers, checks, recurrences, achPayments, cardTokens, clientKeys } = store;
  for (const map of [transactions, customers, checks, recurrences, achPayments, cardTokens, clientKeys]) map.clear();
  store.switches = accountSwitches.parse({});
  // Ids go on counting: what was forgotten here may still be remembered by a platform.
  store.nextBatch = 1;
}

/** Applies one journal line: the single place that changes what is remembered, at run time and after a restart. */
export function applyRecord(store: GatewayStore, { kind, data }: Pick<JournalRecord, 'kind' | 'data'>): void {
  const apply = appliers[kind];
  apply?.(store, data as never);
}

const putTransaction = (store: GatewayStore, transaction: GatewayTransaction): void => {
  store.transactions.set(transaction.id, transaction);
  store.nextId = Math.max(store.nextId, transaction.id + 1);
  store.nextBatch = Math.max(store.nextBatch, (transaction.batch ?? 0) + 1);
};

const putCheck = (store: GatewayStore, check: BankCheck): void => {
  store.checks.set(check.id, check);
  store.nextId = Math.max(store.nextId, check.id + 1);
};

/** Journals of older releases know fewer members. */
const putCustomer = (store: GatewayStore, customer: Pick<VaultCustomer, 'id'>): void => {
  const complete = { ...emptyCustomer, number: store.nextCustomer, ...customer };
  store.customers.set(customer.id, complete);
  store.nextCustomer = Math.max(store.nextCustomer, complete.number + 1);
};

const putRecurrence = (store: GatewayStore, recurrence: Recurrence): void => {
  store.recurrences.set(recurrence.id, recurrence);
  store.nextId = Math.max(store.nextId, recurrence.id + 1);
};

const appliers: Readonly<Record<string, (store: GatewayStore, data: never) => void>> = {
  sale: putTransaction,
  authorization: putTransaction,
  capture: putTransaction,
  void: putTransaction,
  refund: putTransaction,
  decline: putTransaction,
  adjust: putTransaction,
  settlement: (store, settled: readonly GatewayTransaction[]) => settled.forEach((transaction) => putTransaction(store, transaction)),
  check: putCheck,
  customer: putCustomer,
  'customer-deleted': (store, { id }: { id: string }) => void store.customers.delete(id),
  recurrence: putRecurrence,
  ach: (store, payment: AchPayment) => void store.achPayments.set(payment.id, payment),
  'recurrence-deleted': (store, { id }: { id: number }) => void store.recurrences.delete(id),
  'card-token': (store, { token, card }: { token: string; card: CheckedCard }) => void store.cardTokens.set(token, card),
  'card-token-used': (store, { token }: { token: string }) => void store.cardTokens.delete(token),
  'client-key': (store, { key, until }: { key: string; until: number }) => void store.clientKeys.set(key, until),
  switches: (store, switches: AccountSwitches) => void (store.switches = accountSwitches.parse(switches)),
  [resetFact]: (store) => forgetEverything(store),
};
