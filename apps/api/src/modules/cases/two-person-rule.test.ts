import { Decimal } from '@penstock/kernel';
import { freesTheKey, needsTwoPersons, takesTwoPersons } from './two-person-rule';

const limit = Decimal.from('1000.00');

describe('two persons are needed', () => {
  test.each([
    ['money above the limit', 'money', '1000.01', true],
    ['money at the limit', 'money', '1000', false],
    ['money below it', 'money', '999.99', false],
    ['money of which nobody knows how much', 'money', null, true],
    ['a posting', 'ledger', '5000.00', false],
  ])('for %s: %s %s', (_what, kind, amount, expected) => {
    expect(needsTwoPersons({ kind, amount }, limit)).toBe(expected);
  });

  test.each([
    ['happened', '5000.00', false],
    ['did-not-happen-stop', '5000.00', true],
    ['did-not-happen-stop', '5.00', false],
    ['give-up-unasked', '5.00', true],
  ] as const)('when they say %s of %s: %s', (outcome, amount, expected) => {
    expect(takesTwoPersons(outcome, { kind: 'money', amount }, limit)).toBe(expected);
  });

  test('for every word that lets it leave again', () => {
    expect((['happened', 'did-not-happen-send', 'did-not-happen-stop', 'give-up-unasked'] as const).filter(freesTheKey)).toEqual([
      'did-not-happen-send',
      'did-not-happen-stop',
    ]);
  });
});
