import { CommitterBusy, GroupCommitter } from './group-committer';

const noWait = { pause: async () => undefined, monotonic: () => 0 };
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

  test('C5: refuses at once when too much is waiting', async () => {
    let release: () => void = () => undefined;
    const blocked = new Promise<void>((resolve) => (release = resolve));
    const committer = new GroupCommitter<number, number>(async (items) => (await blocked, items), { ...noWait, maxQueue: 2, maxBatch: 1 });
    const first = [1, 2].map((item) => committer.submit(item));

    await expect(committer.submit(3)).rejects.toBeInstanceOf(CommitterBusy);

    release();
    await Promise.all(first);
  });

  test('C2: does not repeat a bug of ours for ever', async () => {
    const committer = new GroupCommitter<number, number>(async () => Promise.reject(new TypeError('bug')), noWait);

    await expect(committer.submit(1)).rejects.toThrow('bug');
  });
});
