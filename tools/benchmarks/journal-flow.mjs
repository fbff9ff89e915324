const base = { onError: 'fail', origin: 'user' };
const copy = (target, path) => ({ ...base, kind: 'copy', id: `copy-${target}`, target, from: { path } });
const constant = (target, value) => ({ ...base, kind: 'const', id: `set-${target}`, target, value });
const pipe = (target, paths, steps) => ({ ...base, kind: 'pipe', id: `make-${target}`, target, from: paths.map((path) => ({ path })), steps });
const mapping = (rules, tables = {}) => ({ v: 1, rules, tables });

/** Event → 12-field map → one balanced journal in Prophet 21. */
export const journalFlow = {
  schemaVersion: 1,
  name: 'Benchmark',
  trigger: {
    name: 'Payment',
    connector: 'webhook',
    trigger: 'signed-webhook',
    version: 1,
    path: 'bench',
    settings: { dedupeField: 'payment.id', labels: { invoice: 'payment.id', amount: 'payment.amount' } },
    position: { x: 0, y: 0 },
  },
  steps: {
    map: {
      kind: 'map',
      id: 'map',
      name: 'Map the payment',
      disabled: false,
      position: { x: 280, y: 0 },
      mapping: mapping(
        [
          copy('source', 'trigger.payment.id'),
          pipe('status', ['trigger.payment.status'], [{ op: 'valueTable', args: { table: 'status' } }]),
          pipe('name', ['trigger.payment.customer.first_name', 'trigger.payment.customer.last_name'], [{ op: 'concat', args: { separator: ' ' } }]),
          pipe('reference', ['trigger.payment.transaction_id'], [{ op: 'template', args: { text: 'PT-{a}' } }]),
          pipe('date', ['trigger.payment.created'], [{ op: 'reformatDate', args: { from: 'MM/DD/YYYY', to: 'YYYY-MM-DD' } }]),
          pipe('period', ['trigger.payment.created'], [{ op: 'left', args: { length: 2 } }]),
          pipe('year', ['trigger.payment.created'], [{ op: 'right', args: { length: 4 } }]),
          pipe('account', ['trigger.payment.type'], [{ op: 'valueTable', args: { table: 'accounts' } }]),
          pipe('debit', ['trigger.payment.amount'], [{ op: 'toDecimal', args: {} }]),
          pipe('credit', ['trigger.payment.amount'], [{ op: 'toDecimal', args: {} }, { op: 'negate', args: {} }]),
          pipe('email', ['trigger.payment.customer.email'], [{ op: 'lower', args: {} }]),
          pipe('zip', ['trigger.payment.billing.zip'], [{ op: 'trim', args: {} }]),
        ],
        {
          status: { rows: [['Approved', 'Paid'], ['Declined', 'Payment Failed']], ignoreCase: false, unmatched: 'error' },
          accounts: { rows: [['service', '40100010'], ['product', '40900010']], ignoreCase: false, unmatched: 'error' },
        },
      ),
    },
    journal: {
      kind: 'action',
      id: 'journal',
      name: 'Post the journal',
      disabled: false,
      position: { x: 560, y: 0 },
      connector: 'prophet21',
      action: 'post-gl-journal',
      version: 1,
      slot: 'erp',
      input: mapping([
        copy('source', 'steps.map.source'),
        pipe('description', ['steps.map.name', 'steps.map.reference'], [{ op: 'concat', args: { separator: ' ' } }]),
        copy('period', 'steps.map.period'),
        copy('yearForPeriod', 'steps.map.year'),
        copy('transactionDate', 'steps.map.date'),
        constant('lines[0].accountNumber', '11150010'),
        copy('lines[0].amount', 'steps.map.debit'),
        copy('lines[1].accountNumber', 'steps.map.account'),
        copy('lines[1].amount', 'steps.map.credit'),
      ]),
    },
  },
  edges: [
    { id: 'e1', from: 'trigger', port: 'default', to: 'map' },
    { id: 'e2', from: 'map', port: 'default', to: 'journal' },
  ],
};
