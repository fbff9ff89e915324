import { HeldDeliveries, SMALL_BYTES } from './held-deliveries';

const large = SMALL_BYTES + 1;
const fits = (held: HeldDeliveries, bytes: number): boolean => held.reserve(bytes) !== undefined;

describe('the deliveries a process holds', () => {
  test('are refused beyond the limit, all together', () => {
    const held = new HeldDeliveries(100);

    expect([60, 40, 1].map((bytes) => fits(held, bytes))).toEqual([true, true, false]);
  });

  test('make room when one is answered', () => {
    const held = new HeldDeliveries(100);
    const release = held.reserve(100);
    const before = fits(held, 50);

    release?.();

    expect([before, fits(held, 50)]).toEqual([false, true]);
  });

  test('may be over the limit when there is only one', () => {
    expect(fits(new HeldDeliveries(100), 160)).toBe(true);
  });

  test('M2: leave small ones their room, however many large ones are announced', () => {
    const held = new HeldDeliveries(large * 2);

    expect([large, large, large, 10].map((bytes) => fits(held, bytes))).toEqual([true, true, false, true]);
  });
});
