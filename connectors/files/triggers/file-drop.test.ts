import type { StoredFile, TriggerEvent } from '@penstock/connector-sdk';
import { createMemoryFileStorage, type MemoryFileStorage } from '@penstock/connector-sdk/testing';
import { fileDrop } from './file-drop';

let storage: MemoryFileStorage;
beforeEach(() => {
  storage = createMemoryFileStorage();
});

const eventsOf = (file: StoredFile, settings: object): Promise<readonly TriggerEvent[]> => fileDrop.fileDrop!.events(file, storage, fileDrop.settings.parse(settings));
const rows = { starts: 'a-run-per-row' };

test('a file is one event, known by its content and not by its name', async () => {
  const [one, renamed, other] = [await storage.putText('a.csv', 'a;b'), await storage.putText('b.csv', 'a;b'), await storage.putText('a.csv', 'a;c')];
  const keys = await Promise.all([one, renamed, other].map(async (file) => (await eventsOf(file, {}))[0]?.dedupeKey));

  expect(await eventsOf(one, {})).toEqual([{ dedupeKey: `file:${one.sha256}`, payload: { file: one, row: null, rowNumber: null }, labels: { file: 'a.csv' } }]);
  expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([true, false]);
});

test('a file of records is an event per record, in order', async () => {
  const file = await storage.putText('a.csv', 'invoice;amount\n0012;19.90\n0013;5.00\n');
  const events = await eventsOf(file, { ...rows, delimiter: 'semicolon' });

  expect(events.map(({ payload }) => payload)).toEqual([
    { file, row: { invoice: '0012', amount: '19.90' }, rowNumber: 1 },
    { file, row: { invoice: '0013', amount: '5.00' }, rowNumber: 2 },
  ]);
  expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  expect(events.every(({ payload }) => fileDrop.event.safeParse(payload).success)).toBe(true);
});

test.each([
  ['a broken record', 'a,b\n1,2\n3\n', 'FILE_MALFORMED'],
  ['no line of names', '', 'FILE_MALFORMED'],
  ['too many records', `a\n${'1\n'.repeat(10_001)}`, 'FILE_TOO_MANY_ROWS'],
])('a file with %s starts nothing at all', async (_name, text, code) => {
  await expect(eventsOf(await storage.putText('a.csv', text), rows)).rejects.toMatchObject({ details: { class: 'business', code } });
});
