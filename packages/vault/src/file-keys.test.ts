import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileKeys } from './key-ring';
import { parseMasterKey } from './master-key';

let folder: string;
let path: string;
const [old, fresh] = [`2025:${'11'.repeat(32)}`, `2026:${'22'.repeat(32)}`];
const place = Buffer.from('a place');
const dataKey = Buffer.alloc(32, 7);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-keys-'));
  path = join(folder, 'keys');
  write(`# kept by operations\n${old}\n`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const write = (text: string): void => writeFileSync(path, text, { mode: 0o600 });

describe('keys of a file', () => {
  test('wrap with the first line and open with all of them', async () => {
    const before = await fileKeys(path).wrap(dataKey, place);
    write(`${fresh}\n${old}\n`);

    const keys = fileKeys(path);

    expect([await keys.currentId(), await keys.ids(), (await keys.unwrap(before, place)).equals(dataKey)]).toEqual(['2026', ['2026', '2025'], true]);
  });

  test('come into use when the file changes, without a restart', async () => {
    const keys = fileKeys(path);
    const before = await keys.wrap(dataKey, place);

    write(`${fresh}\n${old}\n`);

    expect([(await keys.wrap(dataKey, place)).masterKeyId, (await keys.unwrap(before, place)).equals(dataKey)]).toEqual(['2026', true]);
  });

  test.each(['', 'half a ke', `2025:${'33'.repeat(32)}\n2025:${'11'.repeat(32)}`])('stay what they were while the file says %p', async (text) => {
    const keys = fileKeys(path);

    write(text);

    expect(await keys.currentId()).toBe('2025');
  });

  test('come before those of the environment, which still open', async () => {
    const keys = fileKeys(path, [parseMasterKey('33'.repeat(32))]);

    expect([await keys.currentId(), (await keys.ids()).length]).toEqual(['2025', 2]);
  });

  test('are refused when others may write them', () => {
    chmodSync(path, 0o666);

    expect(() => fileKeys(path)).toThrow(/chmod go-w/);
  });

  test.each([
    ['is not there', () => rmSync(path), /cannot be read/],
    ['is empty', () => write('\n# nothing\n'), /holds no key/],
    ['holds something else', () => write('2025:hello'), /32 bytes/],
  ])('are refused at the start when the file %s', (_, spoil, message) => {
    spoil();

    expect(() => fileKeys(path)).toThrow(message);
  });
});
