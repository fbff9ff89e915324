import { createLoopbackHttpClient, testConnector, type ConnectorBench } from '@penstock/connector-sdk/testing';
import { invariant, manualClock } from '@penstock/kernel';
import { createMailClient, type MailClientOptions } from '@penstock/runtime-adapters';
import { emailErrors } from './errors';
import { email } from './index';
import { mailPassword, startSmtpServer, type SmtpBehaviour, type SmtpServer } from './testing/smtp-server';

const { connection } = email;
const clock = manualClock(0);
let server: SmtpServer;
beforeEach(async () => {
  server = await startSmtpServer();
});
afterEach(() => server.close());

const settings = (more: object = {}) => ({ host: '127.0.0.1', port: server.port, encryption: 'none', user: 'robot', from: 'billing@example.com', fromName: 'Müller & Co', ...more });

/** Through the mail client that production uses. */
function bench({ password = mailPassword, client = {}, ...more }: { password?: string; client?: Partial<MailClientOptions>; [setting: string]: unknown } = {}): ConnectorBench {
  invariant(connection?.mailServer, 'the connection names a mail server');
  const parsed = connection.settings.parse(settings(more));
  const mail = createMailClient({ server: connection.mailServer(parsed), resolveSecret: () => Promise.resolve(password), allowPrivateHosts: ['127.0.0.1'], ...client });
  return testConnector(email, { http: createLoopbackHttpClient({ connection, settings: parsed, secrets: {} }), settings: settings(more), clock, mail });
}

const message = (more: object = {}) => ({ key: 'receipt:WEB-1001', to: ['ann@example.com'], subject: 'Receipt WEB-1001 – 19,90 €', text: 'Thank you.\n.\nBye.', ...more });
const send = (more: object = {}, options: Parameters<typeof bench>[0] = {}) => bench(options).run('send-mail', message(more));
const failureOf = (attempt: Promise<unknown>) => attempt.then(() => invariant(false, 'it fails'), (error: { details: Record<string, unknown> }) => error.details);

describe('a message', () => {
  test('arrives with its headers, for all its recipients', async () => {
    const answer = (await send({ to: ['ann@example.com', 'bob@example.com'], cc: ['eve@example.com'], html: '<p>Thank you.</p>' })) as { messageId: string };

    const [mail] = server.taken;
    expect(answer).toEqual({ messageId: expect.stringMatching(/^[0-9a-f]{40}@example\.com$/), accepted: ['ann@example.com', 'bob@example.com', 'eve@example.com'], refused: [] });
    expect(mail?.recipients).toEqual(['ann@example.com', 'bob@example.com', 'eve@example.com']);
    expect(mail?.source).toContain(`Message-ID: <${answer.messageId}>`);
    expect(mail?.source).toMatch(/^To: ann@example\.com, bob@example\.com$/m);
    expect(mail?.source).toMatch(/^Cc: eve@example\.com$/m);
    expect(mail?.source).toMatch(/^From: =\?UTF-8\?.*<billing@example\.com>$/m);
    expect(mail?.source).toContain('Thank you.\n.\nBye.');
    expect(mail?.source).toContain('<p>Thank you.</p>');
  });

  test('a repetition has the same Message-ID, another fact another', async () => {
    const idOf = async (key: string) => ((await send({ key })) as { messageId: string }).messageId;

    expect(await idOf('a')).toBe(await idOf('a'));
    expect(await idOf('b')).not.toBe(await idOf('a'));
    expect(bench().effect('send-mail').businessKey(message())).toBe('message:receipt:WEB-1001');
  });

  test('recipients the server refuses are told, the others get it', async () => {
    server.behave({ replies: { 'RCPT TO:<gone@': '550 5.1.1 No such user' } });

    expect(await send({ to: ['ann@example.com', 'gone@example.com'] })).toMatchObject({ accepted: ['ann@example.com'], refused: ['gone@example.com'] });
    expect(server.taken.map(({ recipients }) => recipients)).toEqual([['ann@example.com']]);
  });
});

describe('no header can be smuggled in', () => {
  test.each([
    ['subject', { subject: 'Hi\r\nBcc: spy@example.com' }],
    ['subject, bare line feed', { subject: 'Hi\nBcc: spy@example.com' }],
    ['recipient', { to: ['ann@example.com\r\nRCPT TO:<spy@example.com>'] }],
    ['recipient that is a list', { to: ['ann@example.com, spy@example.com'] }],
    ['recipient with a name', { to: ['"x" <spy@example.com>'] }],
    ['copy', { cc: ['ann@example.com>\r\nDATA'] }],
  ])('by the %s', async (_name, more) => {
    await expect(send(more)).rejects.toThrow();
    expect(server.commands).toEqual([]);
  });

  test('by the sender’s name', () => {
    expect(connection?.settings.safeParse(settings({ fromName: 'Shop\r\nBcc: spy@example.com' })).success).toBe(false);
  });

  test('nor by a connector that does not look: the mail port refuses it, too', async () => {
    const { mail } = bench().context;
    const smuggled = mail!.send({ key: 'a', from: { address: 'billing@example.com' }, to: ['ann@example.com'], subject: 'Hi\r\nBcc: spy@example.com', text: 'x' });

    await expect(smuggled).rejects.toMatchObject({ details: { code: 'MAIL_HEADER_INVALID', class: 'config' } });
    expect(server.commands).toEqual([]);
  });
});

describe('the effect contract against a mail server that misbehaves', () => {
  const cases: readonly [title: string, behaviour: SmtpBehaviour, code: string, failureClass: string, taken: number][] = [
    ['a lost answer is in doubt', { hangsUpAt: '.' }, 'MAIL_ANSWER_LOST', 'ambiguous', 1],
    ['an answer that never comes is in doubt', { fallsSilentAt: '.' }, 'MAIL_ANSWER_LOST', 'ambiguous', 1],
    ['a connection lost within the message is in doubt', { hangsUpAt: 'body' }, 'MAIL_ANSWER_LOST', 'ambiguous', 0],
    ['a connection lost before the message is told as not sent', { hangsUpAt: 'DATA' }, 'MAIL_NOT_SENT', 'not-sent', 0],
    ['a server that falls silent before the message is told as not sent', { fallsSilentAt: 'RCPT' }, 'MAIL_NOT_SENT', 'not-sent', 0],
    ['graylisting waits', { replies: { 'RCPT': '451 4.7.1 Try again later' } }, 'MAIL_SERVER_BUSY', 'throttled', 0],
    ['a full server waits, also after the message', { replies: { '.': '452 4.3.1 Out of space' } }, 'MAIL_SERVER_BUSY', 'throttled', 0],
    ['a message that is refused is told as such', { replies: { '.': '554 5.7.1 Looks like spam' } }, 'MAIL_REFUSED', 'business', 0],
    ['a sender that is refused is told as such', { replies: { 'MAIL': '550 5.7.1 Not your address' } }, 'MAIL_REFUSED', 'business', 0],
  ];
  test.each(cases)('send-mail: %s', async (_title, behaviour, code, failureClass, taken) => {
    server.behave(behaviour);

    expect(await failureOf(send({}, { client: { timeoutMs: 400 } }))).toMatchObject({ code, class: failureClass });
    expect(server.taken).toHaveLength(taken);
    expect(emailErrors.map((entry) => entry.code)).toContain(code);
  });

  test('send-mail: a server that is away is told as not sent', async () => {
    const away = bench();
    await server.close();

    expect(await failureOf(away.run('send-mail', message()))).toMatchObject({ code: 'MAIL_NOT_SENT', class: 'not-sent', message: expect.stringContaining('ECONNREFUSED') });
  });

  test('send-mail: nothing leaves a worker whose lease may end', async () => {
    expect(await failureOf(send({}, { client: { mayStart: () => false } }))).toMatchObject({ class: 'not-sent', code: 'LEASE_ENDING' });
    expect(server.taken).toEqual([]);
  });

  test('send-mail: failures show no secret and no card data', async () => {
    server.behave({ replies: { '.': `550 ${mailPassword} ${Buffer.from(mailPassword).toString('base64')} 4111111111111111` } });

    const told = JSON.stringify(await failureOf(send()));

    expect(told).toContain('550');
    for (const secret of [mailPassword, Buffer.from(mailPassword).toString('base64'), '4111111111111111']) expect(told).not.toContain(secret);
  });
});

describe('the connection', () => {
  test('its test signs in and sends nothing', async () => {
    expect(await bench().testConnection()).toEqual({ summary: '127.0.0.1 answers and accepts the sign-in of robot.' });
    expect(await bench({ user: undefined }).testConnection()).toEqual({ summary: '127.0.0.1 answers.' });
    expect(server.taken).toEqual([]);
  });

  test('a wrong password is told as such', async () => {
    expect(await failureOf(bench({ password: 'wrong-password' }).testConnection())).toMatchObject({ code: 'MAIL_SIGN_IN_REFUSED', class: 'auth' });
  });

  test('a server without STARTTLS gets neither password nor message', async () => {
    server.behave({ replies: { STARTTLS: '502 Not implemented' } });

    expect(await failureOf(send({}, { encryption: 'starttls' }))).toMatchObject({ code: 'MAIL_NOT_ENCRYPTED', class: 'config' });
    expect(server.commands.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([]);
  });

  test('a server that cannot do TLS is told as not sent', async () => {
    expect(await failureOf(send({}, { encryption: 'implicit', client: { timeoutMs: 400 } }))).toMatchObject({ class: 'not-sent' });
  });

  test.each(['127.0.0.1', 'localhost', '::ffff:127.0.0.1', '169.254.169.254', '10.0.0.1'])('the private address %s is not reached unless it was allowed', async (host) => {
    const failure = await failureOf(send({}, { host, encryption: 'starttls', client: { allowPrivateHosts: [] } }));

    expect(failure).toMatchObject({ code: 'MAIL_ADDRESS_BLOCKED', class: 'config' });
    expect(server.commands).toEqual([]);
  });

  test('without encryption no host is reached that was not allowed', async () => {
    expect(await failureOf(send({}, { client: { allowPrivateHosts: [] } }))).toMatchObject({ code: 'MAIL_NOT_ENCRYPTED', class: 'config' });
    expect(server.commands).toEqual([]);
  });

  test('without a way to mail servers, an action says so', async () => {
    const { settings: parsed, http } = bench().context;

    await expect(testConnector(email, { http, settings: parsed, clock }).run('send-mail', message())).rejects.toMatchObject({ details: { code: 'MAIL_NOT_AVAILABLE' } });
  });
});
