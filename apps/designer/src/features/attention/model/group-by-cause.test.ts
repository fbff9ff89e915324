import { aStoppedRun } from '../../../testing/run-records';
import { aCase } from '../testing/attention-records';
import { attentionItems } from './attention-items';
import { groupByCause } from './group-by-cause';

const aRun = (code: string, amount: string, createdAt?: string) =>
  aStoppedRun({ code, amount, ...(createdAt && { createdAt }) });

describe('what needs attention', () => {
  test('stands together by cause, the largest group first', () => {
    const groups = groupByCause(
      attentionItems([aRun('AWAY', '1.00'), aRun('DECLINED', '0.10'), aRun('DECLINED', '0.20')], []),
    );

    expect(groups.map(({ cause, items }) => [cause.code, items.length])).toEqual([
      ['DECLINED', 2],
      ['AWAY', 1],
    ]);
  });

  test('begins with money in doubt and questions, whatever their number', () => {
    const runs = [aRun('DECLINED', '1'), aRun('DECLINED', '1')];
    const groups = groupByCause(attentionItems(runs, [aCase({ kind: 'decision', question: 'Refund?' }), aCase()]));

    expect(groups.map(({ cause }) => cause.title)).toEqual([
      'It is not known whether the card was charged',
      'Refund?',
      'Because of DECLINED.',
    ]);
  });

  test('keeps charges and refunds apart', () => {
    const groups = groupByCause(
      attentionItems([], [aCase(), aCase({ id: 'two', action: 'refund-transaction' }), aCase({ id: 'three' })]),
    );

    expect(groups.map(({ cause, items }) => [cause.title, items.length])).toEqual([
      ['It is not known whether the card was charged', 2],
      ['It is not known whether the money was paid back', 1],
    ]);
  });

  test('shows a run in doubt once, as its case', () => {
    const run = aRun('TIMEOUT', '218.40');

    expect(groupByCause(attentionItems([run], [aCase({ runId: run.id })]))).toHaveLength(1);
  });

  test('sums money without a float in sight', () => {
    const [group] = groupByCause(attentionItems([aRun('DECLINED', '0.10'), aRun('DECLINED', '0.20')], []));

    expect(group?.atRisk).toEqual([{ currency: 'USD', amount: '0.30' }]);
  });

  test('counts no money of what a person gave up as at risk', () => {
    const [group] = groupByCause(attentionItems([aRun('GIVEN_UP_BY_PERSON', '9.00')], []));

    expect([group?.items.length, group?.atRisk]).toEqual([1, []]);
  });

  test('names the oldest', () => {
    const [group] = groupByCause(
      attentionItems([aRun('X', '1', '2026-11-23T09:00:00.000Z'), aRun('X', '1', '2026-11-22T09:00:00.000Z')], []),
    );

    expect(group?.oldestAt).toBe('2026-11-22T09:00:00.000Z');
  });
});
