import { z } from 'zod';
import { accountFields, checkAction, checkFields, voidCheckOf } from '../check';

const input = z.strictObject({ ...accountFields, ...checkFields });

export const checkHoldByAccount = checkAction({
  id: 'check-hold-by-account',
  title: 'Hold a check of a bank account',
  summary: 'Prepares a check of a bank account; it is collected when it is funded (ACH, API v1). Moves no money yet.',
  path: 'checks/hold/by_account',
  expects: 120,
  status: 'held',
  input,
  businessKey: ({ reference }) => `check:${reference}`,
  undo: voidCheckOf,
  undoWindow: 'Void until the check is on its way to the bank',
});
