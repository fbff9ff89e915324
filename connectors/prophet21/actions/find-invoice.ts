import { defineAction } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { amountOf, idOf, textOf } from '../answer';
import { text } from '../fields';
import { equals, readRows, textLiteral, type Condition } from '../odata';
import type { Prophet21Settings } from '../settings';

const invoiceInput = z
  .strictObject({
    invoiceNo: text(10).optional().meta({ title: 'Invoice number', options: 'open-invoices' }),
    orderNo: text(8).optional().meta({ title: 'Order number', options: 'orders' }),
    customerId: text(12).optional().meta({ title: 'Customer ID', options: 'customers' }),
    openOnly: z.boolean().default(true).meta({ title: 'Open invoices only' }),
    limit: z.int().min(1).max(5000).default(100).meta({ title: 'At most' }),
  })
  .refine(({ invoiceNo, orderNo, customerId }) => invoiceNo ?? orderNo ?? customerId, {
    message: 'Give an invoice number, an order number or a customer.',
  });

const invoice = z.object({
  invoiceNo: z.string().meta({ title: 'Invoice number' }),
  customerId: z.string(),
  orderNo: z.string(),
  poNo: z.string(),
  invoiceDate: z.string(),
  dueDate: z.string().meta({ title: 'Due date' }),
  total: z.string(),
  remaining: z.string().meta({ title: 'Still open' }),
  paidInFull: z.boolean(),
});
const invoiceOutput = z.object({
  found: z.boolean(),
  count: z.number(),
  invoices: z.array(invoice),
});
type InvoiceInput = z.infer<typeof invoiceInput>;
type Invoice = z.infer<typeof invoice>;
type InvoiceOutput = z.infer<typeof invoiceOutput>;

export const findInvoice = defineAction<Prophet21Settings, InvoiceInput, InvoiceOutput>({
  id: 'find-invoice',
  version: 1,
  title: 'Find invoices',
  summary: 'Reads invoices with what is still open on them.',
  contract: { class: 'R' },
  input: invoiceInput,
  output: invoiceOutput,
  sample: {
    found: true,
    count: 1,
    invoices: [
      {
        invoiceNo: '3100042',
        customerId: '100198',
        orderNo: '1013001',
        poNo: 'PO-7781',
        invoiceDate: '2026-08-20',
        dueDate: '2026-09-19',
        total: '1240.5000',
        remaining: '1240.5000',
        paidInFull: false,
      },
    ],
  },
  async run(context, input) {
    const where = invoiceConditions(input, context.settings.companyId);
    const rows = await readRows(
      context,
      { table: 'invoice_hdr', select: columns, where, orderBy: ['invoice_no'] },
      input.limit,
    );
    const invoices = rows.map(invoiceFromRow);
    return { found: invoices.length > 0, count: invoices.length, invoices };
  },
});

const columns = [
  'invoice_no',
  'customer_id',
  'order_no',
  'po_no',
  'invoice_date',
  'net_due_date',
  'total_amount',
  'amount_paid',
  'terms_taken',
  'allowed',
  'paid_in_full_flag',
];

/** Here the customer is text and the company is `company_no`, unlike on `customer`. */
export function invoiceConditions(input: InvoiceInput, companyId: string): readonly Condition[] {
  const { invoiceNo, orderNo, customerId, openOnly } = input;
  return [
    equals('company_no', textLiteral(companyId)),
    ...(invoiceNo === undefined ? [] : [equals('invoice_no', textLiteral(invoiceNo))]),
    ...(orderNo === undefined ? [] : [equals('order_no', textLiteral(orderNo))]),
    ...(customerId === undefined ? [] : [equals('customer_id', textLiteral(customerId))]),
    // Comparing total and paid is impossible: the right side of a comparison must be a literal.
    ...(openOnly ? [equals('paid_in_full_flag', textLiteral('N'))] : []),
  ];
}

export function invoiceFromRow(row: JsonObject): Invoice {
  const total = amountOf(row['total_amount']);
  const settled = amountOf(row['amount_paid']).plus(amountOf(row['terms_taken'])).plus(amountOf(row['allowed']));
  return {
    invoiceNo: idOf(row['invoice_no']),
    customerId: idOf(row['customer_id']),
    orderNo: idOf(row['order_no']),
    poNo: textOf(row['po_no']).trim(),
    invoiceDate: textOf(row['invoice_date']).slice(0, 10),
    dueDate: textOf(row['net_due_date']).slice(0, 10),
    total: total.toString(),
    remaining: total.minus(settled).toString(),
    paidInFull: textOf(row['paid_in_full_flag']) === 'Y',
  };
}
