import { aStoppedRun, anEffect } from '../../testing/run-records';
import { retryConsequence } from './retry-consequence';

describe('the consequence of a retry', () => {
  test('says in numbers what is skipped, verified and sent', () => {
    const [first, second, third] = [1, 2, 3].map(() => aStoppedRun({ code: 'AWAY', amount: '10.00' }));
    const effects = [
      anEffect({ runId: first?.id ?? '', status: 'confirmed', amount: '10.00' }),
      anEffect({ runId: first?.id ?? '', stepId: 'receipt', kind: 'ledger', status: 'rejected', amount: '10.00' }),
      anEffect({ runId: second?.id ?? '', status: 'unknown', amount: '5.50' }),
    ];

    expect(
      retryConsequence(
        [first, second, third].flatMap((run) => run ?? []),
        effects,
      ).lines,
    ).toEqual([
      '1 payment or posting (USD 10.00) is already confirmed and will be skipped.',
      '1 payment or posting (USD 5.50) is in doubt and will be verified first, never sent blindly.',
      '1 payment or posting is not done and will be sent again.',
      '1 run has sent no payment or posting so far (USD 10.00); what their flow sends next is sent once.',
    ]);
  });

  test('counts the last attempt of a step only', () => {
    const run = aStoppedRun({ code: 'AWAY', amount: '10.00' });
    const tries = [
      anEffect({ runId: run.id, attempt: 1, status: 'not-sent' }),
      anEffect({ runId: run.id, attempt: 2, status: 'confirmed' }),
    ];

    expect(retryConsequence([run], tries).lines).toEqual([
      '1 payment or posting (USD 218.40) is already confirmed and will be skipped.',
    ]);
  });

  test('counts a charge beside a refund as more money, not less', () => {
    const run = aStoppedRun({ code: 'AWAY', amount: '10.00' });
    const effects = [
      anEffect({ runId: run.id, status: 'absent', amount: '800.00' }),
      anEffect({ runId: run.id, stepId: 'refund', status: 'unknown', amount: '-700.00' }),
      anEffect({ runId: run.id, stepId: 'done', status: 'confirmed', amount: '5000.00' }),
      anEffect({ runId: run.id, stepId: 'receipt', kind: 'ledger', status: 'absent', amount: null }),
    ];

    expect(retryConsequence([run], effects)).toMatchObject({
      mayMove: [{ currency: 'USD', amount: '1500.00' }],
      hasUnknownAmount: false,
    });
  });

  test.each(['absent', 'unknown'] as const)('says that nobody knows how much: %s', (status) => {
    const run = aStoppedRun({ code: 'AWAY', amount: '10.00' });

    expect(retryConsequence([run], [anEffect({ runId: run.id, status, amount: null })]).hasUnknownAmount).toBe(true);
  });
});
