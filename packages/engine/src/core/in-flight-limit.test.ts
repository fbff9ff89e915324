import fc from 'fast-check';
import { nextInFlightLimit } from './in-flight-limit';

const bounds = { least: 128, most: 320 };

describe('the number of runs in flight', () => {
  test('F2: grows while an idle process has no place left', () => {
    expect(nextInFlightLimit(128, { utilisation: 0.3, isFull: true }, bounds)).toBe(192);
  });

  test('F1: shrinks while the process is busy', () => {
    expect(nextInFlightLimit(320, { utilisation: 0.95, isFull: true }, bounds)).toBe(256);
  });

  test.each([
    { utilisation: 0.7, isFull: true },
    { utilisation: 0.1, isFull: false },
  ])('F3: stays with %p', (load) => {
    expect(nextInFlightLimit(200, load, bounds)).toBe(200);
  });

  test('stays within its bounds whatever happens', () => {
    const load = fc.record({ utilisation: fc.double({ min: 0, max: 1, noNaN: true }), isFull: fc.boolean() });

    fc.assert(
      fc.property(fc.array(load, { maxLength: 60 }), (loads) => {
        const limit = loads.reduce((now, each) => nextInFlightLimit(now, each, bounds), bounds.least);
        expect(limit).toBeGreaterThanOrEqual(bounds.least);
        expect(limit).toBeLessThanOrEqual(bounds.most);
      }),
    );
  });

  test('reaches both ends', () => {
    const after = (load: { utilisation: number; isFull: boolean }, from: number): number => Array.from({ length: 8 }).reduce<number>((limit) => nextInFlightLimit(limit, load, bounds), from);

    expect([after({ utilisation: 0, isFull: true }, 128), after({ utilisation: 1, isFull: true }, 320)]).toEqual([320, 128]);
  });
});
