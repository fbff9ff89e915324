import { Decimal } from '@penstock/kernel';
import { freesTheKey, needsTwoPersons } from './two-person-rule';

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

  test('for every word that lets it leave again', () => {
    expect((['happened', 'did-not-happen-send', 'did-not-happen-stop'] as const).filter(freesTheKey)).toEqual([
      'did-not-happen-send',
      'did-not-happen-stop',
    ]);
  });
});
