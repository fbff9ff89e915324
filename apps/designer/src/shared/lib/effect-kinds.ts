import type { Effect } from '@penstock/contracts';

/** What kinds of writes to the outside are called, many of them together. */
export const effectKinds: Readonly<Record<Effect['kind'], string>> = {
  money: 'payments',
  ledger: 'postings',
  'master-data': 'master data',
  message: 'messages',
};
