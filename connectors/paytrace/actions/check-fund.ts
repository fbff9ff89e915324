import { z } from 'zod';
import { checkAction, checkField, checkFields, voidCheckOf } from '../check';

const input = z.strictObject({ check_transaction_id: checkField, amount: checkFields.amount.optional() });

export const checkFund = checkAction({
  id: 'check-fund',
  title: 'Fund a held check',
  summary: 'Collects a check that was held (ACH, API v1). Moves money.',
  path: 'checks/manage/fund',
  expects: 124,
  status: 'funded',
  input,
  businessKey: ({ check_transaction_id: id }) => `check-fund:${id}`,
  undo: voidCheckOf,
  undoWindow: 'Void until the check is on its way to the bank',
});
