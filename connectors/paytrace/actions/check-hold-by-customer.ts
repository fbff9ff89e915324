import { z } from 'zod';
import { checkAction, checkFields, voidCheckOf } from '../check';
import { customerField } from '../charge-fields';

const input = z.strictObject({ customer_id: customerField, ...checkFields });

export const checkHoldByCustomer = checkAction({
  id: 'check-hold-by-customer',
  title: 'Hold a check of a vault customer',
  summary: 'Prepares a check of a vault customer; it is collected when it is funded (ACH, API v1). Moves no money yet.',
  path: 'checks/hold/by_customer',
  expects: 120,
  status: 'held',
  input,
  businessKey: ({ reference }) => `check:${reference}`,
  undo: voidCheckOf,
  undoWindow: 'Void until the check is on its way to the bank',
});
