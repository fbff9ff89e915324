import { constant, copy, each, mapping, pipe } from '../../../demo/flows/rules';
import { buildTemplate, start, type FlowTemplateSource } from './build-template';
import { cents } from './journal-rules';

const firstOpen = 'steps.invoice.invoices[0]';

export const invoiceVaultCharge: FlowTemplateSource = {
  id: 'invoice-vault-charge',
  category: 'payments',
  summary: 'An open Prophet 21 invoice is charged to the card its customer keeps in the PayTrace vault, and the receipt is posted.',
  adapt: [
    'Which invoices may be charged without asking (step “Open and agreed?”).',
    'That vault profiles carry the Prophet 21 customer number as their id.',
  ],
  sample: { table: 'invoice_hdr', key: '3100042', modifiedAt: '2026-09-12T10:31:07.213', record: { invoice_no: '3100042', customer_id: '100198', company_no: 'HSC' } },
  document: buildTemplate({
    name: 'P21 invoice → vault charge',
    description: 'Charges open invoices to the customer’s stored card and posts the receipt back.',
    note: 'Invoices are charged once: the invoice number is the business key of the charge.\n\nBefore going live, limit “Open and agreed?” to customers who signed for automatic payment.',
    trigger: {
      name: 'Invoice changed in Prophet 21',
      connector: 'prophet21',
      trigger: 'invoice-changed',
      version: 1,
      slot: 'erp',
      settings: {},
    },
    steps: [
      {
        kind: 'action',
        id: 'invoice',
        name: 'Read what is still open',
        connector: 'prophet21',
        action: 'find-invoice',
        version: 1,
        slot: 'erp',
        input: mapping([copy('invoiceNo', 'trigger.key'), constant('openOnly', true)]),
      },
      {
        kind: 'if',
        id: 'is-due',
        name: 'Open and agreed?',
        condition: {
          all: [
            { left: 'steps.invoice.found', op: 'equals', value: true },
            { left: `${firstOpen}.remaining`, op: 'greater-than', value: 0 },
          ],
        },
      },
      {
        kind: 'action',
        id: 'charge',
        name: 'Charge the stored card',
        connector: 'paytrace',
        action: 'sale-by-customer',
        version: 1,
        slot: 'paytrace',
        input: mapping([
          copy('customer_id', `${firstOpen}.customerId`),
          pipe('amount', [`${firstOpen}.remaining`], cents),
          copy('invoice_id', `${firstOpen}.invoiceNo`),
        ]),
      },
      {
        kind: 'action',
        id: 'receipt',
        name: 'Post the AR receipt',
        connector: 'prophet21',
        action: 'post-ar-receipt',
        version: 1,
        slot: 'erp',
        input: mapping([
          copy('reference', 'steps.charge.transaction_id'),
          copy('customerId', `${firstOpen}.customerId`),
          copy('amount', 'steps.charge.amount'),
          constant('paymentTypeId', '4'),
          copy('authorizedNumber', 'steps.charge.approval_code'),
          each('applications', 'steps.invoice.invoices', 'invoice', [
            copy('invoiceNo', 'invoice.invoiceNo'),
            pipe('amount', ['invoice.remaining'], cents),
          ]),
        ]),
      },
    ],
    lines: [
      [start, 'invoice'],
      ['invoice', 'is-due'],
      ['is-due', 'charge', 'yes'],
      ['charge', 'receipt'],
    ],
  }),
};
