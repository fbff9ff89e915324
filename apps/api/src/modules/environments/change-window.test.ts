import { goingLive, isTimeZone } from './change-window';

const workdays = { days: [1, 2, 3, 4], from: '09:00', to: '16:00', timeZone: 'America/Chicago' };
const production = (changes: object) => ({ name: 'Production', changeWindow: null, freezes: [], ...changes });
/** Thursday, 26 November 2026, 09:30 in Chicago. */
const thursdayMorning = Date.parse('2026-11-26T15:30:00Z');
const hour = 3_600_000;

describe('going live', () => {
  test('is possible at any time without a window', () => {
    expect(goingLive(production({}), thursdayMorning)).toEqual({ isOpen: true });
  });

  test.each([
    ['inside the window, by the clock of its place', thursdayMorning, true],
    ['before it', thursdayMorning - hour, false],
    ['at its end', thursdayMorning + 6.5 * hour, false],
    ['on another day', thursdayMorning + 24 * hour, false],
  ])('is decided %s', (_, now, isOpen) => {
    expect(goingLive(production({ changeWindow: workdays }), now).isOpen).toBe(isOpen);
  });

  test('says when it is possible', () => {
    expect(goingLive(production({ changeWindow: workdays }), thursdayMorning - hour)).toEqual({
      isOpen: false,
      reason: 'Versions go live in Production on Monday, Tuesday, Wednesday, Thursday from 09:00 to 16:00 (America/Chicago).',
    });
  });

  test('is not possible in a freeze, and says why', () => {
    const freezes = [{ from: '2026-11-25T00:00:00Z', to: '2026-12-01T00:00:00Z', reason: 'Month-end close' }];

    expect(goingLive(production({ freezes }), thursdayMorning)).toEqual({ isOpen: false, reason: 'Nothing goes live in Production until 2026-12-01T00:00:00Z: Month-end close.' });
    expect(goingLive(production({ freezes }), Date.parse('2026-12-01T00:00:00Z'))).toEqual({ isOpen: true });
  });

  test('knows which names are time zones', () => {
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Nowhere/Town')]).toEqual([true, false]);
  });
});
