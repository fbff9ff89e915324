import { GroupCommitter, StoreBusy } from './group-committer';
import type { CommitterBounds } from './intake-bounds';

const noWait = { pause: async () => undefined, monotonic: () => 0 };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const sqlError = (code: string): Error => Object.assign(new Error(code), { code });

describe('a group committer', () => {
  test('C1: writes what gathered in one turn together', async () => {
    const batches: number[][] = [];
    const committer = new GroupCommitter<number, number>(async (items) => {
      batches.push([...items]);
      return items.map((item) => item * 10);
    }, noWait);

    const answers = await Promise.all([1, 2, 3].map((item) => committer.submit(item)));

    expect(answers).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  test('keeps batches below the limit', async () => {
    const sizes: number[] = [];
    const committer = new GroupCommitter<number, number>(async (items) => (sizes.push(items.length), items), { ...noWait, maxBatch: 4 });

    await Promise.all(Array.from({ length: 10 }, (_, item) => committer.submit(item)));

    expect(sizes.sort()).toEqual([2, 4, 4]);
  });

  test('C3: fails the guilty row and no neighbour', async () => {
    const committer = new GroupCommitter<string, string>(async (items) => {
      if (items.includes('poison')) throw sqlError('22P05');
      return items;
    }, noWait);

    const settled = await Promise.allSettled(['a', 'b', 'poison', 'c', 'd'].map((item) => committer.submit(item)));

    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });

  test.each(['08006', '57P01', '53300', '40P01', 'ECONNRESET'])('C4: repeats the statement after %s', async (code) => {
    let tries = 0;
    const committer = new GroupCommitter<number, number>(async (items) => {
      tries += 1;
      if (tries < 3) throw sqlError(code);
      return items;
    }, noWait);

    await expect(committer.submit(7)).resolves.toBe(7);
  });

  test('C4: repeats the statement when no answer comes', async () => {
    let tries = 0;
    const committer = new GroupCommitter<number, number>(async (items) => {
      tries += 1;
      if (tries < 2) throw new TypeError('Query read timeout');
      return items;
    }, noWait);

    await expect(committer.submit(7)).resolves.toBe(7);
  });

  test('C4: gives up when the database stays away', async () => {
    let time = 0;
    const committer = new GroupCommitter<number, number>(async () => Promise.reject(sqlError('57P03')), {
      pause: async () => undefined,
      monotonic: () => (time += 6_000),
    });

    await expect(committer.submit(1)).rejects.toMatchObject({ code: '57P03' });
  });

  describe('C5: while the database stands still', () => {
    const stalled = (bounds: Partial<CommitterBounds>, monotonic = () => 0) => {
      const released = withResolvers();
      const written: number[] = [];
      const write = async (items: readonly number[]) => (await released.promise, written.push(...items), items);
      const options = { ...noWait, monotonic, bounds, maxBatch: 1, slots: 1, sizeOf: (item: number) => item };
      return { committer: new GroupCommitter<number, number>(write, options), written, release: released.resolve };
    };

    test('refuses at once beyond so many rows', async () => {
      const { committer, release } = stalled({ maxRows: 2 });
      const taken = [1, 2].map((item) => committer.submit(item));

      await expect(committer.submit(3)).rejects.toBeInstanceOf(StoreBusy);

      release();
      expect(await Promise.all(taken)).toEqual([1, 2]);
    });

    test('refuses at once beyond so many bytes, under way or waiting', async () => {
      const { committer, written, release } = stalled({ maxBytes: 100 });
      const taken = [60, 40].map((bytes) => committer.submit(bytes));
      await turn();

      await expect(committer.submit(1)).rejects.toBeInstanceOf(StoreBusy);

      release();
      await Promise.all(taken);
      expect(written).toEqual([60, 40]);
    });

    test('takes again what fits once the database has answered', async () => {
      const { committer, release } = stalled({ maxBytes: 100 });
      const taken = committer.submit(100);
      await expect(committer.submit(1)).rejects.toBeInstanceOf(StoreBusy);

      release();
      await taken;
      await turn();

      await expect(committer.submit(100)).resolves.toBe(100);
    });

    test('takes a single item over the bound, which would be refused for ever otherwise', async () => {
      const { committer, release } = stalled({ maxBytes: 100 });
      release();

      await expect(committer.submit(500)).resolves.toBe(500);
    });

    test('refuses at once while the oldest has waited too long', async () => {
      let now = 0;
      const { committer, release } = stalled({ maxWaitMs: 2_000 }, () => now);
      const underWay = committer.submit(1);
      await turn();
      const oldest = committer.submit(2);
      now = 2_000;
      const young = committer.submit(3);
      now = 2_001;

      await expect(committer.submit(4)).rejects.toBeInstanceOf(StoreBusy);

      release();
      expect(await Promise.all([underWay, oldest, young])).toEqual([1, 2, 3]);
    });

    test('does not count what is under way as waiting: one slow statement is no backlog', async () => {
      let now = 0;
      const { committer, release } = stalled({ maxWaitMs: 2_000 }, () => now);
      const underWay = committer.submit(1);
      await turn();
      now = 9_000;
      const next = committer.submit(2);

      release();

      expect(await Promise.all([underWay, next])).toEqual([1, 2]);
    });
  });

  test('C6: keeps the bytes of a batch below the limit, whatever a single row takes', async () => {
    const batches: number[][] = [];
    const options = { ...noWait, slots: 1, maxBatchBytes: 100, sizeOf: (item: number) => item };
    const committer = new GroupCommitter<number, number>(async (items) => (batches.push([...items]), items), options);

    await Promise.all([40, 60, 1, 500, 99].map((item) => committer.submit(item)));

    expect(batches).toEqual([[40, 60], [1], [500], [99]]);
  });

  test('C2: does not repeat a bug of ours for ever', async () => {
    const committer = new GroupCommitter<number, number>(async () => Promise.reject(new TypeError('bug')), noWait);

    await expect(committer.submit(1)).rejects.toThrow('bug');
  });
});

/** A promise that the test settles itself. */
function withResolvers(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve: () => resolve() };
}
