import { daysAround, gatewayDate, gatewayDateTime, gatewayInstant, isTimeZone } from './gateway-time';

const pacific = 'America/Los_Angeles';

test('a late evening in UTC is still the day before in California', () => {
  expect(gatewayDate(Date.UTC(2026, 4, 5, 6, 59), pacific)).toBe('05/04/2026');
});

test('a search covers yesterday to tomorrow', () => {
  expect(daysAround({ sentAt: Date.UTC(2027, 0, 1, 12, 0) }, pacific)).toEqual({ start_date: '12/31/2026', end_date: '01/02/2027' });
});

test('a doubtful moment is looked for from its first possible day to its last', () => {
  const doubtful = { sentAt: Date.UTC(2027, 0, 1, 12, 0), sentBefore: Date.UTC(2027, 0, 5, 12, 0) };

  expect(daysAround(doubtful, pacific)).toEqual({ start_date: '12/31/2026', end_date: '01/06/2027' });
});

test.each([
  ['7/3/2018 5:06:57 PM', '2018-07-04T00:06:57.000Z'],
  ['1/3/2018 12:00:00 AM', '2018-01-03T08:00:00.000Z'],
  ['1/3/2018 12:30:00 PM', '2018-01-03T20:30:00.000Z'],
  // The hour that occurs twice: the later one is taken.
  ['11/1/2026 1:30:00 AM', '2026-11-01T09:30:00.000Z'],
  // Just after the clocks go forward.
  ['3/8/2026 3:00:00 AM', '2026-03-08T10:00:00.000Z'],
])('%s is %s', (text, iso) => {
  expect(new Date(gatewayInstant(text, pacific)!).toISOString()).toBe(iso);
});

test.each(['', '2018-07-03', '7/3/2018', 'soon'])('%p is no gateway time', (text) => {
  expect(gatewayInstant(text, pacific)).toBeUndefined();
});

test('writes a time as it reads it', () => {
  const instant = Date.UTC(2026, 6, 4, 19, 5, 9);

  expect(gatewayDateTime(instant, pacific)).toBe('7/4/2026 12:05:09 PM');
  expect(gatewayInstant(gatewayDateTime(instant, pacific), pacific)).toBe(instant);
});

test('knows a time zone from a word', () => {
  expect([isTimeZone(pacific), isTimeZone('Pacific Time')]).toEqual([true, false]);
});
