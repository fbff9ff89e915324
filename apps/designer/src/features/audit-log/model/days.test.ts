import { dayAfter, dayOf, startOfDay } from './days';

describe('the days of a filter', () => {
  test.each(['2026-03-29', '2026-10-25', '2026-12-31', '2028-02-29'])('come back as they were chosen: %s', (day) => {
    expect([dayOf(startOfDay(day)), dayOf(dayAfter(day), -1)]).toEqual([day, day]);
  });

  test('are empty when nothing is chosen', () => {
    expect([startOfDay(''), dayAfter(''), dayOf(undefined)]).toEqual(['', '', '']);
  });
});
