import { mapping, pipe } from '../../../demo/flows/rules';
import { buildTemplate, start, type FlowTemplateSource } from './build-template';
import { balancedLines, periodOf, words } from './journal-rules';

const CARD_CLEARING = '11150010';
const BANK = '11120010';

export const settlementGl: FlowTemplateSource = {
  id: 'settlement-gl',
  category: 'accounting',
  summary: 'A closed PayTrace batch becomes one balanced GL journal: from card clearing to the bank account.',
  adapt: ['The clearing and the bank account of your chart of accounts (step “Post the settlement”).', 'Fees, when your processor takes them out of the deposit: add a third line.'],
  sample: { batch_number: '12', closed_at: '2026-05-05T03:00:00.000Z', transaction_count: '3', net_amount: '52.47', sales_count: '2', sales_amount: '59.97', refund_count: '1', refund_amount: '7.50', merchant: 'demo-merchant' },
  document: buildTemplate({
    name: 'Settlement → GL journal',
    description: 'Books what PayTrace pays out, as one balanced journal for each batch.',
    note: 'The batch number is the source of the journal: a batch is posted once.\n\nDebit bank, credit card clearing. The period is that of the closing day in your company’s time zone.',
    trigger: {
      name: 'Batch closed in PayTrace',
      connector: 'paytrace',
      trigger: 'batch-closed',
      version: 1,
      slot: 'paytrace',
      settings: { merchant: 'demo-merchant' },
    },
    steps: [
      {
        kind: 'filter',
        id: 'has-money',
        name: 'Only batches with money',
        condition: { not: { left: 'trigger.net_amount', op: 'equals', value: '0.00' } },
      },
      {
        kind: 'action',
        id: 'transactions',
        name: 'Read what was settled',
        connector: 'paytrace',
        action: 'list-batch-transactions',
        version: 1,
        slot: 'paytrace',
        input: mapping([pipe('batch_number', ['trigger.batch_number'], [{ op: 'toInteger', args: {} }])]),
      },
      {
        kind: 'action',
        id: 'journal',
        name: 'Post the settlement',
        connector: 'prophet21',
        action: 'post-gl-journal',
        version: 1,
        slot: 'erp',
        input: mapping([
          words('source', 'trigger.batch_number', 'SETTLEMENT-{a}'),
          words('description', 'trigger.batch_number', 'PayTrace settlement, batch {a}'),
          ...periodOf('trigger.closed_at'),
          ...balancedLines({ debit: BANK, credit: CARD_CLEARING, amount: 'trigger.net_amount' }),
        ]),
      },
    ],
    lines: [
      [start, 'has-money'],
      ['has-money', 'transactions'],
      ['transactions', 'journal'],
    ],
  }),
};
