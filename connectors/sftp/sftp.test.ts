import { createHash, randomBytes } from 'node:crypto';
import { invariant } from '@penstock/kernel';
import { temporaryPath } from './actions/write-file';
import { sftpErrors } from './failures';
import { matcherOf } from './fields';
import { sftp } from './index';
import { benchAt, type SftpBench, type SftpBenchOptions } from './testing/sftp-bench';
import { lockedKey, sftpPassword, startSftpServer, userKey, type SftpFault, type SftpServer } from './testing/sftp-server';

let server: SftpServer;
// Two ends of SSH in one process take their time on a loaded machine.
jest.setTimeout(30_000);
beforeEach(async () => {
  server = await startSftpServer();
});
afterEach(() => server.close());

const bench = (options?: SftpBenchOptions) => benchAt(server, options);
const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
async function failureOf(attempt: Promise<unknown>): Promise<{ code: string; class: string }> {
  const failure = await attempt.then(() => undefined, (error: { details: { code: string; class: string } }) => error.details);
  invariant(failure, 'it fails');
  return failure;
}
const changes = () => server.requests.filter((request) => /^(WRITE|RENAME|REMOVE)/.test(request));

describe('the connection', () => {
  test('its test signs in and lists the root folder', async () => {
    expect(await bench({ settings: { root: '/in' } }).testConnection()).toEqual({ summary: '127.0.0.1 accepts the sign-in; /in holds 0 files and folders.' });
  });

  test.each([
    ['a private key', { signIn: 'private-key' }, { privateKey: userKey.private }],
    ['a private key with a passphrase', { signIn: 'private-key-with-passphrase' }, { privateKey: lockedKey.private, passphrase: 'canary-phrase-77' }],
  ])('signs in by %s', async (_name, settings, secrets) => {
    await bench({ settings, secrets }).testConnection();

    expect(new Set(server.signIns)).toEqual(new Set(['robot publickey']));
  });

  test('signs in at servers that ask for the password in a dialogue', async () => {
    await server.close();
    server = await startSftpServer({ dialogue: true });

    await bench().testConnection();

    expect(server.signIns.at(-1)).toBe('robot keyboard-interactive');
  });

  test.each([
    ['a wrong password', {}, { password: 'wrong' }, 'SFTP_SIGN_IN_REFUSED', 'auth'],
    ['a key that is none', { signIn: 'private-key' }, { privateKey: 'no key' }, 'SFTP_KEY_UNREADABLE', 'config'],
    ['a wrong passphrase', { signIn: 'private-key-with-passphrase' }, { privateKey: lockedKey.private, passphrase: 'wrong-phrase' }, 'SFTP_KEY_UNREADABLE', 'config'],
  ])('tells %s as such', async (_name, settings, secrets, code, failureClass) => {
    expect(await failureOf(bench({ settings, secrets }).testConnection())).toMatchObject({ code, class: failureClass });
  });

  test('a server with another key is told nothing, not even the user', async () => {
    const failure = await failureOf(bench({ settings: { hostKey: `SHA256:${'A'.repeat(43)}` } }).testConnection());

    expect(failure).toMatchObject({ code: 'SFTP_HOST_KEY_UNKNOWN', class: 'config', remedy: expect.stringContaining(server.hostKey) });
    expect([server.signIns, server.requests]).toEqual([[], []]);
  });

  test.each(['', 'MD5:aa:bb', 'SHA256:short', undefined])('does not do without the key of the server: %s', (hostKey) => {
    expect(sftp.connection?.settings.safeParse({ host: 'sftp.example.com', user: 'robot', ...(hostKey !== undefined && { hostKey }) }).success).toBe(false);
  });

  test.each(['127.0.0.1', 'localhost', '::ffff:127.0.0.1', '169.254.169.254', '10.0.0.1'])('the private address %s is not reached unless it was allowed', async (host) => {
    expect(await failureOf(bench({ settings: { host }, client: { allowPrivateHosts: [] } }).testConnection())).toMatchObject({ code: 'SFTP_ADDRESS_BLOCKED', class: 'config' });
    expect(server.signIns).toEqual([]);
  });

  test('that cannot be had is told as not reached', async () => {
    const away = bench();
    await server.close();

    expect(await failureOf(away.testConnection())).toMatchObject({ code: 'SFTP_NOT_REACHED', class: 'not-sent', message: expect.stringContaining('ECONNREFUSED') });
    server = await startSftpServer();
  });
});

describe('reading', () => {
  test('lists the files that fit, and neither folders nor what is above', async () => {
    server.put('/in/b.csv', 'b', 1_777_000_000);
    server.put('/in/a.csv', 'aa', 1_777_000_001);
    server.put('/in/a.txt', 'a');
    server.folders.add('/in/old.csv');

    expect(await bench().run('list', { folder: 'in', names: '*.csv' })).toEqual({
      files: [
        { path: 'in/a.csv', name: 'a.csv', size: 2, modifiedAt: '2026-04-24T03:06:41.000Z' },
        { path: 'in/b.csv', name: 'b.csv', size: 1, modifiedAt: '2026-04-24T03:06:40.000Z' },
      ],
    });
  });

  test('keeps a file of any bytes', async () => {
    const bytes = randomBytes(100_000);
    server.put('/in/statement.zip', bytes);
    const at = bench();

    const { file } = (await at.run('read', { path: 'in/statement.zip' })) as { file: { handle: string } };

    expect(file).toMatchObject({ name: 'statement.zip', mediaType: 'application/zip', size: 100_000, sha256: sha256(bytes) });
  });

  test('of a file that is not there says so', async () => {
    expect(await failureOf(bench().run('read', { path: 'in/gone.csv' }))).toMatchObject({ code: 'SFTP_NOT_FOUND', class: 'business' });
  });

  test('of a file that grows meanwhile hands nothing on', async () => {
    server.put('/in/a.csv', 'half');
    const at = bench();
    const { session } = at.context.sftp!;
    const growing = { ...at.context, sftp: { session: <T>(work: Parameters<typeof session<T>>[0]) => session<T>((opened) => work(Object.assign(Object.create(opened), { read: async function* (path: string) { yield* opened.read(path); server.put('/in/a.csv', 'half and more'); } }))) } };

    expect(await failureOf(at.action('read').run(growing, { path: 'in/a.csv' }))).toMatchObject({ code: 'SFTP_FILE_GROWING', class: 'transient' });
  });

  test('is refused where the server refuses it', async () => {
    server.put('/in/a.csv', 'a');
    server.misbehave({ on: 'OPEN /in', does: 'refuse-permission' });

    expect(await failureOf(bench().run('read', { path: 'in/a.csv' }))).toMatchObject({ code: 'SFTP_NOT_PERMITTED', class: 'config' });
  });
});

describe('no path leads out of the root folder', () => {
  test.each(['../etc/passwd', 'in/../../etc/passwd', '/etc/passwd', 'in\\..\\passwd', 'in//a', './a', 'a\u0000b'])('%j', async (path) => {
    await expect(bench({ settings: { root: '/in' } }).run('read', { path })).rejects.toThrow();
    expect(server.requests).toEqual([]);
  });

  test.each(['../etc/passwd', 'a/../../etc', 'a\\..\\b'])('nor past a connector that does not look: %j', async (path) => {
    const reading = bench({ settings: { root: '/in' } }).context.sftp!.session((session) => session.find(path));

    expect(await failureOf(reading)).toMatchObject({ code: 'SFTP_PATH_INVALID', class: 'config' });
    expect(server.requests).toEqual([]);
  });
});

const content = 'invoice;amount\nWEB-1001;19.99\n'.repeat(3_000);
const target = '/out/export.csv';
const temporary = `/${temporaryPath('out/export.csv', { sha256: sha256(content) })}`;
/** A case of each effect, prepared at the server. */
const cases = {
  write: async (at: SftpBench) => ({ key: 'export:1', file: (await at.storage.putText('export.csv', content)).handle, path: 'out/export.csv' }),
  move: async () => {
    server.put('/in/a.csv', content);
    return { key: 'a', from: 'in/a.csv', to: 'done/a.csv' };
  },
  delete: async () => {
    server.put('/in/a.csv', content);
    return { key: 'a', path: 'in/a.csv', sha256: sha256(content) };
  },
};
/** Whether it is done, as anybody sees it. */
const isDone = {
  write: () => server.textOf(target) === content,
  move: () => server.textOf('/done/a.csv') === content && !server.files.has('/in/a.csv'),
  delete: () => !server.files.has('/in/a.csv'),
};
type Effect = keyof typeof cases;
const effects = Object.keys(cases) as Effect[];
/** The request that does it. */
const deed: Readonly<Record<Effect, string>> = { write: 'RENAME', move: 'RENAME', delete: 'REMOVE' };

describe('a file that is sent', () => {
  test('is whole, under its name, and nothing else is left', async () => {
    const at = bench();

    expect(await at.run('write', await cases.write(at))).toEqual({ path: 'out/export.csv', size: content.length, sha256: sha256(content) });
    expect([...server.files.keys()]).toEqual([target]);
    expect(isDone.write()).toBe(true);
  });

  test('is never seen in part: it grows under another name', async () => {
    const at = bench();
    await at.run('write', await cases.write(at));

    expect(changes().filter((request) => !request.includes('.part'))).toEqual([]);
    expect(changes().at(-1)).toBe(`RENAME ${temporary}`);
  });

  test('does not take the place of another one, unless that is wanted', async () => {
    server.put(target, 'somebody else’s');
    const at = bench();
    const input = await cases.write(at);

    expect(await failureOf(at.run('write', input))).toMatchObject({ code: 'SFTP_FILE_EXISTS', class: 'business' });
    expect([server.textOf(target), changes()]).toEqual(['somebody else’s', []]);
    await at.run('write', { ...input, ifExists: 'replace' });
    expect(isDone.write()).toBe(true);
  });

  test('replaces nothing at a server that cannot do it in one step', async () => {
    await server.close();
    server = await startSftpServer({ replaces: false });
    server.put(target, 'old');
    const at = bench();

    expect(await failureOf(at.run('write', { ...(await cases.write(at)), ifExists: 'replace' }))).toMatchObject({ code: 'SFTP_NOT_OFFERED', class: 'config' });
    expect(server.textOf(target)).toBe('old');
  });

  test('that arrives damaged does not get its name', async () => {
    server.misbehave({ on: 'WRITE', does: 'damage', after: 1 });
    const at = bench();

    expect(await failureOf(at.run('write', await cases.write(at)))).toMatchObject({ code: 'SFTP_CHANGED_ON_ITS_WAY', class: 'not-sent' });
    expect(server.files.has(target)).toBe(false);
  });

  test('that was started before is started anew', async () => {
    server.put(temporary, 'half of an earlier try, and longer than all of it'.repeat(10_000));
    const at = bench();

    await at.run('write', await cases.write(at));

    expect(isDone.write()).toBe(true);
  });
});

describe('the effect contract against a server that misbehaves', () => {
  const before: readonly [title: string, fault: SftpFault][] = [
    ['when its folder is looked at', { on: 'STAT', does: 'hang-up-before' }],
    ['when it is opened', { on: 'OPEN', does: 'hang-up-after' }],
    ['within it', { on: 'WRITE', does: 'hang-up-after', after: 1 }],
    ['when it is closed', { on: 'CLOSE', does: 'hang-up-after' }],
    ['while it is read back', { on: 'READ', does: 'hang-up-before', after: 1 }],
    ['by silence within it', { on: 'WRITE', does: 'fall-silent-after', after: 1 }],
  ];
  test.each(before)('write: a connection lost %s is told as not sent, for nobody saw it', async (_title, fault) => {
    server.misbehave(fault);
    const at = bench({ client: { timeoutMs: 300 } });

    expect(await failureOf(at.run('write', await cases.write(at)))).toMatchObject({ code: 'SFTP_NOT_SENT', class: 'not-sent' });
    expect(server.files.has(target)).toBe(false);
  });

  test.each(effects)('%s: a lost answer ends in the truth', async (action) => {
    for (const does of ['hang-up-after', 'fall-silent-after'] as const) {
      await server.close();
      server = await startSftpServer();
      const at = bench({ client: { timeoutMs: 300 } });
      const input = await cases[action](at);
      server.misbehave({ on: deed[action], does });

      expect(await failureOf(at.run(action, input))).toMatchObject({ code: 'SFTP_CONNECTION_LOST', class: 'ambiguous' });
      server.misbehave();
      expect(isDone[action]()).toBe(true);
      expect(await at.verify(action, input)).toMatchObject({ verdict: 'found' });
    }
  });

  test.each(effects)('%s: what never arrived is absent', async (action) => {
    const at = bench();
    const input = await cases[action](at);
    server.misbehave({ on: deed[action], does: 'hang-up-before' });

    expect(await failureOf(at.run(action, input))).toMatchObject({ class: 'ambiguous' });
    server.misbehave();
    expect(isDone[action]()).toBe(false);
    expect(await at.verify(action, input)).toMatchObject({ verdict: 'absent' });
  });

  test.each(effects)('%s: an outage is never absence', async (action) => {
    const at = bench();
    const input = await cases[action](at);
    for (const does of ['refuse-failure', 'refuse-permission', 'hang-up-before'] as const) {
      server.misbehave({ on: 'STAT', does });
      await expect(at.verify(action, input)).rejects.toMatchObject({ details: {} });
    }
    await server.close();
    await expect(at.verify(action, input)).rejects.toMatchObject({ details: { class: 'not-sent' } });
    server = await startSftpServer();
  });

  test.each(effects)('%s: what was not sent is told as not sent', async (action) => {
    const at = bench();
    const input = await cases[action](at);
    await server.close();

    expect(await failureOf(at.run(action, input))).toMatchObject({ class: 'not-sent' });
    server = await startSftpServer();
  });

  test.each(effects)('%s: nothing is changed by a worker whose lease may end', async (action) => {
    const at = bench({ client: { mayStart: () => false } });

    expect(await failureOf(at.run(action, await cases[action](at)))).toMatchObject({ class: 'not-sent', code: 'LEASE_ENDING' });
    expect(changes()).toEqual([]);
  });

  test.each(effects)('%s: failures show no secret and no card data', async (action) => {
    const at = bench();
    const input = await cases[action](at);
    server.misbehave({ on: deed[action], does: 'refuse-failure' });

    const failure = await failureOf(at.run(action, input));

    expect([failure.code, failure.class]).toEqual(['SFTP_REFUSED', 'business']);
    for (const secret of [sftpPassword, '4111111111111111']) expect(JSON.stringify(failure)).not.toContain(secret);
    expect(sftpErrors.map(({ code }) => code)).toContain(failure.code);
  });

  test('write: a file that is not there may have been taken away, unless files stay at this server', async () => {
    const [taken, staying] = [bench(), bench({ settings: { receiverTakesFiles: false } })];
    const verdicts = [await taken.verify('write', await cases.write(taken)), await staying.verify('write', await cases.write(staying))];

    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['unsure', 'absent']);
  });

  test('write: a file under its name with another content is no answer', async () => {
    server.put(target, content.toUpperCase());
    const at = bench({ settings: { receiverTakesFiles: false } });

    expect(await at.verify('write', await cases.write(at))).toMatchObject({ verdict: 'unsure' });
  });

  test('move: two files, or none, are no answer', async () => {
    const at = bench();
    const input = await cases.move();
    server.put('/done/a.csv', 'another');
    const both = await at.verify('move', input);
    server.files.clear();

    expect([both, await at.verify('move', input)]).toMatchObject([{ verdict: 'unsure' }, { verdict: 'unsure' }]);
  });

  test('move: takes no other file’s place', async () => {
    const at = bench();
    const input = await cases.move();
    server.put('/done/a.csv', 'another');

    expect(await failureOf(at.run('move', input))).toMatchObject({ code: 'SFTP_FILE_EXISTS' });
    expect([server.textOf('/done/a.csv'), changes()]).toEqual(['another', []]);
  });

  test('delete: a new file under the old name is left alone, and never asked for again', async () => {
    const at = bench();
    const input = await cases.delete();
    server.put('/in/a.csv', 'tomorrow’s');

    expect(await failureOf(at.run('delete', input))).toMatchObject({ code: 'SFTP_FILE_CHANGED', class: 'business' });
    expect([server.textOf('/in/a.csv'), (await at.verify('delete', input)).verdict]).toEqual(['tomorrow’s', 'found']);
  });
});

test.each([
  ['*', 'a.csv', true],
  ['*.csv', 'a.csv', true],
  ['*.csv', '.csv', true],
  ['*.csv', 'a.csv.tmp', false],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'abbc', true],
  ['a*a', 'a', false],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a.c', 'abc', false],
  ['[a]*', '[a]1', true],
  ['*a?*b', 'xa1yb', true],
  ['*a?*b', 'xab', false],
  [`${'*a'.repeat(40)}b`, 'a'.repeat(5_000), false],
])('the names %s hold %s: %s', (pattern, name, isFitting) => {
  expect(matcherOf(pattern)(name)).toBe(isFitting);
});
