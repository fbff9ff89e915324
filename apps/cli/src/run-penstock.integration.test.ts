import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { runPenstock } from './run-penstock';

let source: TestDatabase;
let target: TestDatabase;
let folder: string;

beforeAll(async () => {
  [source, target] = [await createTestDatabase(), await createTestDatabase()];
  folder = mkdtempSync(join(tmpdir(), 'penstock-cli-test-'));
});
afterAll(async () => {
  await source.drop();
  await target.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function penstock(words: readonly string[], database = source) {
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  const exitCode = await runPenstock({ words, env: { DATABASE_URL: database.url }, folder, say: note, complain: note });
  return { exitCode, text: lines.join('\n') };
}

describe('penstock', () => {
  test('saves a database and brings it back', async () => {
    const saved = await penstock(['backup', 'first.backup']);
    const restored = await penstock(['restore', 'first.backup'], target);

    expect([saved.exitCode, restored.exitCode]).toEqual([0, 0]);
    expect(saved.text).toContain(join(folder, 'first.backup'));
    expect(restored.text).toContain('sending is held until a person resumes it');
  });

  test('says what is wrong with a damaged file and what to do', async () => {
    await penstock(['backup', 'cut.backup']);
    truncateSync(join(folder, 'cut.backup'), 200);

    const { exitCode, text } = await penstock(['restore', 'cut.backup'], target);

    expect(exitCode).toBe(1);
    expect(text).toMatch(/damaged.*Nothing was written.*another copy/s);
  });

  test.each([[[]], [['backup']], [['restore', 'a', 'b']], [['delete-everything']]])('shows its usage for %j', async (words) => {
    const { exitCode, text } = await penstock(words);

    expect(exitCode).toBe(2);
    expect(text).toContain('Usage: penstock');
  });
});
