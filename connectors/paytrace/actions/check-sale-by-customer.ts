import { z } from 'zod';
import { checkAction, checkFields, voidCheckOf } from '../check';
import { customerField } from '../charge-fields';

const input = z.strictObject({ customer_id: customerField, ...checkFields });

export const checkSaleByCustomer = checkAction({
  id: 'check-sale-by-customer',
  title: 'Collect from the account of a vault customer',
  summary: 'Takes an amount from the bank account kept in the vault (ACH, API v1). Moves money.',
  path: 'checks/sale/by_customer',
  expects: 120,
  status: 'accepted',
  input,
  businessKey: ({ reference }) => `check:${reference}`,
  undo: voidCheckOf,
  undoWindow: 'Void until the check is on its way to the bank',
});
