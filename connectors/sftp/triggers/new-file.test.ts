import type { PollPage } from '@penstock/connector-sdk';
import { invariant, type Json } from '@penstock/kernel';
import { sftp } from '../index';
import { benchAt, type SftpBench } from '../testing/sftp-bench';
import { startSftpServer, type SftpServer } from '../testing/sftp-server';

let server: SftpServer;
let bench: SftpBench;
jest.setTimeout(30_000);
beforeEach(async () => {
  server = await startSftpServer();
  bench = benchAt(server);
});
afterEach(() => server.close());

const wanted = { folder: 'in', names: '*.csv' };

/** Looks until the remote side has told everything, as a poll does. */
async function look(cursor: Json, settings: object = wanted): Promise<{ cursor: Json; pages: PollPage[] }> {
  const pages: PollPage[] = [];
  let next = cursor;
  do {
    pages.push(await bench.poll('new-file', settings, next));
    next = pages.at(-1)?.cursor ?? null;
  } while (pages.at(-1)?.more);
  return { cursor: next, pages };
}
const events = ({ pages }: { pages: PollPage[] }) => pages.flatMap((page) => page.events);
const names = (looked: { pages: PollPage[] }) => events(looked).map(({ labels }) => labels?.['file']);

describe('a file that appears', () => {
  test('is taken at the look after the one that first saw it, and never again', async () => {
    const empty = await look(null);
    server.put('/in/a.csv', 'a;b', 1_777_000_000);
    const first = await look(empty.cursor);
    const second = await look(first.cursor);
    const third = await look(second.cursor);

    expect([names(first), names(second), names(third)]).toEqual([[], ['a.csv'], []]);
    const [event] = events(second);
    expect(event).toEqual({
      dedupeKey: 'file:in/a.csv:3:1777000000000',
      labels: { file: 'a.csv' },
      payload: { path: 'in/a.csv', name: 'a.csv', size: 3, modifiedAt: '2026-04-24T03:06:40.000Z', file: expect.objectContaining({ name: 'a.csv', mediaType: 'text/csv', size: 3 }) },
    });
    expect(sftp.triggers[0]?.event.safeParse(event?.payload).success).toBe(true);
  });

  test('is left alone while it grows', async () => {
    let { cursor } = await look(null);
    const taken = [];
    for (const content of ['a', 'a;b', 'a;b;c']) {
      server.put('/in/a.csv', content);
      const looked = await look(cursor);
      ({ cursor } = looked);
      taken.push(...names(looked));
    }
    const settled = await look(cursor);

    expect([taken, events(settled).map(({ payload }) => (payload as { size: number }).size)]).toEqual([[], [5]]);
  });

  test('under a name that was taken before is another file', async () => {
    let { cursor } = await look(null);
    const keys = [];
    for (const content of ['monday', 'tuesday']) {
      server.put('/in/a.csv', content);
      ({ cursor } = await look(cursor));
      const looked = await look(cursor);
      ({ cursor } = looked);
      keys.push(...events(looked).map(({ dedupeKey }) => dedupeKey));
    }

    expect(new Set(keys).size).toBe(2);
  });

  test('comes one to a page, the oldest first, and only if its name fits', async () => {
    let { cursor } = await look(null);
    server.put('/in/b.csv', 'b', 1_777_000_002);
    server.put('/in/a.csv', 'a', 1_777_000_003);
    server.put('/in/c.csv', 'c', 1_777_000_001);
    server.put('/in/a.txt', 'x');
    server.put('/in/.a.csv.0123456789abcdef.part', 'ours, on its way');
    ({ cursor } = await look(cursor, { folder: 'in' }));
    const looked = await look(cursor);

    expect([names(looked), looked.pages.map((page) => page.events.length)]).toEqual([['c.csv', 'b.csv', 'a.csv'], [1, 1, 1, 0]]);
  });

  test('keeps its dedupe key whatever becomes of the cursor', async () => {
    const take = { ...wanted, atFirst: 'take' };
    server.put('/in/a.csv', 'a');
    const keysOf = async () => events(await look((await look(null, take)).cursor, take)).map(({ dedupeKey }) => dedupeKey);

    expect(await keysOf()).toEqual(await keysOf());
  });

  test('with the same content is the same file where that is wanted', async () => {
    let { cursor } = await look(null);
    server.put('/in/a.csv', 'same');
    server.put('/in/b.csv', 'same');
    ({ cursor } = await look(cursor));
    const looked = await look(cursor, { ...wanted, sameFile: 'content' });

    expect(new Set(events(looked).map(({ dedupeKey }) => dedupeKey)).size).toBe(1);
  });
});

describe('what lies there at the first look', () => {
  test.each([
    ['leave', []],
    ['take', ['a.csv']],
  ])('%s', async (atFirst, taken) => {
    server.put('/in/a.csv', 'a');
    const first = await look(null, { ...wanted, atFirst });

    expect(names(await look(first.cursor, { ...wanted, atFirst }))).toEqual(taken);
  });
});

describe('trouble', () => {
  const seen = async () => {
    const { cursor } = await look(null);
    server.put('/in/a.csv', 'a', 1_777_000_000);
    server.put('/in/b.csv', 'b', 1_777_000_001);
    return (await look(cursor)).cursor;
  };

  test('with one file shelves it under its name, and the others go on', async () => {
    const cursor = await seen();
    server.misbehave({ on: 'OPEN /in/a.csv', does: 'refuse-failure' });
    const looked = await look(cursor);

    expect([looked.pages.flatMap(({ poison = [] }) => poison.map(({ key }) => key)), names(looked)]).toEqual([['in/a.csv'], ['b.csv']]);
  });

  test('with a file that was taken away in between starts nothing', async () => {
    const cursor = await seen();
    server.files.delete('/in/a.csv');

    expect(names(await look(cursor))).toEqual(['b.csv']);
  });

  test('with a file that was away for a moment takes it later, though it is the same to the second', async () => {
    const cursor = await seen();
    const get = server.files.get.bind(server.files);
    server.files.get = (path) => (server.requests.at(-1) === 'STAT /in/a.csv' ? undefined : get(path));
    const without = await look(cursor);
    server.files.get = get;

    expect([names(without), names(await look(without.cursor))]).toEqual([['b.csv'], ['a.csv']]);
  });

  test('with the server stops the look, and loses nothing', async () => {
    const cursor = await seen();
    server.misbehave({ on: 'READ', does: 'hang-up-before' });
    await expect(bench.poll('new-file', wanted, cursor)).rejects.toMatchObject({ details: { code: 'SFTP_CONNECTION_LOST' } });
    server.misbehave();

    expect(names(await look(cursor))).toEqual(['a.csv', 'b.csv']);
  });

  test('with a folder that is too full takes nothing', async () => {
    for (let number = 0; number <= 5_000; number += 1) server.put(`/in/${number}.csv`, '');

    await expect(bench.poll('new-file', wanted, null)).rejects.toMatchObject({ details: { code: 'SFTP_FOLDER_TOO_FULL', class: 'config' } });
  });
});

describe('a single file', () => {
  test('is fetched by its path, whatever was taken before', async () => {
    server.put('/in/a.csv', 'a', 1_777_000_000);

    const [event] = await bench.one('new-file', wanted, 'in/a.csv');

    invariant(event, 'the file is there');
    expect([event.dedupeKey, bench.storage.textOf((event.payload as unknown as { file: { handle: string } }).file.handle)]).toEqual(['file:in/a.csv:1:1777000000000', 'a']);
  });

  test.each(['out/a.csv', 'in/a.txt', '../in/a.csv', 'in/../out/a.csv'])('is none of this trigger’s: %s', async (path) => {
    expect(await bench.one('new-file', wanted, path)).toEqual([]);
  });
});
