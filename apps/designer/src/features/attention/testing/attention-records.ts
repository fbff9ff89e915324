import type { EvidenceBundle, OpenCase } from '@penstock/contracts';
import { anEffect, at, idOf } from '../../../testing/run-records';

export const aCase = (changes: Partial<OpenCase> = {}): OpenCase => ({
  kind: 'effect',
  id: idOf(800),
  runId: idOf(700),
  environment: 'sandbox',
  flowName: 'Card payments',
  stepId: 'charge',
  stepName: 'Charge the card',
  labels: { invoice: 'WEB-1001' },
  question: 'PayTrace did not answer.',
  choices: [],
  shown: [],
  amount: '218.40',
  currency: 'USD',
  openedAt: at,
  expiresAt: null,
  effectKind: 'money',
  action: 'sale',
  failure: { code: 'TIMEOUT', class: 'ambiguous', message: 'PayTrace did not answer.' },
  proposedBy: null,
  ...changes,
});

export const someEvidence = (changes: Partial<EvidenceBundle> = {}): EvidenceBundle => ({
  effect: anEffect(),
  eventId: idOf(901),
  environment: 'sandbox',
  flowName: 'Card payments',
  stepName: 'Charge the card',
  labels: { invoice: 'WEB-1001', customer: 'Harbor Mechanical' },
  connectionName: 'PayTrace sandbox',
  cardLastFour: '5439',
  request: { invoice_id: 'WEB-1001', amount: '218.40' },
  response: null,
  lookUps: [{ number: 1, at, verdict: 'unsure', words: 'PayTrace answered 503.' }],
  sameBusinessKey: [],
  meaning: 'The remote system can be asked whether it happened; nothing is sent before it has said no twice.',
  needsTwoPersons: false,
  answerFields: [
    { name: 'approval_code', title: 'Approval code' },
    { name: 'status', title: 'Status' },
  ],
  proposals: [],
  sha256: 'ab'.repeat(32),
  ...changes,
});
