import { createLoopbackHttpClient, testConnector } from '@penstock/connector-sdk/testing';
import type { SandboxProgram } from '@penstock/connector-sdk';
import { Decimal, manualClock } from '@penstock/kernel';
import { createCodeSandbox } from '@penstock/runtime-adapters';
import { compiledWorker } from '@penstock/runtime-adapters/testing';
import { codeErrors } from './errors';
import { code } from './index';

const sandbox = createCodeSandbox({ workerFile: compiledWorker(), threads: 1 });
const http = createLoopbackHttpClient({ connection: { baseUrl: () => 'http://127.0.0.1:9', auth: { kind: 'none' } }, settings: {}, secrets: {} });
const bench = testConnector(code, { http, settings: {}, clock: manualClock(0), sandbox });
afterAll(() => sandbox.close());

test('needs no connection and has no effect', () => {
  expect(code.connection).toBeUndefined();
  expect(code.actions.map(({ contract }) => contract.class)).toEqual(['R']);
});

test('adds up the lines of an order to the cent', async () => {
  const lines = [{ price: Decimal.from('19.90'), quantity: 3 }, { price: Decimal.from('0.10'), quantity: 1 }];
  const program = 'return { total: input.lines.reduce((sum, line) => sum.plus(line.price.times(line.quantity)), decimal(0)) }';

  expect(await bench.run('run-code', { code: program, input: { lines } })).toEqual({ result: { total: Decimal.from('59.80') } });
});

test('without the administrator’s word nothing is run', async () => {
  const off = testConnector(code, { http, settings: {}, clock: manualClock(0) });

  await expect(off.run('run-code', { code: 'return 1' })).rejects.toMatchObject({ details: { code: 'CODE_STEPS_OFF', class: 'config', remedy: expect.stringContaining('PENSTOCK_CODE_STEPS=1') } });
});

test('an input that is too large does not reach the sandbox', async () => {
  const programs: SandboxProgram[] = [];
  const watched = testConnector(code, { http, settings: {}, clock: manualClock(0), sandbox: { run: (program) => (programs.push(program), sandbox.run(program)) } });

  await expect(watched.run('run-code', { code: 'return 1', input: 'x'.repeat(4 * 1024 * 1024) })).rejects.toMatchObject({ details: { code: 'CODE_INPUT_TOO_LARGE' } });
  expect(programs).toEqual([]);
});

test.each([
  ['for (;;);', 'CODE_TIMED_OUT'],
  ['throw new Error("no")', 'CODE_THREW'],
  ['return new Uint8Array(64 * 1024 * 1024).length', 'CODE_OUT_OF_MEMORY'],
  ['await new Promise(() => {})', 'CODE_NEVER_SETTLED'],
])('%s ends as a failure of the catalogue', async (program, expected) => {
  await expect(bench.run('run-code', { code: program, timeoutMs: 500 })).rejects.toMatchObject({ details: { code: expected } });
  expect(codeErrors.map((entry) => entry.code)).toContain(expected);
});
