import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from './commands';
import { runPenstock } from './run-penstock';

const folder = mkdtempSync(join(tmpdir(), 'penstock-cli-unit-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function penstock(words: string, env: Record<string, string> = {}) {
  const [said, complained]: string[][] = [[], []];
  const exitCode = await runPenstock({ words: words === '' ? [] : words.split(' '), env, folder, say: (line) => said?.push(line), complain: (line) => complained?.push(line) });
  return { exitCode, said: said?.join('\n') ?? '', complained: complained?.join('\n') ?? '' };
}

/** A server that gives one answer to everything. */
async function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    env: { PENSTOCK_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, PENSTOCK_API_KEY: 'pk_test' },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
const problem = (status: number, code: string) => ({ type: 'about:blank', title: 'Refused', status, code, detail: 'It was refused. Nothing was changed.', requestId: 'r' });

describe('help', () => {
  test('lists every command and the exit codes', async () => {
    const { exitCode, said } = await penstock('--help');

    expect(exitCode).toBe(0);
    for (const { name } of commands) expect(said).toContain(`  ${name}`);
    expect(said).toContain('0 done, 1 a problem, 2 wrong usage, 3 not reachable, 4 not allowed, 5 conflict');
  });

  test.each(commands.map((command) => [command.name, command] as const))('of “%s” tells its options', async (name, command) => {
    const { exitCode, said } = await penstock(`${name} --help`);

    expect(exitCode).toBe(0);
    expect(said).toContain(`Usage: penstock ${name}`);
    for (const option of [...Object.keys(command.options ?? {}), 'json']) expect(said).toContain(`--${option}`);
  });

  test('of a group lists what belongs to it', async () => {
    const { exitCode, said } = await penstock('flows --help');

    expect([exitCode, said.includes('flows push'), said.includes('runs list')]).toEqual([0, true, false]);
  });
});

describe('a command line that is not understood', () => {
  test.each([
    ['', 'Usage: penstock'],
    ['delete-everything', 'There is no command “delete-everything”'],
    ['flows', 'flows pull'],
    ['flows list --colour', 'colour'],
    ['deploy Payments', '--to is needed'],
    ['runs show', 'Give the run'],
    ['runs show a b', 'one run only'],
    ['runs list --status done', 'No run has the status “done”'],
    ['runs list --most none', 'whole number'],
    ['events --state lost', '--state takes'],
    ['keys create ci --role king', 'role'],
    ['audit verify --number 3', 'together'],
    ['flows push --base 3', 'no flow files'],
    ['flows push nowhere.flow.yaml', 'There is no file'],
  ])('“penstock %s” ends with 2 and says why', async (words, expected) => {
    const { exitCode, complained, said } = await penstock(words, { PENSTOCK_API_KEY: 'pk_test', PENSTOCK_URL: 'http://127.0.0.1:1' });

    expect([exitCode, said]).toEqual([2, '']);
    expect(complained).toContain(expected);
  });

  test.each([
    [{}, 'Set PENSTOCK_API_KEY'],
    [{ PENSTOCK_API_KEY: 'pk', PENSTOCK_URL: 'file:///etc/passwd' }, 'PENSTOCK_URL is not an address'],
  ])('as are surroundings like %j', async (env, expected) => {
    const { exitCode, complained } = await penstock('flows list', env as Record<string, string>);

    expect([exitCode, complained.includes(expected)]).toEqual([2, true]);
  });
});

describe('the exit code', () => {
  test('is 3 when nothing answers', async () => {
    const { exitCode, complained } = await penstock('flows list', { PENSTOCK_API_KEY: 'pk', PENSTOCK_URL: 'http://127.0.0.1:1' });

    expect([exitCode, complained]).toEqual([3, expect.stringContaining('does not answer at http://127.0.0.1:1')]);
  });

  test.each([
    [401, 'API_KEY_INVALID', 4],
    [403, 'ROLE_NOT_ALLOWED', 4],
    [409, 'RUN_NOT_RETRYABLE', 5],
    [404, 'RUN_NOT_FOUND', 1],
    [422, 'FLOW_HAS_PROBLEMS', 1],
    [500, 'INTERNAL_ERROR', 1],
  ])('of an answer %i %s is %i, with the words of the server', async (status, code, expected) => {
    const server = await answering(status, problem(status, code));

    const plain = await penstock('runs retry 0193a000-0000-7000-8000-000000000001', server.env);
    const json = await penstock('runs retry 0193a000-0000-7000-8000-000000000001 --json', server.env);

    await server.stop();
    expect([plain.exitCode, plain.complained]).toEqual([expected, 'It was refused. Nothing was changed.']);
    expect(JSON.parse(json.complained)).toMatchObject({ code, status });
  });

  test('of too many requests comes with how long to wait', async () => {
    const server = await answering(429, problem(429, 'TOO_MANY_REQUESTS'), { 'retry-after': '12' });

    const { exitCode, complained } = await penstock('flows list', server.env);

    await server.stop();
    expect([exitCode, complained]).toEqual([1, 'It was refused. Nothing was changed.\nTry again in 12 s.']);
  });
});

describe('checking files', () => {
  const bomb = `format: penstock-flow/1\na: &a [x, x]\nb: [*a, *a]\n`;

  test('names file, line and column of what is wrong and ends with 1', async () => {
    writeFileSync(join(folder, 'bomb.flow.yaml'), bomb);

    const { exitCode, said } = await penstock('flows validate bomb.flow.yaml --offline');

    expect(exitCode).toBe(1);
    expect(said).toMatch(/^bomb\.flow\.yaml:2:4 Anchors/);
  });

  test('sends nothing of a push while one file is broken', async () => {
    writeFileSync(join(folder, 'bomb.flow.yaml'), bomb);
    const server = await answering(500, problem(500, 'INTERNAL_ERROR'));

    const { exitCode, complained } = await penstock('flows push bomb.flow.yaml', server.env);

    await server.stop();
    expect([exitCode, complained.split('\n')[0]]).toEqual([1, 'Nothing was changed on the server.']);
  });

  test('for programs gives the problems as data', async () => {
    writeFileSync(join(folder, 'bomb.flow.yaml'), bomb);

    const { said } = await penstock('flows validate bomb.flow.yaml --offline --json');

    expect(JSON.parse(said)).toMatchObject({ valid: false, items: [{ file: 'bomb.flow.yaml', problems: [{ code: 'REFERENCE_NOT_ALLOWED', line: 2 }, {}, {}] }] });
  });
});
