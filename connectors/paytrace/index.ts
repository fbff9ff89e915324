import { defineConnector } from '@penstock/connector-sdk';
import { authorizeByCustomer } from './actions/authorize-by-customer';
import { authorizeByProtectToken } from './actions/authorize-by-protect-token';
import { capture } from './actions/capture';
import { getTransaction } from './actions/get-transaction';
import { listTransactions } from './actions/list-transactions';
import { refundTransaction } from './actions/refund-transaction';
import { saleByCustomer } from './actions/sale-by-customer';
import { saleByProtectToken } from './actions/sale-by-protect-token';
import { voidTransaction } from './actions/void';
import { connection } from './connection';
import { payment } from './triggers/payment';

export const paytrace = defineConnector({
  id: 'paytrace',
  title: 'PayTrace',
  summary: 'Card payments: charge, authorize, capture, void, refund, and hear of payments.',
  category: 'payments',
  // A card with a drop of ink for its chip.
  mark: 'M3 5h18a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zm1 2v1h16V7zm0 4v6h16v-6zm3 1.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3z',
  apiRevision: 'v1',
  connection,
  actions: [
    saleByCustomer,
    saleByProtectToken,
    authorizeByCustomer,
    authorizeByProtectToken,
    capture,
    voidTransaction,
    refundTransaction,
    getTransaction,
    listTransactions,
  ],
  triggers: [payment],
});
