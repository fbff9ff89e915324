import type { FlowTrigger } from '@penstock/flow-model';

type PaymentStatus = 'approved' | 'declined' | 'refunded' | 'voided' | 'settled' | 'chargeback';

/** A payment that PayTrace reports with one of these statuses. */
export const paymentTrigger = (name: string, path: string, statuses: readonly PaymentStatus[]): Omit<FlowTrigger, 'position'> => ({
  name,
  connector: 'paytrace',
  trigger: 'payment',
  version: 1,
  slot: 'paytrace',
  path,
  settings: { merchant: 'demo-merchant', statuses: [...statuses] },
});

/** As PayTrace tells of one payment. */
export const aPayment = (status: PaymentStatus) => ({
  merchant: 'demo-merchant',
  transaction_id: '392483066',
  status,
  amount: '129.90',
  invoice_id: '3100042',
  customer_id: '100198',
  created_at: '2026-05-04T19:12:44.000Z',
  source: 'webhook',
});
