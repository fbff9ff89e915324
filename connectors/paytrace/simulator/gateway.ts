import type { SimulatorEffect, SimulatorFact, VirtualClock } from '@penstock/connector-sdk/simulator';
import type { Random } from '@penstock/kernel';
import { settlementAfter, settlementsAround } from './gateway-days';
import { applyRecord, type GatewayStore } from './gateway-store';
import type { GatewayTransaction } from './gateway-transaction';
import { runDueRecurrences } from './recurring-run';

/** One payment fact, as the simulator tells it to `onEvent` and pushes it. */
export interface GatewayEvent {
  readonly type: `payment.${GatewayEventStatus}`;
  readonly timestamp: string;
  readonly data: {
    readonly merchant: string;
    readonly transaction_id: string;
    readonly status: GatewayEventStatus;
    readonly amount: string;
    readonly invoice_id: string;
    readonly customer_id?: string;
    readonly created_at: string;
  };
}
export type GatewayEventStatus = 'approved' | 'declined' | 'refunded' | 'voided' | 'settled';

/** Where a change is written before it counts: a request (so that its answer can be lost after it) or the server. */
export interface Committer {
  commit(effect: SimulatorEffect): unknown;
  remember(fact: SimulatorFact): void;
}

/** The simulated gateway behind all routes: its memory, its clock and its dice. */
export interface Gateway {
  readonly store: GatewayStore;
  readonly clock: VirtualClock;
  readonly random: Random;
  /** Writes a transaction to the journal, then to memory, then tells about it. */
  record(committer: Committer, kind: EffectName, transaction: GatewayTransaction): void;
  remember(committer: Committer, kind: string, data: unknown): void;
  /** Settles what is pending, at once. */
  settle(committer: Committer): readonly GatewayTransaction[];
  /** Does what the gateway does by itself and is due: recurring charges and settlements, in the order of their time. */
  catchUp(committer: Committer): void;
}

export type EffectName = 'sale' | 'authorization' | 'capture' | 'void' | 'refund' | 'decline' | 'adjust';

export interface GatewayParts {
  readonly store: GatewayStore;
  readonly clock: VirtualClock;
  readonly random: Random;
  tell(event: GatewayEvent): void;
}

export function createGateway({ store, clock, random, tell }: GatewayParts): Gateway {
  const settleAll = (committer: Committer, pending: readonly GatewayTransaction[], settledAt: number) => {
    if (pending.length === 0) return [];
    const batch = store.nextBatch;
    const settled = pending.map((row): GatewayTransaction => ({ ...row, state: 'settled', settledAt, batch }));
    committer.commit({ kind: 'settlement', key: String(batch), id: String(batch), data: settled });
    applyRecord(store, { kind: 'settlement', data: settled });
    for (const row of settled) tell(eventOf(row, 'settled', settledAt));
    return settled;
  };
  const pending = () => [...store.transactions.values()].filter(({ state }) => state === 'pending');
  // Nothing is due twice between two settlement hours, and this is asked before every request: benchmarks feel it.
  let looked: { readonly key: string; readonly last: number; readonly next: number } | undefined;
  const settleDue = (committer: Committer, hasNewPast: boolean) => {
    const { autoSettle, settleHour } = store.switches;
    const now = clock.now();
    const key = `${autoSettle} ${settleHour}`;
    if (!hasNewPast && looked?.key === key && now >= looked.last && now < looked.next) return;
    const { last, next } = settlementsAround(now, settleHour);
    const evenings = new Map<number, GatewayTransaction[]>();
    for (const row of autoSettle ? pending() : []) {
      const since = row.capturedAt ?? row.createdAt;
      if (since >= last) continue;
      const evening = settlementAfter(since, settleHour);
      const rows = evenings.get(evening) ?? [];
      rows.push(row);
      evenings.set(evening, rows);
    }
    for (const [evening, rows] of [...evenings].sort(([left], [right]) => left - right)) settleAll(committer, rows, evening);
    looked = { key, last, next };
  };
  const gateway: Gateway = {
    store,
    clock,
    random,
    record(committer, kind, transaction) {
      const { id, amount, invoice, refundOf } = transaction;
      const isCharge = kind === 'sale' || kind === 'authorization' || kind === 'decline';
      committer.commit({ kind, key: isCharge ? invoice : String(refundOf ?? id), id: String(id), amount, data: transaction });
      applyRecord(store, { kind, data: transaction });
      const status = toldStatus(kind, transaction);
      if (status) tell(eventOf(transaction, status, clock.now()));
    },
    remember(committer, kind, data) {
      committer.remember({ kind, data });
      applyRecord(store, { kind, data });
    },
    settle: (committer) => settleAll(committer, pending(), clock.now()),
    catchUp(committer) {
      settleDue(committer, runDueRecurrences(gateway, committer));
    },
  };
  return gateway;
}

/** A capture or adjustment is no news of its own: the authorization was told as approved. */
function toldStatus(kind: EffectName, { state }: GatewayTransaction): GatewayEventStatus | undefined {
  if (kind === 'capture' || kind === 'adjust') return undefined;
  if (state === 'voided') return 'voided';
  if (kind === 'refund') return 'refunded';
  return state === 'declined' ? 'declined' : 'approved';
}

function eventOf(row: GatewayTransaction, status: GatewayEventStatus, now: number): GatewayEvent {
  return {
    type: `payment.${status}`,
    timestamp: new Date(now).toISOString(),
    data: {
      merchant: row.user,
      transaction_id: String(row.id),
      status,
      amount: row.amount,
      invoice_id: row.invoice,
      ...(row.customerId !== '' && { customer_id: row.customerId }),
      created_at: new Date(row.createdAt).toISOString(),
    },
  };
}
