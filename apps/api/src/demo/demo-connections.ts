import type { CreateConnectionRequest } from '@penstock/contracts';
import type { ApiConfig } from '../platform/config/api-config';

/** Distances of the simulators' ports from the API's. */
const PAYTRACE = 10;
const PROPHET21 = 20;

/**
 * Connections of the demo company to the simulators. The Prophet 21 service map names the simulator's
 * placeholder window for cash receipts; a real installation's is found with "Discover services".
 */
export function demoConnections({ port, simulatorHost }: Pick<ApiConfig, 'port' | 'simulatorHost'>): readonly CreateConnectionRequest[] {
  const at = (distance: number): string => `http://${simulatorHost}:${port + distance}`;
  return [
    {
      name: 'PayTrace (simulator)',
      connector: 'paytrace',
      environment: 'sandbox',
      slot: 'paytrace',
      settings: { baseUrl: at(PAYTRACE), username: 'demo-merchant', integratorId: 'penstockdemo' },
      secrets: { password: 'demo-password' },
    },
    {
      name: 'Prophet 21 (simulator)',
      connector: 'prophet21',
      environment: 'sandbox',
      slot: 'erp',
      settings: {
        baseUrl: at(PROPHET21),
        username: 'penstock',
        companyId: 'HSC',
        uiServerUrl: `${at(PROPHET21)}/uiserver0`,
        defaultLocationId: '100',
        taker: 'penstock',
        timezone: 'America/New_York',
        readBack: 'always',
        serviceMap: simulatedReceipts,
      },
      secrets: { password: 'hollander-demo' },
    },
  ];
}

const simulatedReceipts = {
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
      fields: { invoiceNo: 'invoice_no', amount: 'payment_amount', termsAmount: 'terms_amount', allowedAmount: 'allowed_amount' },
    },
    referenceColumn: 'payment_desc',
  },
  orderUnitPriceField: 'unit_price',
};
