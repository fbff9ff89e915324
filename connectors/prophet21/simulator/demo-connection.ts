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
