import { constant, copy, mapping, pipe } from '../../../demo/flows/rules';
import { buildTemplate, start, type FlowTemplateSource } from './build-template';
import { cents } from './journal-rules';

const item = 'loop.each-due.item';

export const subscriptionRenewal: FlowTemplateSource = {
  id: 'subscription-renewal',
  category: 'payments',
  summary: 'Every morning the open invoices of a subscriber are charged to the stored card and receipted, one after the other.',
  adapt: [
    'The hour and the time zone (trigger).',
    'Whose invoices are due: a customer, or a list your billing keeps (step “Read what is due”).',
    'What a declined card leads to: by default the others go on and the declined one is listed.',
  ],
  sample: { scheduledAt: '2026-05-04T10:00:00.412Z', nominalTime: '2026-05-04T10:00:00.000Z', localTime: '2026-05-04T06:00:00-04:00', timeZone: 'America/New_York', payload: { customerId: '100198' } },
  document: buildTemplate({
    name: 'Subscription renewal',
    description: 'Charges what is due each day and posts the receipts.',
    note: 'The invoice number is the business key of each charge: a second run on the same day charges nobody twice.',
    trigger: {
      name: 'Every morning at six',
      connector: 'schedule',
      trigger: 'schedule',
      version: 1,
      settings: { cron: '0 6 * * *', timeZone: 'America/New_York', missed: 'once', overlap: 'queue', payload: { customerId: '100198' } },
    },
    steps: [
      {
        kind: 'action',
        id: 'due',
        name: 'Read what is due',
        connector: 'prophet21',
        action: 'find-invoice',
        version: 1,
        slot: 'erp',
        input: mapping([copy('customerId', 'trigger.payload.customerId'), constant('openOnly', true)]),
      },
      { kind: 'for-each', id: 'each-due', name: 'For each open invoice', items: 'steps.due.invoices', concurrency: 1, onItemError: 'continue' },
      {
        kind: 'action',
        id: 'charge',
        name: 'Charge the stored card',
        parent: 'each-due',
        connector: 'paytrace',
        action: 'sale-by-customer',
        version: 1,
        slot: 'paytrace',
        input: mapping([copy('customer_id', `${item}.customerId`), pipe('amount', [`${item}.remaining`], cents), copy('invoice_id', `${item}.invoiceNo`)]),
      },
      {
        kind: 'action',
        id: 'receipt',
        name: 'Post the AR receipt',
        parent: 'each-due',
        connector: 'prophet21',
        action: 'post-ar-receipt',
        version: 1,
        slot: 'erp',
        input: mapping([
          copy('reference', 'steps.charge.transaction_id'),
          copy('customerId', `${item}.customerId`),
          copy('amount', 'steps.charge.amount'),
          constant('paymentTypeId', '4'),
          copy('authorizedNumber', 'steps.charge.approval_code'),
        ]),
      },
    ],
    lines: [
      [start, 'due'],
      ['due', 'each-due'],
      ['each-due', 'charge', 'each'],
      ['charge', 'receipt'],
    ],
  }),
};
