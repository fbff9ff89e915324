import { waitUntilMs } from './wait-time';

describe('the moment a wait goes on at', () => {
  test.each([
    ['2027-01-31T08:00:00Z', Date.UTC(2027, 0, 31, 8)],
    ['2027-01-31T08:00:00.250+01:00', Date.UTC(2027, 0, 31, 7, 0, 0, 250)],
    ['2027-01-31T08:00-0500', Date.UTC(2027, 0, 31, 13)],
  ])('is read from %s', (text, at) => {
    expect(waitUntilMs(text)).toBe(at);
  });

  test.each([
    '2027-01-31T08:00:00',
    '2027-01-31',
    'WEB-1001',
    'Zebra 2001',
    '2027-13-31T08:00:00Z',
    1798704000000,
    null,
    undefined,
  ])('is not in %p', (value) => {
    expect(waitUntilMs(value)).toBeUndefined();
  });
});
