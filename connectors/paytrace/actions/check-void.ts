import { z } from 'zod';
import { checkAction, checkField } from '../check';

const input = z.strictObject({ check_transaction_id: checkField });

export const checkVoid = checkAction({
  id: 'check-void',
  title: 'Void a check',
  summary: 'Takes back a check that is not on its way to the bank (ACH, API v1). Moves money.',
  path: 'checks/manage/void',
  expects: 124,
  status: 'voided',
  input,
  businessKey: ({ check_transaction_id: id }) => `check-void:${id}`,
  undoWindow: 'None',
});
