import { describeConnector } from '@penstock/connector-sdk';
import { paytrace } from '../index';
import { everyAction } from './every-action';

const actions = paytrace.actions.map((action) => ({ id: action.id, action }));
const effects = actions.filter(({ action }) => action.contract.class !== 'R');

test.each(actions)('$id shows what it really answers', ({ action }) => {
  expect(action.output.parse(action.sample)).toEqual(action.sample);
});

test.each(effects)('$id says until when it can be undone and how long a doubt lasts', ({ action: { contract } }) => {
  if (contract.class === 'R') throw new TypeError('an effect');
  expect(contract.undoWindow).toBeTruthy();
  expect([contract.visibilityLagMs, contract.maxProcessingMs].every((ms) => ms >= 30_000)).toBe(true);
});

test.each(effects)('$id has one key per business fact, the same on every try', ({ id, action: { contract, input } }) => {
  if (contract.class === 'R') throw new TypeError('an effect');
  const keyOf = () => contract.businessKey(input.parse(everyAction[id]!.input));

  expect(keyOf()).toBe(keyOf());
  expect(keyOf()).toMatch(/^[a-z-]+:.+/);
});

test('keys of different facts differ', () => {
  const keys = effects.map(({ id, action: { contract, input } }) => (contract.class === 'R' ? '' : contract.businessKey(input.parse(everyAction[id]!.input))));
  const families = new Set(keys.map((key) => key.split(':')[0]));

  // Charges of one invoice are one fact whatever stands for the card; so are checks of one reference and a customer's creation.
  expect([...families].sort()).toEqual([
    'ach', 'ach-receipt', 'adjust', 'capture', 'charge', 'check', 'check-fund', 'check-refund', 'check-void', 'customer', 'customer-delete', 'customer-update', 'level-three',
    'recurrence', 'recurrence-delete', 'recurrence-update', 'refund', 'refund-customer', 'settle', 'void',
  ]);
});

const undone = effects.filter(({ action: { contract } }) => contract.class !== 'R' && contract.compensate !== undefined);

test.each(undone)('what undoes $id takes what it is given', ({ id, action: { contract, input, sample } }) => {
  if (contract.class === 'R' || !contract.compensate) throw new TypeError('can be undone');
  const { action, input: inputOf } = contract.compensate;
  const undo = paytrace.actions.find((candidate) => candidate.id === action);
  const given = inputOf({ input: input.parse(everyAction[id]!.input), output: sample });

  expect(undo?.input.safeParse(given).success).toBe(true);
});

test('every field of every form has a title', () => {
  const untitled = describeConnector(paytrace).actions.flatMap(({ id, inputSchema }) => {
    const { properties = {} } = inputSchema as { properties?: Record<string, { title?: string }> };
    return Object.entries(properties).flatMap(([name, { title }]) => (title ? [] : [`${id}.${name}`]));
  });

  expect(untitled).toEqual([]);
});
