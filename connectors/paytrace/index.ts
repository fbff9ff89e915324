import { defineConnector } from '@penstock/connector-sdk';
import { achPayment } from './actions/ach-payment';
import { adjust } from './actions/adjust';
import { authorizeByCustomer } from './actions/authorize-by-customer';
import { authorizeByEncryptedCard } from './actions/authorize-by-encrypted-card';
import { authorizeByProtectToken } from './actions/authorize-by-protect-token';
import { capture } from './actions/capture';
import { checkFund } from './actions/check-fund';
import { checkHoldByAccount } from './actions/check-hold-by-account';
import { checkHoldByCustomer } from './actions/check-hold-by-customer';
import { checkRefund } from './actions/check-refund';
import { checkSaleByAccount } from './actions/check-sale-by-account';
import { checkSaleByCustomer } from './actions/check-sale-by-customer';
import { checkVoid } from './actions/check-void';
import { createCustomer } from './actions/create-customer';
import { createCustomerByTransaction } from './actions/create-customer-by-transaction';
import { createCustomerByEncryptedCard } from './actions/create-customer-by-encrypted-card';
import { createRecurrence } from './actions/create-recurrence';
import { deleteCustomer } from './actions/delete-customer';
import { deleteRecurrence } from './actions/delete-recurrence';
import { emailAchReceipt } from './actions/email-ach-receipt';
import { getBatch } from './actions/get-batch';
import { getTransaction } from './actions/get-transaction';
import { levelThreeMastercard } from './actions/level-three-mastercard';
import { levelThreeVisa } from './actions/level-three-visa';
import { listAchDeposit } from './actions/list-ach-deposit';
import { listAchPaymentsAction } from './actions/list-ach-payments';
import { listBatchTransactions } from './actions/list-batch-transactions';
import { listBatches } from './actions/list-batches';
import { listCustomers } from './actions/list-customers';
import { listRecurrences } from './actions/list-recurrences';
import { listTransactions } from './actions/list-transactions';
import { refundCustomer } from './actions/refund-customer';
import { refundTransaction } from './actions/refund-transaction';
import { saleByCustomer } from './actions/sale-by-customer';
import { saleByEncryptedCard } from './actions/sale-by-encrypted-card';
import { saleByProtectToken } from './actions/sale-by-protect-token';
import { settleBatch } from './actions/settle-batch';
import { updateCustomer } from './actions/update-customer';
import { updateRecurrence } from './actions/update-recurrence';
import { voidTransaction } from './actions/void';
import { connection } from './connection';
import { errorCatalogue } from './error-catalogue';
import { batchClosed } from './triggers/batch-closed';
import { payment } from './triggers/payment';
import { optionSources } from './vault-options';

export const paytrace = defineConnector({
  id: 'paytrace',
  title: 'PayTrace',
  summary: 'Card and bank payments: charge, authorize, capture, void, refund, keep cards, charge again, and hear of payments.',
  category: 'payments',
  // A card with a drop of ink for its chip.
  mark: 'M3 5h18a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zm1 2v1h16V7zm0 4v6h16v-6zm3 1.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3z',
  apiRevision: 'v1, v3',
  connection,
  actions: [
    saleByCustomer,
    saleByProtectToken,
    saleByEncryptedCard,
    authorizeByCustomer,
    authorizeByProtectToken,
    authorizeByEncryptedCard,
    capture,
    adjust,
    voidTransaction,
    refundTransaction,
    refundCustomer,
    settleBatch,
    getTransaction,
    listTransactions,
    listBatches,
    getBatch,
    listBatchTransactions,
    createCustomer,
    createCustomerByEncryptedCard,
    createCustomerByTransaction,
    updateCustomer,
    deleteCustomer,
    listCustomers,
    createRecurrence,
    updateRecurrence,
    deleteRecurrence,
    listRecurrences,
    checkSaleByAccount,
    checkSaleByCustomer,
    checkHoldByAccount,
    checkHoldByCustomer,
    checkFund,
    checkVoid,
    checkRefund,
    achPayment,
    listAchPaymentsAction,
    listAchDeposit,
    emailAchReceipt,
    levelThreeVisa,
    levelThreeMastercard,
  ],
  triggers: [payment, batchClosed],
  optionSources,
  errors: errorCatalogue,
});
