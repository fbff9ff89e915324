import type { Effect } from '@penstock/contracts';
import { effectWords, factOf } from './effect-words';

const anEffect = (parts: Partial<Effect> = {}): Effect => ({
  id: '0193a000-0000-7000-8000-000000000001',
  runId: '0193a000-0000-7000-8000-000000000002',
  stepId: 'charge',
  attempt: 1,
  connector: 'paytrace',
  action: 'sale',
  kind: 'money',
  class: 'L',
  businessKey: 'WEB-1001',
  status: 'confirmed',
  amount: '218.40',
  currency: 'USD',
  remoteId: null,
  resolvedBy: null,
  settledAt: null,
  word: null,
  probes: 0,
  sentAt: null,
  resolveAfter: null,
  failure: null,
  ...parts,
});

describe('the words for an effect', () => {
  test('an unknown charge says when it is checked', () => {
    const resolveAfter = new Date(2026, 10, 23, 10, 42).toISOString();

    const { words } = effectWords(anEffect({ status: 'unknown', resolveAfter }));

    expect(words).toBe('We don’t know yet whether the card was charged; checking at 10:42');
  });

  test('a posting that nobody could verify asks for a person', () => {
    const { words, tone } = effectWords(anEffect({ status: 'needs-person', kind: 'ledger' }));

    expect(words).toBe('We cannot find out whether it was posted. Please look it up and decide');
    expect(tone).toBe('attention');
  });

  test('a confirmation by look-up says so', () => {
    expect(effectWords(anEffect({ resolvedBy: 'verified' })).words).toBe('Confirmed after checking');
  });

  test.each([
    ['did-not-happen-send', null, 'ann said it did not happen; the other side knows it under 123. It was not sent again'],
    ['happened', '7', 'ann gave 7; the other side knows it under 123'],
    ['happened', '123', 'Confirmed after checking'],
  ] as const)('a word “%s” that the look-up decided says which of the two counts', (outcome, remoteId, words) => {
    const effect = anEffect({ resolvedBy: 'verified', remoteId: '123', word: { outcome, by: 'ann', remoteId } });

    expect(effectWords(effect).words).toBe(words);
  });

  test('a word that is being checked says that nothing follows before', () => {
    const effect = anEffect({ status: 'unknown', word: { outcome: 'did-not-happen-send', by: 'ann', remoteId: null } });

    expect(effectWords(effect).words).toBe(
      'ann said it did not happen; the other side is being asked before anything follows',
    );
  });
});

describe('the fact in doubt', () => {
  test.each([
    ['sale-by-protect-token', 'the card was charged'],
    ['authorize-by-customer', 'the amount was reserved on the card'],
    ['capture', 'the reserved amount was collected'],
    ['refund-transaction', 'the money was paid back'],
    ['void', 'the payment was voided'],
    ['pay', 'the money moved'],
    ['constructor', 'the money moved'],
  ])('of the action %s: %s', (action, fact) => {
    expect(factOf(anEffect({ action }))).toBe(fact);
  });
});
