import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSmtpServer } from '../../testing/smtp-server';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let sink: Server;
const mails: { readonly to: string; readonly text: string }[] = [];

beforeAll(async () => {
  sink = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      mails.push(JSON.parse(Buffer.concat(parts).toString('utf8')) as (typeof mails)[number]);
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"taken":true}');
    });
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  api = await startTestApi({ isDemo: true, port: (sink.address() as AddressInfo).port - 40 });
});
afterAll(async () => {
  await api.close();
  await new Promise((resolve) => sink.close(resolve));
});

test('in the demo an invitation and a password reset go to the mail sink, and their links work', async () => {
  const { body } = await api.as('owner').post('/api/v1/invitations', { email: 'new@home.example', name: 'New', role: 'analyst' });
  const tokenIn = (text = '') => /#([\w-]{43})/.exec(text)?.[1] ?? '';
  const joined = await api.caller().post('/api/v1/invitations/acceptance', { token: tokenIn(mails[0]?.text), password: 'a long enough one' });

  await api.caller().post('/api/v1/password-resets', { email: 'new@home.example' });
  while (mails.length < 2) await new Promise((resolve) => setImmediate(resolve));
  const reset = await api.caller().post('/api/v1/password-resets/completion', { token: tokenIn(mails[1]?.text), password: 'another long one' });

  expect([body.mailed, joined.status, reset.status]).toEqual([true, 204, 204]);
  expect(mails.map(({ to }) => to)).toEqual(['new@home.example', 'new@home.example']);
});

describe('outside the demo', () => {
  test('links go out by the mail server of this installation', async () => {
    const smtp = await startSmtpServer();
    const mail = { server: { host: '127.0.0.1', port: smtp.port, encryption: 'none' }, password: '', from: 'penstock@home.example' } as const;
    const own = await startTestApi({ mail, allowedPrivateHosts: ['127.0.0.1'] });

    const { body } = await own.as('owner').post('/api/v1/invitations', { email: 'new@home.example', name: 'New', role: 'analyst' });
    await own.close();
    await smtp.close();

    expect([body.mailed, smtp.mails.length]).toEqual([true, 1]);
    expect(smtp.mails[0]).toMatch(/^From: Penstock <penstock@home\.example>\r\nTo: new@home\.example\r\n/);
    // Quoted-printable breaks long lines.
    expect(smtp.mails[0]?.replace(/=\r\n/g, '').replace(/=3D/g, '=')).toContain(body.link);
  }, 30_000);

  test.each([
    ['there is no mail server', {}],
    ['the mail server is away', { mail: { server: { host: '127.0.0.1', port: 1, encryption: 'none' }, password: '', from: 'penstock@home.example' } as const, allowedPrivateHosts: ['127.0.0.1'] }],
    ['the mail server is inside the network and nobody allowed it', { mail: { server: { host: '127.0.0.1', port: 25, encryption: 'starttls' }, password: '', from: 'penstock@home.example' } as const }],
  ])('where %s, the link is there to be handed over and says so', async (_, changes) => {
    const own = await startTestApi(changes);

    const { status, body } = await own.as('owner').post('/api/v1/invitations', { email: 'new@home.example', name: 'New', role: 'analyst' });
    await own.close();

    expect([status, body.mailed, body.link]).toEqual([201, false, expect.stringMatching(/#[\w-]{43}$/)]);
  }, 30_000);
});
