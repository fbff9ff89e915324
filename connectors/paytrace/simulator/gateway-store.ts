import { resetFact, type JournalRecord } from '@penstock/connector-sdk/simulator';
import { accountSwitches, type AccountSwitches } from './account-switches';
import type { CheckedCard } from './card-check';
import type { GatewayTransaction } from './gateway-transaction';

export interface VaultCustomer {
  readonly id: string;
  readonly card: CheckedCard;
  readonly name: string;
  readonly email: string;
}

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
  /** One-time tokens of the hosted card fields. */
  readonly cardTokens: Map<string, CheckedCard>;
  /** Client key of the hosted card fields → when it ends. */
  readonly clientKeys: Map<string, number>;
  switches: AccountSwitches;
  nextId: number;
  nextBatch: number;
}

/** In the range of the recorded ids, so that they look like real ones. */
const firstId = 392_483_066;

export function createGatewayStore(): GatewayStore {
  return {
    transactions: new Map(),
    customers: new Map(),
    checks: new Map(),
    cardTokens: new Map(),
    clientKeys: new Map(),
    switches: accountSwitches.parse({}),
    nextId: firstId,
    nextBatch: 1,
  };
}

export function forgetEverything(store: GatewayStore): void {
  for (const map of [store.transactions, store.customers, store.checks, store.cardTokens, store.clientKeys]) map.clear();
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

const appliers: Readonly<Record<string, (store: GatewayStore, data: never) => void>> = {
  sale: putTransaction,
  authorization: putTransaction,
  capture: putTransaction,
  void: putTransaction,
  refund: putTransaction,
  decline: putTransaction,
  settlement: (store, settled: readonly GatewayTransaction[]) => settled.forEach((transaction) => putTransaction(store, transaction)),
  check: putCheck,
  customer: (store, customer: VaultCustomer) => void store.customers.set(customer.id, customer),
  'customer-deleted': (store, { id }: { id: string }) => void store.customers.delete(id),
  'card-token': (store, { token, card }: { token: string; card: CheckedCard }) => void store.cardTokens.set(token, card),
  'card-token-used': (store, { token }: { token: string }) => void store.cardTokens.delete(token),
  'client-key': (store, { key, until }: { key: string; until: number }) => void store.clientKeys.set(key, until),
  switches: (store, switches: AccountSwitches) => void (store.switches = accountSwitches.parse(switches)),
  [resetFact]: (store) => forgetEverything(store),
};
