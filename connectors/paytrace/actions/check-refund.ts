import { z } from 'zod';
import { checkAction, checkField, checkFields } from '../check';

const input = z.strictObject({ check_transaction_id: checkField, amount: checkFields.amount, reference: checkFields.reference.optional() });

export const checkRefund = checkAction({
  id: 'check-refund',
  title: 'Refund a check',
  summary: 'Pays back a check, in full or in part (ACH, API v1). Moves money.',
  path: 'checks/refund/by_transaction',
  expects: 122,
  status: 'refunded',
  input,
  businessKey: ({ check_transaction_id: id, reference, amount }) => `check-refund:${id}:${reference ?? amount}`,
  undoWindow: 'None known',
});
