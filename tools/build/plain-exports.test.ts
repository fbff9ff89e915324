import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import { withPlainExports } from './plain-exports.mjs';

/** The files as the build writes them, loaded by Node itself. */
function built(files: Readonly<Record<string, string>>): NodeJS.Require {
  const folder = mkdtempSync(join(tmpdir(), 'plain-exports-'));
  folders.push(folder);
  for (const [name, source] of Object.entries(files)) {
    const { code } = transformSync(source, {
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs' },
    });
    writeFileSync(join(folder, `${name}.js`), withPlainExports(code));
  }
  return createRequire(join(folder, 'index.js'));
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** Whether an export is read without calling anything. */
const isPlain = (exported: object, name: string): boolean =>
  'value' in (Object.getOwnPropertyDescriptor(exported, name) ?? {});

describe('exports of a built file', () => {
  test('are plain properties, those that come from other files too', () => {
    const load = built({
      money: 'export const cents = 100; export function twice(n: number) { return 2 * n; } export class Purse {}',
      index: 'export * from "./money"; export { Purse as Wallet } from "./money";',
    });
    const index = load('./index') as Record<string, unknown>;

    expect(Object.keys(index).sort()).toEqual(['Purse', 'Wallet', 'cents', 'twice']);
    expect(Object.keys(index).filter((name) => !isPlain(index, name))).toEqual([]);
    expect(index['Wallet']).toBe(index['Purse']);
    expect((index['twice'] as (n: number) => number)(index['cents'] as number)).toBe(200);
  });

  test('work when two files need each other', () => {
    const load = built({
      even: 'import { odd } from "./odd"; export const zero = 0; export const even = (n: number): boolean => n === zero || odd(n - 1);',
      odd: 'import { even } from "./even"; export { zero } from "./even"; export const odd = (n: number): boolean => n !== 0 && even(n - 1);',
    });
    const { even } = load('./even') as { even: (n: number) => boolean };
    const odd = load('./odd') as { odd: (n: number) => boolean; zero: number };

    expect([even(4), odd.odd(4), odd.zero]).toEqual([true, false, 0]);
    expect(isPlain(odd, 'zero')).toBe(false);
  });
});
