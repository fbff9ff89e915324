import type { JsonObject } from '@penstock/kernel';
import type { CheckedCard } from './card-check';

/** A profile of the vault. Without a card it is "incomplete" for card charges. */
export interface VaultCustomer {
  /** The merchant's own text; `customer_label` in API v3. */
  readonly id: string;
  /** What API v3 calls `customer_id`. */
  readonly number: number;
  readonly card: CheckedCard | null;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly fax: string;
  readonly billing: JsonObject;
  readonly shipping: JsonObject;
  readonly account: BankAccount | null;
  readonly discretionary: JsonObject;
  readonly user: string;
  /** Milliseconds since the epoch on the simulator's clock. */
  readonly createdAt: number;
}

export interface BankAccount {
  readonly account_number: string;
  readonly routing_number: string;
}

export const emptyCustomer: Omit<VaultCustomer, 'id'> = {
  number: 0,
  card: null,
  name: '',
  email: '',
  phone: '',
  fax: '',
  billing: {},
  shipping: {},
  account: null,
  discretionary: {},
  user: '',
  createdAt: 0,
};
