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

const serviceName = z.string().regex(/^[A-Za-z0-9_]{1,100}$/, 'a service name as P21 lists it');
const definitionDigest = z
  .string()
  .regex(/^[0-9a-f]{16}$/, 'as "Set up a service" shows it')
  .optional()
  .meta({
    title: 'Digest of the definition',
    description: 'What the service looked like when it was set up; "Check the service map" tells when it changed.',
  });

export const arReceiptService = z.strictObject({
  service: serviceName.meta({ title: 'Service', description: 'The service behind the Cash Receipts window.' }),
  definitionDigest,
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

/** Columns of `invoice_hdr` that can carry our reference to a credit memo: P21 says "no validation" of them. */
export const memoReferenceColumns = ['external_reference_no', 'external_claim_id'] as const;
export const MEMO_REFERENCE_LENGTH = 255;

export const creditMemoService = z.strictObject({
  service: serviceName.meta({ title: 'Service', description: 'The service behind the AR Credit/Debit Memo window.' }),
  definitionDigest,
  header: z.strictObject({
    element: elementName,
    type: elementType.default('Form'),
    keys: z.array(fieldName).default([]),
    fields: z.strictObject({
      customerId: fieldName,
      amount: fieldName,
      reference: fieldName.meta({ description: 'The field whose value is stored in the reference column.' }),
      invoiceNo: fieldName.optional().meta({ description: 'The invoice that the memo refers to.' }),
      accountNumber: fieldName.optional(),
      reason: fieldName.optional(),
      description: fieldName.optional(),
      memoDate: fieldName.optional(),
      period: fieldName.optional(),
      yearForPeriod: fieldName.optional(),
      memoType: fieldName.optional().meta({ description: 'Where one window enters credit and debit memos.' }),
    }),
  }),
  memoTypeValue: z.string().min(1).max(60).optional().meta({
    title: 'Value for a credit memo',
    description: 'What is chosen in the memo type field, as the window displays it.',
  }),
  typedSign: z.enum(['positive', 'negative']).default('positive').meta({
    title: 'Sign of the amount as typed',
    description:
      'Whether the window wants a credit as 25.00 or as -25.00. Not public: look at one memo in the test company.',
  }),
  referenceColumn: z.enum(memoReferenceColumns).default('external_reference_no').meta({
    title: 'Reference column',
    description: 'Where the reference is stored in `invoice_hdr`; Penstock finds the memo by it.',
  }),
  adjustmentType: z.string().length(1).default('C').meta({
    title: 'Adjustment type of credit memos',
    description: '`invoice_adjustment_type` by which the ledger tells memos from invoices.',
  }),
});
export type CreditMemoService = z.infer<typeof creditMemoService>;

export const depositService = z.strictObject({
  service: serviceName.meta({ title: 'Service', description: 'The service behind the bank deposit window.' }),
  definitionDigest,
  header: z.strictObject({
    element: elementName,
    type: elementType.default('Form'),
    keys: z.array(fieldName).default([]),
    fields: z.strictObject({
      depositNumber: fieldName,
      bankNo: fieldName.optional(),
      depositDate: fieldName.optional(),
      amount: fieldName.optional(),
    }),
  }),
  payments: z.strictObject({
    element: elementName,
    type: elementType.default('List'),
    keys: z.array(fieldName).default([]),
    fields: z.strictObject({ paymentNumber: fieldName }),
  }),
});
export type DepositService = z.infer<typeof depositService>;

export const reversalService = z.strictObject({
  service: serviceName.default('ReverseARPayment').meta({ title: 'Service', description: 'Reached by commands only.' }),
  definitionDigest,
  header: z.strictObject({
    element: elementName,
    type: elementType.default('Form'),
    keys: z.array(fieldName).default([]),
    fields: z.strictObject({
      receiptNumber: fieldName.optional(),
      paymentNumber: fieldName.optional(),
      reversalDate: fieldName.optional(),
      period: fieldName.optional(),
      yearForPeriod: fieldName.optional(),
    }),
  }),
  tool: z
    .string()
    .regex(/^[A-Za-z0-9_]{1,60}$/)
    .optional()
    .meta({ title: 'Button before saving', description: 'E.g. one that loads the payment or marks it for reversal.' }),
});
export type ReversalService = z.infer<typeof reversalService>;

export const serviceMap = z.strictObject({
  arReceipt: arReceiptService.optional().meta({ title: 'AR receipts' }),
  creditMemo: creditMemoService.optional().meta({ title: 'Credit memos' }),
  deposit: depositService.optional().meta({ title: 'Deposits' }),
  reversal: reversalService.optional().meta({ title: 'Reversals of receipts' }),
  orderUnitPriceField: fieldName.optional().meta({
    title: 'Unit price field of an order line',
    description: 'Needed only when flows set prices themselves, e.g. `unit_price`.',
  }),
});
export type ServiceMap = z.infer<typeof serviceMap>;
