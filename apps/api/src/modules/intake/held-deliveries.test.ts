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
    const first = held.reserve(100);
    const before = fits(held, 50);

    first?.release();
    first?.release();

    expect([before, fits(held, 50)]).toEqual([false, true]);
  });

  test('M3: hold their real size once it is known', () => {
    const held = new HeldDeliveries(100);
    const first = held.reserve(100);

    const isShrunk = first?.resize(40);

    expect([isShrunk, fits(held, 61), fits(held, 60)]).toEqual([true, false, true]);
  });

  test('M1: hold what they held when there is no room for more', () => {
    const held = new HeldDeliveries(100);
    const first = held.reserve(40);
    held.reserve(40);

    expect([first?.resize(61), fits(held, 21), fits(held, 20)]).toEqual([false, false, true]);
  });

  test('M1: change to the room of the large ones when they turn out not to be small', () => {
    const held = new HeldDeliveries(large);
    const first = held.reserve(10);

    expect([first?.resize(large), fits(held, SMALL_BYTES), fits(held, large)]).toEqual([true, true, false]);
  });

  test('may be over the limit when there is only one', () => {
    expect(fits(new HeldDeliveries(100), 160)).toBe(true);
  });

  test('M2: leave small ones their room, however many large ones are announced', () => {
    const held = new HeldDeliveries(large * 2);

    expect([large, large, large, 10].map((bytes) => fits(held, bytes))).toEqual([true, true, false, true]);
  });
});
