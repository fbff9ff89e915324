import { businessDate, dateToEdit, dateToRest, minusSeconds } from './dates';

describe('business dates', () => {
  test('are typed into windows as month, day, year', () => {
    expect(dateToEdit('2026-08-20')).toBe('08/20/2026');
    expect(dateToEdit('2026-08-20T23:59:59Z')).toBe('08/20/2026');
  });

  test('go to the REST families without a zone', () => {
    expect(dateToRest('2026-09-12')).toBe('2026-09-12T00:00:00');
  });

  test('follow the time zone of the company', () => {
    const shortlyAfterMidnightUtc = Date.UTC(2026, 8, 12, 1, 30);

    expect(businessDate(shortlyAfterMidnightUtc, 'America/New_York')).toBe('2026-09-11');
    expect(businessDate(shortlyAfterMidnightUtc, 'Europe/Berlin')).toBe('2026-09-12');
  });
});

describe('a time stamp of P21', () => {
  test('moves back without gaining a zone', () => {
    expect(minusSeconds('2026-09-12T00:01:00.213', 120)).toBe('2026-09-11T23:59:00.213');
  });

  test('may carry a zone, which is dropped', () => {
    expect(minusSeconds('2026-09-12T10:00:00Z', 60)).toBe('2026-09-12T09:59:00.000');
    expect(minusSeconds('2026-09-12T10:00:00-05:00', 60)).toBe('2026-09-12T09:59:00.000');
  });
});
