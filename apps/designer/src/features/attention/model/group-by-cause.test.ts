import type { Run } from '@penstock/contracts';
import { groupByCause } from './group-by-cause';

const aRun = (code: string, amount: string, createdAt = '2026-11-23T09:00:00.000Z'): Run => ({
  id: '0193a000-0000-7000-8000-000000000001',
  flowId: '0193a000-0000-7000-8000-000000000002',
  flowName: 'Card payments',
  versionNumber: 1,
  environment: 'sandbox',
  eventId: '0193a000-0000-7000-8000-000000000003',
  status: 'needs-attention',
  labels: { amount, currency: 'USD' },
  attempts: 1,
  failure: { code, class: 'business', message: `Because of ${code}.` },
  createdAt,
  finishedAt: null,
  nextAt: null,
});

describe('runs that need attention', () => {
  test('stand together by cause, the largest group first', () => {
    const groups = groupByCause([aRun('AWAY', '1.00'), aRun('DECLINED', '0.10'), aRun('DECLINED', '0.20')]);

    expect(groups.map(({ code, runs }) => [code, runs.length])).toEqual([
      ['DECLINED', 2],
      ['AWAY', 1],
    ]);
  });

  test('sum their money without a float in sight', () => {
    const [group] = groupByCause([aRun('DECLINED', '0.10'), aRun('DECLINED', '0.20')]);

    expect(group?.atRisk).toEqual([{ currency: 'USD', amount: '0.30' }]);
  });

  test('name the oldest', () => {
    const [group] = groupByCause([
      aRun('X', '1', '2026-11-23T09:00:00.000Z'),
      aRun('X', '1', '2026-11-22T09:00:00.000Z'),
    ]);

    expect(group?.oldestAt).toBe('2026-11-22T09:00:00.000Z');
  });
});
