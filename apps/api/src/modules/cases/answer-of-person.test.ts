import type { ActionDescriptor, AnyAction } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { answerFields, answerOfPerson } from './answer-of-person';

const sale = {
  sample: { transaction_id: '392483066', status: 'approved', amount: '19.99', invoice_id: 'WEB-1001' },
  remoteId: (output: JsonObject) => output['transaction_id'],
} as unknown as AnyAction;

describe('what a person may add to it', () => {
  test('are the texts that neither the request nor the id tell', () => {
    const descriptor = { outputSchema: { properties: { status: { title: 'Status' } } } } as unknown as ActionDescriptor;

    expect(answerFields(sale, descriptor, { amount: '9.60', invoice_id: 'WEB-1' })).toEqual([
      { name: 'status', title: 'Status' },
    ]);
    expect(answerFields(undefined, undefined, {})).toEqual([]);
  });
});

describe('the answer that a person gives', () => {
  test('has the remote id where the action keeps it, and what was sent', () => {
    const answer = answerOfPerson(sale, { amount: '9.60', invoice_id: 'WEB-1', hpf_token: 'secret' }, '105968532');

    expect(answer).toEqual({ id: '105968532', transaction_id: '105968532', amount: '9.60', invoice_id: 'WEB-1' });
  });

  test('has the id in its own place only, also when it is the one of the sample', () => {
    expect(answerOfPerson(sale, {}, '392483066')).toEqual({ id: '392483066', transaction_id: '392483066' });
  });

  test('is the id alone for an action that is not installed any more', () => {
    expect(answerOfPerson(undefined, { amount: '9.60' }, '7')).toEqual({ id: '7' });
  });
});
