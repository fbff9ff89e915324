import { assign } from './assignment';

describe('an assignment', () => {
  test('gives up a best pair when two others gain more', () => {
    const picked = assign(
      [
        [0.9, 0.8],
        [0.85, 0],
      ],
      2,
    );

    expect(picked).toEqual([1, 0]);
  });

  test('leaves rows alone that gain nothing', () => {
    expect(assign([[0, -1], [0.5, 0.4], []], 2)).toEqual([-1, 0, -1]);
  });

  test('is the best of all assignments on small random gains', () => {
    let state = 7;
    const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 50; round += 1) {
      const gains = Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => (random() < 0.3 ? 0 : random())));

      const picked = assign(gains, 5);

      const gained = picked.reduce((sum, column, row) => sum + (column < 0 ? 0 : gains[row]![column]!), 0);
      expect(new Set(picked.filter((column) => column >= 0)).size).toBe(picked.filter((column) => column >= 0).length);
      expect(gained).toBeCloseTo(bestByTrying(gains, 0, new Set()), 9);
    }
  });
});

function bestByTrying(gains: readonly (readonly number[])[], row: number, taken: ReadonlySet<number>): number {
  const options = gains[row];
  if (!options) return 0;
  const alone = bestByTrying(gains, row + 1, taken);
  return options.reduce(
    (best, gain, column) =>
      taken.has(column) ? best : Math.max(best, gain + bestByTrying(gains, row + 1, new Set([...taken, column]))),
    alone,
  );
}
