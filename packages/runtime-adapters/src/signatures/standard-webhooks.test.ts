import { signStandardWebhook, verifyStandardWebhook, type SignedHeaders } from './standard-webhooks';

const now = Date.UTC(2026, 4, 4, 12, 0, 0);
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"test": 2432232314}';

const sign = (text = body, key = secret, at = now): SignedHeaders =>
  signStandardWebhook(text, { secret: key, messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', now: at })!;

const verify = (headers: Record<string, string | undefined>, text: string | Buffer = body, secrets: readonly string[] = [secret]) =>
  verifyStandardWebhook({ headers, body: text }, { secrets, now });

test('signs the published example as its authors do', () => {
  const headers = sign(body, secret, 1_614_265_330_000);

  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('accepts its own signature and names the message', () => {
  const verdict = verify({ ...sign() });

  expect(verdict).toEqual({ valid: true, messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', sentAt: now });
});

test('accepts raw bytes and a plain text secret', () => {
  const headers = sign('{"name":"Zoë"}', 'a plain secret');

  const verdict = verify({ ...headers }, Buffer.from('{"name":"Zoë"}', 'utf8'), ['a plain secret']);

  expect(verdict.valid).toBe(true);
});

test('accepts any one of several signatures and secrets', () => {
  const headers = sign();
  const several = `v1a,unknown v1,${'A'.repeat(43)}= ${headers['webhook-signature']}`;

  const verdict = verify({ ...headers, 'webhook-signature': several }, body, ['the next secret', secret]);

  expect(verdict.valid).toBe(true);
});

test.each([
  ['a changed body', { ...sign() }, '{"test": 2432232315}', 'signature-mismatch'],
  ['another id', { ...sign(), 'webhook-id': 'msg_other' }, body, 'signature-mismatch'],
  ['a foreign secret', { ...sign(body, 'somebody else') }, body, 'signature-mismatch'],
  ['an empty signature', { ...sign(), 'webhook-signature': 'v1,' }, body, 'signature-mismatch'],
  ['only an unknown version', { ...sign(), 'webhook-signature': 'v9,AAAA' }, body, 'signature-mismatch'],
  ['no signature header', { ...sign(), 'webhook-signature': undefined }, body, 'headers-missing'],
  ['no id', { ...sign(), 'webhook-id': '' }, body, 'headers-missing'],
  ['a timestamp that is no number', { ...sign(), 'webhook-timestamp': '12e3' }, body, 'timestamp-malformed'],
  ['a timestamp too old', { ...sign(body, secret, now - 301_000) }, body, 'timestamp-outside-window'],
  ['a timestamp from the future', { ...sign(body, secret, now + 301_000) }, body, 'timestamp-outside-window'],
])('refuses %s', (_name, headers, text, problem) => {
  expect(verify(headers, text)).toEqual({ valid: false, problem });
});

test.each([['no secret', []], ['an empty secret', ['']], ['an empty key', ['whsec_']]])('refuses everything with %s', (_name, secrets) => {
  expect(verify({ ...sign() }, body, secrets)).toEqual({ valid: false, problem: 'secret-unusable' });
});
