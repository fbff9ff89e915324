import { anEffect } from '../../../testing/run-records';
import { someEvidence } from '../testing/attention-records';
import { answerWords, moneyWords, nextSteps } from './case-words';

describe('the words of a case', () => {
  test('say what the doubt means for the money', () => {
    expect(moneyWords(someEvidence())).toBe(
      'We do not know whether the card was charged. Nothing is sent until this is settled. Sent twice, the customer would pay USD 218.40 twice.',
    );
  });

  test('of a refund do not speak of a charge', () => {
    expect(moneyWords({ effect: anEffect({ action: 'refund-transaction' }) })).toBe(
      'We do not know whether the money was paid back. Nothing is sent until this is settled. Sent twice, the customer would get USD 218.40 back twice.',
    );
  });

  test('say so when nothing is left to decide', () => {
    expect(moneyWords({ effect: anEffect({ status: 'confirmed' }) })).toBe(
      'The outcome is known. Nothing is left to decide.',
    );
  });

  test('name all by which a person finds it on the other side', () => {
    expect(nextSteps(someEvidence())[0]).toBe(
      'Sign in to PayTrace sandbox and look for WEB-1001, Harbor Mechanical, USD 218.40, card ending 5439.',
    );
  });

  test('say that no answer arrived', () => {
    expect(answerWords(someEvidence({ effect: anEffect({ failure: null }) }))).toBe('No answer arrived.');
  });
});
