import type { SchemaChange } from '@penstock/flow-model';
import { findingWords } from './finding-words';

const place = (flowId: string) => ({ flowId, flowName: `Flow ${flowId}`, stepId: 's', stepName: 'S' });
const said = (change: SchemaChange, ...flows: readonly string[]): string => findingWords({ kind: 'observed', title: 'Payment', change, places: flows.map(place) }).message;

test('a finding says what happened, who feels it and what it means for the money', () => {
  expect(said({ kind: 'optional', path: 'invoice' }, 'A', 'A', 'B', 'C')).toBe(
    'The field “invoice” of what “Payment” brings may be missing or empty now. 3 flows use it: a run that does not find what it needs stops before it posts or charges.',
  );
  expect(said({ kind: 'values', path: 'status', values: ['voided'] }, 'A')).toBe(
    'The field “status” of what “Payment” brings has a new value: voided. The flow “Flow A” has no row for it: a run that meets one stops before it posts or charges and needs a person.',
  );
  expect(said({ kind: 'required', path: 'reference' }, 'A')).toContain('The flow “Flow A” has no rule for it');
  expect(said({ kind: 'type', path: 'amount', before: 'number', now: 'string' }, 'A')).toContain('was number and is string now');
  expect(said({ kind: 'removed', path: 'card', before: 'object' })).toBe('The field “card” is gone from what “Payment” brings. No flow in use feels it any more.');
});

test('a finding says what to do, and never that it has been done', () => {
  const advice = findingWords({ kind: 'live', title: 'Table customer', change: { kind: 'removed', path: 'rows.legacy_id', before: 'string' }, places: [] }).advice;

  const ofMap = findingWords({ kind: 'live', title: 'Service X', change: { kind: 'removed', path: 'P.e.f', before: 'any' }, places: [place('A')] }).advice;
  expect(ofMap).toContain('No mapping names it');
  expect(advice).toBe('Open the rule and choose the field that took its place. The rule stays as it is until you do.');
});
