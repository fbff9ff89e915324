import { dayLabelOf, recurringRunOf, settlementAfter, settlementsAround } from './gateway-days';
import { nextDueDay } from './recurrence';

const iso = (instant: number) => new Date(instant).toISOString();

test.each([
  ['before the hour', '2026-05-04T12:00:00Z', '2026-05-05T03:00:00.000Z'],
  ['at the hour itself', '2026-05-05T03:00:00Z', '2026-05-06T03:00:00.000Z'],
  ['over the night the clocks go forward', '2026-03-08T05:00:00Z', '2026-03-09T03:00:00.000Z'],
  ['over the night the clocks go back', '2026-11-01T04:00:00Z', '2026-11-02T04:00:00.000Z'],
])('the next settlement %s', (_name, from, expected) => {
  expect(iso(settlementAfter(Date.parse(from), 20))).toBe(expected);
});

test.each(['2026-05-05T02:59:59Z', '2026-05-05T03:00:00Z', '2026-03-08T10:00:00Z', '2026-11-01T09:30:00Z'])('%s lies between its settlements', (iso) => {
  const { last, next } = settlementsAround(Date.parse(iso), 20);

  expect(last <= Date.parse(iso) && Date.parse(iso) < next).toBe(true);
  expect(settlementAfter(last, 20)).toBe(next);
});

test('recurring charges run half past midnight, in winter and in summer', () => {
  expect([recurringRunOf('2026-01-15'), recurringRunOf('2026-07-15')].map(iso)).toEqual(['2026-01-15T08:30:00.000Z', '2026-07-15T07:30:00.000Z']);
});

test.each([
  ['2026-01-31', '3', '2026-02-28'],
  ['2026-01-31', '1', '2027-01-31'],
  ['2026-01-10', 'A', '2026-05-10'],
  ['2026-01-01', '7', '2026-01-15'],
  ['2026-12-15', '7', '2027-01-01'],
  ['2026-12-28', '5', '2027-01-04'],
] as const)('after %s, frequency %s is due on %s', (day, frequency, expected) => {
  expect(nextDueDay(day, frequency)).toBe(expected);
});

test.each(['2/30/2026', '2026-01-01', ''])('%p is no gateway day', (text) => {
  expect(dayLabelOf(text)).toBeUndefined();
});
