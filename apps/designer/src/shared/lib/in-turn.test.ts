import { inTurn } from './in-turn';

const items = [1, 2, 3, 4, 5, 6, 7];

describe('work in turn', () => {
  test('is done on every item, never more at once than said', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    await inTurn(
      items,
      async (item) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        done.push(item);
      },
      { atOnce: 3 },
    );

    expect([done, most]).toEqual([items, 3]);
  });

  test('starts nothing more once it is stopped', async () => {
    const stop = new AbortController();
    const done: number[] = [];
    await inTurn(
      items,
      async (item) => {
        await Promise.resolve();
        done.push(item);
        if (item === 3) stop.abort();
      },
      { atOnce: 1, signal: stop.signal },
    );

    expect(done).toEqual([1, 2, 3]);
  });
});
