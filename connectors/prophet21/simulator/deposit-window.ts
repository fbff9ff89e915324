import { Decimal } from '@penstock/kernel';
import { serverTime, type Company } from './company';
import { required, within } from './edit-values';
import { firstRow, type Saved } from './order-window';
import type { ChangeSet, Row } from './table-store';
import { collapsed, WindowRefusal, type WindowElement } from './transaction-set';

/** Saves the placeholder of the bank deposit window: P21 keeps a deposit as the number its payments share. @throws WindowRefusal */
export function saveDeposit({ store, clock }: Company, elements: readonly WindowElement[]): Saved {
  const header = firstRow(elements, 'TP_DEPOSIT.deposit') ?? new Map<string, string>();
  const depositNumber = within(required(header.get('deposit_number'), 'deposit_number'), 'deposit_number', 40) ?? '';
  const bankNo = header.get('bank_no') ?? '1';
  if (!store.table('bank_accounts').find('bank_no', Number(bankNo))[0])
    throw new WindowRefusal(`Bank number not found: ${bankNo}`);
  const payments = elements
    .filter(({ name }) => name === 'TP_PAYMENTS.payments')
    .flatMap((element) => collapsed(element, ['payment_number']))
    .map((edits) => paymentOf(store, required(edits.get('payment_number'), 'payment_number')));
  if (payments.length === 0) throw new WindowRefusal('A deposit needs at least one payment.');

  const patch = { deposit_number: depositNumber, date_last_modified: serverTime(clock) };
  const changes: ChangeSet = {
    insert: [],
    update: payments.map(
      (row) => ['ar_payment_details', ['payment_number', row['payment_number'] ?? null], patch] as const,
    ),
  };
  const total = payments.reduce((sum, row) => sum.plus(row['payment_amount'] as Decimal), Decimal.zero);
  const amount = total.round(2, 'half-up').toString();
  return {
    changes,
    effect: { kind: 'deposit', key: depositNumber, id: depositNumber, amount, data: changes },
    results: [{ name: 'TP_DEPOSIT.deposit', edits: { deposit_number: depositNumber } }],
  };
}

function paymentOf(store: Company['store'], paymentNumber: string): Row {
  const payment = store.table('ar_payment_details').find('payment_number', Number(paymentNumber))[0];
  if (payment) return payment;
  throw new WindowRefusal(`Payment number not found: ${paymentNumber}`);
}
