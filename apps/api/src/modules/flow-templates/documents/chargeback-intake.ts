import type { FlowStep } from '@penstock/flow-model';
import { copy, mapping } from '../../../demo/flows/rules';
import { buildTemplate, start, type FlowTemplateSource } from './build-template';
import { balancedLines, periodOf, words } from './journal-rules';
import { aPayment, paymentTrigger } from './payment-trigger';

const RESERVE = '11130010';
const CARD_CLEARING = '11150010';
const LOSSES = '63400010';

interface Posting {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly debit: string;
  readonly credit: string;
}

/** A journal over the disputed amount; its source names the transaction, so that it is posted once. */
const journal = ({ id, name, source, debit, credit }: Posting): Omit<Extract<FlowStep, { kind: 'action' }>, 'position' | 'disabled'> => ({
  kind: 'action',
  id,
  name,
  connector: 'prophet21',
  action: 'post-gl-journal',
  version: 1,
  slot: 'erp',
  input: mapping([
    words('source', 'trigger.transaction_id', `${source}-{a}`),
    words('description', 'trigger.transaction_id', `${name}, transaction {a}`),
    ...periodOf('trigger.created_at'),
    ...balancedLines({ debit, credit, amount: 'steps.payment.amount' }),
  ]),
});

const SIXTY_DAYS = 60 * 24 * 3600;
const decided = { show: ['steps.payment.transaction_id', 'steps.payment.amount', 'steps.payment.invoice_id'] };

export const chargebackIntake: FlowTemplateSource = {
  id: 'chargeback-intake',
  category: 'risk',
  summary: 'A chargeback puts the amount into a reserve, and a person says whether it is accepted, won or lost before anything final is posted.',
  adapt: ['The reserve, clearing and loss accounts of your chart of accounts.', 'The deadlines of your acquirer (steps with a clock).'],
  sample: aPayment('chargeback'),
  document: buildTemplate({
    name: 'Chargeback intake',
    description: 'Books a reserve, asks whether to fight, and posts the end by the outcome of the dispute.',
    note: 'The end is posted by what the bank decided, never by the name of a message: money that comes back for a while is not a dispute that was won.',
    trigger: paymentTrigger('Chargeback in PayTrace', 'chargebacks', ['chargeback']),
    steps: [
      {
        kind: 'action',
        id: 'payment',
        name: 'Read the payment back',
        connector: 'paytrace',
        action: 'get-transaction',
        version: 1,
        slot: 'paytrace',
        input: mapping([copy('transaction_id', 'trigger.transaction_id')]),
      },
      journal({ id: 'reserve', name: 'Book the reserve', source: 'DISPUTE', debit: RESERVE, credit: CARD_CLEARING }),
      {
        kind: 'wait',
        id: 'fight',
        name: 'Accept or fight?',
        wait: {
          kind: 'decision',
          question: 'Accept the chargeback, or send evidence to the bank?',
          choices: [
            { id: 'accept', label: 'Accept' },
            { id: 'send', label: 'Evidence sent' },
          ],
          ...decided,
          timeoutSeconds: 7 * 24 * 3600,
        },
      },
      {
        kind: 'wait',
        id: 'verdict',
        name: 'What did the bank decide?',
        wait: {
          kind: 'decision',
          question: 'What did the bank decide?',
          choices: [
            { id: 'won', label: 'Won' },
            { id: 'lost', label: 'Lost' },
          ],
          ...decided,
          timeoutSeconds: SIXTY_DAYS,
        },
      },
      journal({ id: 'release', name: 'Release the reserve', source: 'DISPUTE-WON', debit: CARD_CLEARING, credit: RESERVE }),
      journal({ id: 'loss', name: 'Book the loss', source: 'DISPUTE-LOST', debit: LOSSES, credit: RESERVE }),
    ],
    lines: [
      [start, 'payment'],
      ['payment', 'reserve'],
      ['reserve', 'fight'],
      ['fight', 'loss', 'accept'],
      ['fight', 'verdict', 'send'],
      ['fight', 'loss', 'timeout'],
      ['verdict', 'release', 'won'],
      ['verdict', 'loss', 'lost'],
      ['verdict', 'loss', 'timeout'],
    ],
  }),
};
