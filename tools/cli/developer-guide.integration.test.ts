import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startCliWorld, type CliWorld } from './cli-world';

jest.setTimeout(120_000);
let world: CliWorld;
beforeAll(async () => {
  world = await startCliWorld();
});
afterAll(() => world.close());

const guide = readFileSync(join(__dirname, '../../docs/guides/developer.md'), 'utf8');

type Part = { readonly kind: 'file'; readonly name: string; readonly text: string } | { readonly kind: 'command'; readonly words: readonly string[]; readonly expected: string };

/** Fenced blocks in their order: files to write and commands to type. */
const parts = (): Part[] =>
  [...guide.matchAll(/```(\w+)(?: file=(\S+))?\n([\s\S]*?)```/g)].flatMap(([, language, name, text = '']): Part[] => {
    if (name !== undefined) return [{ kind: 'file', name, text }];
    if (language !== 'sh') return [];
    return text.trimEnd().split('\n').map((line) => {
      const [command = '', expected = ''] = line.split(/\s+# → /);
      return { kind: 'command', words: wordsOf(command), expected };
    });
  });

/** As a shell splits them: quotes hold words together. */
const wordsOf = (line: string): string[] => [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');

let lastRun = '';
async function answerTo([program, ...words]: readonly string[]): Promise<string> {
  const filled = words.map((word) => word.replace('<run>', lastRun).replace('$PENSTOCK_URL', world.url).replace('$PENSTOCK_API_KEY', world.bootstrapKey));
  if (program === 'curl') return curl(filled);
  expect(program).toBe('penstock');
  const { said, complained, exitCode } = await world.penstock(filled);
  expect([exitCode, complained]).toEqual([0, '']);
  lastRun = /run ([0-9a-f-]{36})/.exec(said)?.[1] ?? lastRun;
  return said;
}

/** The few options of curl that the guide uses. */
async function curl(words: readonly string[]): Promise<string> {
  const values = (option: string): string[] => words.flatMap((word, index) => (words[index - 1] === option ? [word] : []));
  const headers = Object.fromEntries(values('-H').map((header) => header.split(': ') as [string, string]));
  const [body] = values('-d');
  const response = await fetch(words.at(-1) ?? '', { method: values('-X')[0] ?? 'GET', headers, ...(body !== undefined && { body }) });
  return response.text();
}

describe('the guide for developers', () => {
  test('tells what the program does: every command in its order gives what stands behind it', async () => {
    const found = parts();
    const commands = found.filter(({ kind }) => kind === 'command');

    for (const part of found) {
      if (part.kind === 'file') {
        mkdirSync(join(world.folder, dirname(part.name)), { recursive: true });
        writeFileSync(join(world.folder, part.name), part.text);
      } else {
        expect(part.expected).not.toBe('');
        expect([part.words.join(' '), await answerTo(part.words)]).toEqual([part.words.join(' '), expect.stringContaining(part.expected)]);
      }
    }

    process.stdout.write(`developer guide: ${commands.length} commands run\n`);
    expect(commands.length).toBeGreaterThan(25);
  });

  test('made one flow of two requests with the same key', async () => {
    const { said } = await world.penstock(['flows', 'list']);

    expect(said.match(/Made by hand/g)).toHaveLength(1);
  });
});
