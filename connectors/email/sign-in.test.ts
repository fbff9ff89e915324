import { createLoopbackHttpClient, createMemoryFileStorage, testConnector, type MemoryFileStorage } from '@penstock/connector-sdk/testing';
import { invariant, manualClock } from '@penstock/kernel';
import { createMailClient, type MailClientOptions } from '@penstock/runtime-adapters';
import { email } from './index';
import { mailPassword, startSmtpServer, type SmtpServer } from './testing/smtp-server';
import { testCertificate } from './testing/test-certificate';

const { connection } = email;
let server: SmtpServer;
let storage: MemoryFileStorage;
beforeEach(() => {
  storage = createMemoryFileStorage();
});
afterEach(() => server.close());

/** Tokens as the HTTP layer gives them: a new one after each refusal. */
function tokens() {
  const refused: string[] = [];
  return { refused, current: () => Promise.resolve(`token-${refused.length + 1}`), refuse: (token: string) => void refused.push(token) };
}

function bench(settings: object, client: Partial<MailClientOptions> = {}) {
  invariant(connection?.mailServer, 'the connection names a mail server');
  const given = { host: '127.0.0.1', port: server.port, user: 'robot', from: 'billing@example.com', ...settings };
  const parsed = connection.settings.parse(given);
  const mail = createMailClient({ server: connection.mailServer(parsed), resolveSecret: () => Promise.resolve(mailPassword), allowPrivateHosts: ['127.0.0.1'], trustedCa: testCertificate, timeoutMs: 5_000, ...client });
  return testConnector(email, { http: createLoopbackHttpClient({ connection, settings: { ...parsed as object, signIn: 'password' }, secrets: {} }), settings: given, clock: manualClock(0), mail, files: storage });
}
const message = { key: 'receipt:WEB-1001', to: ['ann@example.com'], subject: 'Receipt', text: 'Thank you.' };

describe('an encrypted connection', () => {
  test.each(['implicit', 'starttls'] as const)('by %s hands the message over where the certificate is trusted', async (encryption) => {
    server = await startSmtpServer(encryption);

    await bench({ encryption }).run('send-mail', message);

    expect(server.taken).toHaveLength(1);
    expect(server.commands.filter((line) => line === 'STARTTLS')).toHaveLength(encryption === 'starttls' ? 1 : 0);
  });

  test.each(['implicit', 'starttls'] as const)('by %s says nothing where it is not', async (encryption) => {
    server = await startSmtpServer(encryption);
    // An empty list: the usual authorities, which do not know this certificate.
    const attempt = bench({ encryption }, { trustedCa: '' }).run('send-mail', message);

    await expect(attempt).rejects.toMatchObject({ details: { class: 'not-sent' } });
    expect([server.taken, server.commands.filter((line) => line.startsWith('AUTH') || line.startsWith('MAIL'))]).toEqual([[], []]);
  });
});

describe('a sign-in by access tokens', () => {
  const oauth = { encryption: 'none', signIn: 'oauth-client-credentials', tokenAddress: 'https://login.example.com/token', clientId: 'penstock' };
  const start = async (accepted: readonly string[]) => {
    server = await startSmtpServer();
    server.behave({ capabilities: ['AUTH XOAUTH2'], tokens: accepted });
  };

  test('hands the message over', async () => {
    await start(['token-1']);

    await bench(oauth, { tokens: tokens() }).run('send-mail', message);

    expect(server.taken).toHaveLength(1);
  });

  test('renews a token that is refused, once', async () => {
    await start(['token-2']);
    const source = tokens();

    await bench(oauth, { tokens: source }).run('send-mail', message);

    expect([server.taken.length, source.refused]).toEqual([1, ['token-1']]);
  });

  test('that is refused with the new token as well sends nothing, and shows no token', async () => {
    await start([]);
    const source = tokens();
    const failure = await bench(oauth, { tokens: source }).run('send-mail', message).then(() => undefined, (error: { details: object }) => error.details);

    expect(failure).toMatchObject({ class: 'auth', code: 'MAIL_SIGN_IN_REFUSED' });
    expect([server.taken, source.refused.length, /token-\d/.test(JSON.stringify(failure))]).toEqual([[], 1, false]);
  });

  test.each([
    ['oauth-client-credentials', { grant_type: 'client_credentials', client_id: 'penstock', client_secret: { $secret: 'clientSecret' }, scope: 'mail' }],
    ['oauth-refresh-token', { grant_type: 'refresh_token', refresh_token: { $secret: 'refreshToken' }, client_id: 'penstock', client_secret: { $secret: 'clientSecret' }, scope: 'mail' }],
  ])('by %s asks for the token as it should', async (signIn, form) => {
    await start([]);
    const settings = connection?.settings.parse({ host: 'smtp.example.com', from: 'a@example.com', user: 'robot', ...oauth, signIn, scope: 'mail' });
    const auth = typeof connection?.auth === 'function' ? connection.auth(settings) : undefined;
    invariant(auth?.kind === 'token', 'the sign-in is by token');

    expect(auth.request(settings)).toMatchObject({ url: 'https://login.example.com/token', form });
    expect(connection?.additionalHosts?.(settings)).toEqual(['login.example.com']);
  });
});

describe('attachments', () => {
  beforeEach(async () => {
    server = await startSmtpServer();
  });
  const send = (attachments: object[]) => bench({ encryption: 'none' }).run('send-mail', { ...message, attachments });

  test('are stored files, under their names', async () => {
    const [one, two] = [await storage.putText('orders.csv', 'a;b\n'), await storage.putText('x.txt', 'Grüße')];

    await send([{ file: one.handle }, { file: two.handle, name: 'Überweisung.txt' }]);

    const source = server.taken[0]?.source ?? '';
    expect(source).toContain('filename=orders.csv');
    expect(source).toContain(Buffer.from('a;b\n').toString('base64'));
    expect(source).toMatch(/filename\*0?\*?=utf-8''%C3%9Cberweisung\.txt/i);
    expect(source).toContain(Buffer.from('Grüße').toString('base64'));
  });

  test.each([
    ['that are gone', [{ file: 'file_00000000-0000-7000-8000-00000000ffff' }]],
    ['with a header in their name', [{ file: 'file_00000000-0000-7000-8000-000000000001', name: 'a\r\nBcc: spy@example.com' }]],
    ['by a path', [{ file: '/etc/passwd' }]],
  ])('%s are not sent, nor is the message', async (_name, attachments) => {
    await expect(send(attachments)).rejects.toThrow();
    expect(server.commands).toEqual([]);
  });

  test('that are too large together are not sent', async () => {
    const { handle } = await storage.putText('large.txt', 'x'.repeat(11 * 1024 * 1024));

    await expect(send([{ file: handle }, { file: handle }])).rejects.toMatchObject({ details: { code: 'FILE_TOO_LARGE' } });
    expect(server.commands).toEqual([]);
  });
});
