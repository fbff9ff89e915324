import type { Company } from './company';
import { saveDeposit } from './deposit-window';
import { saveMemo } from './memo-window';
import { saveOrder, type Saved } from './order-window';
import { saveReceipt } from './receipt-window';
import { saveReversal } from './reversal-window';
import type { WindowElement } from './transaction-set';

export type SaveWindow = (company: Company, elements: readonly WindowElement[]) => Saved;

/** Windows that `POST transaction` saves. */
export const transactionSaves: Readonly<Record<string, SaveWindow>> = {
  Order: saveOrder,
  SimCashReceipts: saveReceipt,
  SimArMemos: saveMemo,
  SimBankDeposits: saveDeposit,
};

/** Windows that only `POST commands` reaches. */
export const commandSaves: Readonly<Record<string, SaveWindow>> = {
  ReverseARPayment: saveReversal,
  ItemNotepad: saveItemNote,
};

/** A note is text about an item: nothing of it is in the simulated tables. */
function saveItemNote(_company: Company, elements: readonly WindowElement[]): Saved {
  const edits = elements.flatMap(({ rows }) => rows)[0] ?? new Map<string, string>();
  const changes = { insert: [], update: [] };
  return {
    changes,
    effect: {
      kind: 'item-note',
      key: edits.get('topic') ?? '',
      id: edits.get('inv_mast_item_id') ?? '',
      data: changes,
    },
    results: [],
  };
}
