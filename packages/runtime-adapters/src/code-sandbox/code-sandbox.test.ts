import { Decimal, stringifyJson, type Json } from '@penstock/kernel';
import { createCodeSandbox, type OwnedCodeSandbox } from './code-sandbox';
import { compiledWorker } from '../testing/compiled-worker';

let sandbox: OwnedCodeSandbox;

beforeAll(() => {
  sandbox = createCodeSandbox({ workerFile: compiledWorker(), threads: 1, outputLength: 10_000 });
});
afterAll(() => sandbox.close());

const run = (code: string, input: Json = {}, timeoutMs = 1_000) => sandbox.run({ code, input, timeoutMs });
/** The thread that comes after a stop takes a moment to start, so that it is counted with its first run. */
const aliveAgain = async () => expect(await run('return 1 + input.one', { one: 1 })).toBe(2);

describe('what the code can do', () => {
  test('takes JSON and gives JSON, also by a promise', async () => {
    expect(await run('const { lines } = input; return { count: lines.length, first: await lines[0].sku }', { lines: [{ sku: 'P-1' }] })).toEqual({ count: 1, first: 'P-1' });
    expect(await run('')).toBeNull();
  });

  test('amounts stay exact on the way in, in sums and on the way out', async () => {
    const input = { total: Decimal.from('19.90'), huge: Decimal.from('12345678901234567890.01'), tenth: 0.1, whole: 20 };

    const output = await run('return { same: input.huge, sum: decimal(input.tenth).plus("0.2"), due: decimal(input.whole).minus(input.total), more: input.total.compare(5), text: `${input.total}` }', input);

    expect(stringifyJson(output)).toBe('{"same":12345678901234567890.01,"sum":0.3,"due":0.10,"more":1,"text":"19.90"}');
  });

  test.each([
    ['adding decimals with +', 'return input.amount + 1'],
    ['comparing decimals with <', 'return input.amount < 2'],
    ['returning a number with a fraction', 'return 0.1 + 0.2'],
    ['returning a number beyond exactness', 'return 2 ** 60'],
    ['making a decimal of an inexact number', 'return decimal(0.1)'],
  ])('%s is refused, for it would lose cents', async (_name, code) => {
    await expect(run(code, { amount: Decimal.from('1.10') })).rejects.toMatchObject({ details: { code: 'CODE_THREW', class: 'business' } });
  });

  test('what the code throws is told with its words; card data in them is not', async () => {
    await expect(run('throw new Error("no invoice 42")')).rejects.toMatchObject({ details: { code: 'CODE_THREW', message: expect.stringContaining('Error: no invoice 42') } });
    await expect(run('throw new Error("card 4111111111111111")')).rejects.toMatchObject({ details: { message: expect.not.stringContaining('4111111111111111') } });
    await expect(run('return {')).rejects.toMatchObject({ details: { code: 'CODE_THREW', message: expect.stringContaining('SyntaxError') } });
  });
});

describe('what the code cannot do', () => {
  test.each([
    ['an infinite loop', 'for (;;);', 'CODE_TIMED_OUT'],
    ['a loop that catches its end', 'for (;;) { try { for (;;); } catch {} }', 'CODE_TIMED_OUT'],
    ['a loop of promises', 'const again = () => { Promise.resolve().then(again); }; again(); await new Promise(() => {})', 'CODE_TIMED_OUT'],
    ['a regular expression that explodes', 'return /^(a+)+$/.test("a".repeat(50) + "b")', 'CODE_TIMED_OUT'],
    ['a memory bomb', 'return new Uint8Array(64 * 1024 * 1024).length', 'CODE_OUT_OF_MEMORY'],
    ['a memory bomb in small pieces', 'const all = []; for (;;) all.push({ a: 1 })', 'CODE_OUT_OF_MEMORY'],
    ['deep recursion', 'const f = () => f() + 1; return f()', 'CODE_TOO_DEEP'],
    ['deep recursion through the engine', 'const f = () => JSON.stringify([1].map(f)); return f()', 'CODE_TOO_DEEP'],
    ['a promise that never resolves', 'await new Promise(() => {})', 'CODE_NEVER_SETTLED'],
    ['huge output', 'return "x".repeat(1_000_000)', 'CODE_OUTPUT_TOO_LARGE'],
  ])('%s ends with its name, and the next run works', async (_name, code, failure) => {
    await expect(run(code, {}, failure === 'CODE_TIMED_OUT' ? 300 : 5_000)).rejects.toMatchObject({ details: { code: failure, class: 'config' } });
    await aliveAgain();
  });

  test.each(['process', 'require', 'module', 'fetch', 'XMLHttpRequest', 'WebAssembly', 'setTimeout', 'queueMicrotask', 'console', 'Buffer', 'Date', 'Worker', 'std', 'os', 'Deno', 'Bun'])(
    '%s is not there',
    async (name) => {
      expect(await run(`return typeof ${name} + typeof globalThis[${JSON.stringify(name)}]`)).toBe('undefinedundefined');
    },
  );

  test('there are no dice', async () => {
    expect(await run('return typeof Math.random')).toBe('undefined');
  });

  test.each([
    'return [].constructor.constructor("return typeof process + typeof require")()',
    'return (async () => {}).constructor("return typeof process + typeof require")()',
    'return (0, eval)("typeof process + typeof require")',
    'return decimal.constructor("return typeof process + typeof require")()',
    'return input.constructor.constructor("return typeof process + typeof require")()',
    'try { null.x } catch (e) { return e.constructor.constructor("return typeof process + typeof require")() }',
  ])('the way over constructors leads nowhere: %s', async (code) => {
    expect(await run(code)).toBe('undefinedundefined');
  });

  test('imports load nothing', async () => {
    await expect(run('return (await import("node:fs")).readFileSync')).rejects.toMatchObject({ details: { code: 'CODE_THREW' } });
  });

  test('code that closes its own function only reaches its own run', async () => {
    await expect(run('} ; globalThis.leak = 1; {')).rejects.toMatchObject({ details: { code: 'CODE_THREW' } });
    expect(await run('return typeof globalThis.leak')).toBe('undefined');
  });

  test('a bent prototype reaches neither the host nor the next run', async () => {
    const output = await run('Object.prototype.isAdmin = true; Array.prototype.map = () => "bent"; JSON.stringify = () => "bent"; return JSON.parse(\'{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}\')');

    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    expect(await run('return [typeof ({}).isAdmin, [1].map(String)]')).toEqual(['undefined', ['1']]);
  });

  test('a decimal that is none does not get out', async () => {
    await expect(run('return { $decimal: "1e999999999" }')).rejects.toMatchObject({ details: { code: 'CODE_RESULT_INVALID' } });
    await aliveAgain();
  });

  test('code that survives its own memory bomb harms no later run', async () => {
    expect(await run('try { const all = []; for (;;) all.push({ a: 1 }); } catch { return "caught" }', {}, 5_000)).toBe('caught');
    await aliveAgain();
  });

  test('the platform goes on while code spins', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 10);

    await run('for (;;);', {}, 300).catch(() => undefined);
    clearInterval(timer);

    expect(ticks).toBeGreaterThan(5);
  });
});

test('a thread that ends by itself is told as passing and replaced', async () => {
  const broken = createCodeSandbox({ workerFile: '/nowhere/worker.js', threads: 1 });

  await expect(broken.run({ code: 'return 1', input: {}, timeoutMs: 100 })).rejects.toMatchObject({ details: { class: 'transient', code: 'CODE_SANDBOX_FAILED' } });
  await broken.close();
});

test('more steps than threads wait for their turn', async () => {
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => run('return input.n * 2', { n })))).toEqual([2, 4, 6, 8, 10]);
});
