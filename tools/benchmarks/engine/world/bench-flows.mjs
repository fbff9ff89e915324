import { journalFlow } from '../../journal-flow.mjs';

const { map, journal } = journalFlow.steps;

const condition = {
  kind: 'if',
  id: 'has-amount',
  name: 'Is there something to post?',
  disabled: false,
  position: { x: 140, y: 0 },
  condition: { left: 'trigger.payment.amount', op: 'greater-than', value: 0 },
};

/** The journal of one effect; the further ones carry their own reference, as a fee or a settlement line would. */
function journalStep(number) {
  if (number === 1) return journal;
  const rules = journal.input.rules.map((rule) => (rule.target === 'source' ? numbered(rule, number) : rule));
  return { ...journal, id: `journal-${number}`, name: `Post journal ${number}`, input: { ...journal.input, rules } };
}

const numbered = (rule, number) => ({
  kind: 'pipe',
  id: rule.id,
  target: 'source',
  onError: 'fail',
  origin: 'user',
  from: [{ path: 'steps.map.source' }],
  steps: [{ op: 'template', args: { text: `{a}-${number}` } }],
});

/** Runs of one customer in order. */
const customerLane = { name: 'customer', path: 'trigger.payment.customer.erp_id', onFailure: 'hold' };

/** Event → condition → 12-field map → one or more journals, each over real HTTP. */
export function benchFlow({ effects, lane }) {
  const journals = Array.from({ length: effects }, (_, index) => journalStep(index + 1));
  const chain = ['map', ...journals.map(({ id }) => id)];
  return {
    ...journalFlow,
    name: `Benchmark with ${effects} effects`,
    ...(lane && { settings: { lane: customerLane } }),
    steps: { 'has-amount': condition, map, ...Object.fromEntries(journals.map((step) => [step.id, step])) },
    edges: [
      { id: 'e1', from: 'trigger', port: 'default', to: 'has-amount' },
      { id: 'e2', from: 'has-amount', port: 'yes', to: 'map' },
      ...chain.slice(1).map((to, index) => ({ id: `e${index + 3}`, from: chain[index], port: 'default', to })),
    ],
  };
}
