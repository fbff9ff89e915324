import { z } from 'zod';

/**
 * What no public source says about P21 and every installation can say about itself: service, element and field names
 * of windows such as cash receipts. Empty in a new connection; `discover-services` shows what to fill in.
 */
const elementName = z
  .string()
  .regex(/^[A-Za-z0-9_]+\.[A-Za-z0-9_]+$/, 'page and element, e.g. `TABPAGE_1.order`')
  .meta({ title: 'Element', description: 'As `GET definition` of the service names it, e.g. `TABPAGE_1.order`.' });
const fieldName = z.string().regex(/^[A-Za-z0-9_]{1,60}$/, 'a field name as in the definition');
const elementType = z.enum(['Form', 'List']);

/** Columns of `ar_payment_details` that can carry our reference, with P21's length limits. */
export const referenceColumns = { payment_desc: 60, check_number: 30 } as const;
export type ReferenceColumn = keyof typeof referenceColumns;

const receiptHeader = z.strictObject({
  element: elementName,
  type: elementType.default('Form'),
  keys: z.array(fieldName).default([]),
  fields: z.strictObject({
    customerId: fieldName,
    amount: fieldName,
    reference: fieldName.meta({ description: 'The field whose value is stored in the reference column.' }),
    paymentTypeId: fieldName,
    paymentDate: fieldName.optional(),
    dateReceived: fieldName.optional(),
    bankNo: fieldName.optional(),
    depositNumber: fieldName.optional(),
    period: fieldName.optional(),
    yearForPeriod: fieldName.optional(),
    authorizedNumber: fieldName.optional(),
  }),
});

const receiptApplication = z.strictObject({
  element: elementName,
  type: elementType.default('List'),
  keys: z.array(fieldName).default([]),
  fields: z.strictObject({
    invoiceNo: fieldName,
    amount: fieldName,
    termsAmount: fieldName.optional(),
    allowedAmount: fieldName.optional(),
  }),
});

export const arReceiptService = z.strictObject({
  service: z.string().min(1).meta({ title: 'Service', description: 'The service behind the Cash Receipts window.' }),
  header: receiptHeader,
  application: receiptApplication.optional().meta({
    title: 'Applied invoices',
    description: 'The list in which the receipt is spread over invoices.',
  }),
  referenceColumn: z.enum(['payment_desc', 'check_number']).default('payment_desc').meta({
    title: 'Reference column',
    description: 'Where the payment reference is stored in `ar_payment_details`; Penstock finds the receipt by it.',
  }),
});
export type ArReceiptService = z.infer<typeof arReceiptService>;

export const serviceMap = z.strictObject({
  arReceipt: arReceiptService.optional().meta({ title: 'AR receipts' }),
  orderUnitPriceField: fieldName.optional().meta({
    title: 'Unit price field of an order line',
    description: 'Needed only when flows set prices themselves, e.g. `unit_price`.',
  }),
});
export type ServiceMap = z.infer<typeof serviceMap>;
