import type { ServiceMap } from '../service-map';
import { API_USER, demoCompanyId } from './company';

/** What the demo's connection is filled with. A real installation's service map comes from "Discover services". */
export const demoCredentials = { username: API_USER, password: 'hollander-demo' } as const;

/** `SimCashReceipts` and its fields exist in the simulator only: the real names are different on every source we know. */
export const demoServiceMap: ServiceMap = {
  arReceipt: {
    service: 'SimCashReceipts',
    header: {
      element: 'TP_RECEIPT.receipt',
      type: 'Form',
      keys: [],
      fields: {
        customerId: 'customer_id',
        paymentTypeId: 'payment_type_id',
        amount: 'payment_amount',
        reference: 'payment_desc',
        paymentDate: 'payment_date',
        dateReceived: 'date_received',
        bankNo: 'bank_no',
        depositNumber: 'deposit_number',
        period: 'period',
        yearForPeriod: 'year_for_period',
        authorizedNumber: 'cc_authorized_number',
      },
    },
    application: {
      element: 'TP_APPLY.invoices',
      type: 'List',
      keys: ['invoice_no'],
      fields: {
        invoiceNo: 'invoice_no',
        amount: 'payment_amount',
        termsAmount: 'terms_amount',
        allowedAmount: 'allowed_amount',
      },
    },
    referenceColumn: 'payment_desc',
  },
  creditMemo: {
    service: 'SimArMemos',
    header: {
      element: 'TP_MEMO.memo',
      type: 'Form',
      keys: [],
      fields: {
        customerId: 'customer_id',
        amount: 'amount',
        reference: 'external_reference_no',
        invoiceNo: 'invoice_reference_no',
        accountNumber: 'account_no',
        reason: 'reason_id',
        description: 'memo_desc',
        memoDate: 'memo_date',
        period: 'period',
        yearForPeriod: 'year_for_period',
      },
    },
    typedSign: 'positive',
    referenceColumn: 'external_reference_no',
    adjustmentType: 'C',
  },
  deposit: {
    service: 'SimBankDeposits',
    header: {
      element: 'TP_DEPOSIT.deposit',
      type: 'Form',
      keys: [],
      fields: {
        depositNumber: 'deposit_number',
        bankNo: 'bank_no',
        depositDate: 'deposit_date',
        amount: 'deposit_amount',
      },
    },
    payments: {
      element: 'TP_PAYMENTS.payments',
      type: 'List',
      keys: ['payment_number'],
      fields: { paymentNumber: 'payment_number' },
    },
  },
  reversal: {
    service: 'ReverseARPayment',
    header: {
      element: 'SIM_REVERSAL.sim_reversal',
      type: 'Form',
      keys: [],
      fields: {
        receiptNumber: 'receipt_no',
        paymentNumber: 'payment_no',
        reversalDate: 'date_reversed',
        period: 'period',
        yearForPeriod: 'year_for_period',
      },
    },
  },
  orderUnitPriceField: 'unit_price',
};

/** Settings of a connection to this simulator. @param baseUrl e.g. `http://127.0.0.1:4020` */
export const demoConnectionSettings = (baseUrl: string) => ({
  baseUrl,
  username: demoCredentials.username,
  companyId: demoCompanyId,
  uiServerUrl: `${baseUrl}/uiserver0`,
  defaultLocationId: '100',
  taker: API_USER,
  timezone: 'America/New_York',
  readBack: 'always' as const,
  serviceMap: demoServiceMap,
});
