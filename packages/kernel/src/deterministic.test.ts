import { manualClock, seededRandom, sequentialIds } from './deterministic';

describe('deterministic ports', () => {
  it('moves the manual clock only when told', () => {
    const clock = manualClock(1_000);

    clock.advance(250);
    clock.setWallClock(5_000);

    expect(clock.now()).toBe(5_000);
    expect(clock.monotonic()).toBe(250);
  });

  it('counts ids up from one in sortable order', () => {
    const ids = sequentialIds();

    const made = [ids.next(), ids.next()];

    expect(made).toEqual(['00000000-0001-7000-8000-000000000000', '00000000-0002-7000-8000-000000000000']);
  });

  it('repeats the random numbers of a seed', () => {
    const [one, other] = [seededRandom(7), seededRandom(7)];

    const numbers = [one.next(), one.next()];

    expect(numbers).toEqual([other.next(), other.next()]);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(seededRandom(8).next()).not.toBe(numbers[0]);
  });
});
