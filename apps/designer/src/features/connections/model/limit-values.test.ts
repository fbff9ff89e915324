import { limitFrom, limitValues, toLimitsRequest } from './limit-values';

const limits = {
  maxConcurrent: 4,
  ratePerSecond: null,
  burst: null,
  holdMs: 250,
  ceilings: [{ currency: 'USD', amount: '50.00' }, { currency: 'EUR', amount: '40' }],
  onlyValues: [{ field: 'customerId', values: ['100001', '100002'] }],
  maintenance: [
    { kind: 'weekly', days: ['mon'], from: '22:00', to: '02:00', timeZone: 'America/Los_Angeles' },
    { kind: 'once', from: '2026-11-28T21:00:00.000Z', to: '2026-11-29T05:30:00.000Z' },
  ],
} as const;

describe('limits in a form', () => {
  test('come back unchanged when nothing was edited', () => {
    const asStored = { ...limits, maintenance: limits.maintenance.map((window) => ({ ...window })) };

    expect(toLimitsRequest(limitValues(asStored as never))).toEqual(limits);
  });

  test('keep the days of a week in order', () => {
    const { maintenance } = toLimitsRequest({
      ...limitValues(limits as never),
      maintenance: [{ kind: 'weekly', days: ['sun', 'mon'], from: '22:00', to: '02:00', timeZone: 'UTC' }],
    });

    expect(maintenance).toMatchObject([{ days: ['mon', 'sun'] }]);
  });

  test('send a date that was not filled in, so that it can be refused by name', () => {
    const { maintenance } = toLimitsRequest({ ...limitValues(limits as never), maintenance: [{ kind: 'once', from: '', to: '' }] });

    expect(maintenance).toEqual([{ kind: 'once', from: '', to: '' }]);
  });

  test('read ceilings and lists as they are typed', () => {
    const { ceilings, onlyValues } = toLimitsRequest({ ...limitValues(limits as never), ceilings: ' usd 50.00,EUR  40 ', onlyValues: 'customerId:100001 , 100002\n\nbranch: 1' });

    expect([ceilings, onlyValues]).toEqual([
      limits.ceilings,
      [
        { field: 'customerId', values: ['100001', '100002'] },
        { field: 'branch', values: ['1'] },
      ],
    ]);
  });

  test('mean none when a number is emptied', () => {
    expect([limitFrom(''), limitFrom(3)]).toEqual([null, 3]);
  });
});
