import { z } from 'zod';
import { accountFields, checkAction, checkFields, voidCheckOf } from '../check';

const input = z.strictObject({ ...accountFields, ...checkFields });

export const checkSaleByAccount = checkAction({
  id: 'check-sale-by-account',
  title: 'Collect from a bank account',
  summary: 'Takes an amount from a bank account (ACH, API v1). Moves money.',
  path: 'checks/sale/by_account',
  expects: 120,
  status: 'accepted',
  input,
  businessKey: ({ reference }) => `check:${reference}`,
  undo: voidCheckOf,
  undoWindow: 'Void until the check is on its way to the bank',
});
