import { limitFrom, limitValues, toLimitsRequest } from './limit-values';

const limits = {
  maxConcurrent: 4,
  ratePerSecond: null,
  burst: null,
  holdMs: 250,
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
      ...limits,
      maintenance: [{ kind: 'weekly', days: ['sun', 'mon'], from: '22:00', to: '02:00', timeZone: 'UTC' }],
    });

    expect(maintenance).toMatchObject([{ days: ['mon', 'sun'] }]);
  });

  test('send a date that was not filled in, so that it can be refused by name', () => {
    const { maintenance } = toLimitsRequest({ ...limits, maintenance: [{ kind: 'once', from: '', to: '' }] });

    expect(maintenance).toEqual([{ kind: 'once', from: '', to: '' }]);
  });

  test('mean none when a number is emptied', () => {
    expect([limitFrom(''), limitFrom(3)]).toEqual([null, 3]);
  });
});
