import type { BodySignature } from '@penstock/connector-sdk';
import { isSignedBody, signBody } from './body-hmac';
import { isProven } from './channel-signature';

const shop: BodySignature = { header: 'x-shop-hmac', encoding: 'base64' };
const secret = 'hush';
const body = '{"total":"19.90","name":"Zoë"}';

const accepts = (headers: Record<string, string | undefined>, change: Partial<{ body: string | Buffer; secrets: readonly string[]; signature: BodySignature }> = {}) =>
  isSignedBody({ headers, body: change.body ?? body }, { signature: change.signature ?? shop, secrets: change.secrets ?? [secret] });

const signed = { 'x-shop-hmac': signBody(body, { signature: shop, secret }) };

test('is the HMAC of RFC 4231, case 2', () => {
  const hex = signBody('what do ya want for nothing?', { signature: { header: 'x', encoding: 'hex' }, secret: 'Jefe' });

  expect(hex).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
});

test('accepts the raw bytes, as text or not, under any live secret', () => {
  expect([accepts(signed), accepts(signed, { body: Buffer.from(body, 'utf8') }), accepts(signed, { secrets: ['next', secret] })]).toEqual([true, true, true]);
});

test('accepts hex behind a prefix', () => {
  const signature: BodySignature = { header: 'x-hub-signature-256', encoding: 'hex', prefix: 'sha256=' };
  const headers = { 'x-hub-signature-256': signBody(body, { signature, secret }) };

  expect(accepts(headers, { signature })).toBe(true);
});

test.each([
  ['a changed body', signed, { body: `${body} ` }],
  ['a body with the same meaning', signed, { body: '{"name":"Zoë","total":"19.90"}' }],
  ['a foreign secret', signed, { secrets: ['other'] }],
  ['no secret', signed, { secrets: [] }],
  ['an empty secret', { 'x-shop-hmac': signBody(body, { signature: shop, secret: '' }) }, { secrets: [''] }],
  ['no header', {}, {}],
  ['an empty header', { 'x-shop-hmac': '' }, {}],
  ['half a signature', { 'x-shop-hmac': signed['x-shop-hmac'].slice(0, 20) }, {}],
  ['two signatures', { 'x-shop-hmac': `${signed['x-shop-hmac']}, ${signed['x-shop-hmac']}` }, {}],
  ['hex where base64 is due', { 'x-shop-hmac': signBody(body, { signature: { ...shop, encoding: 'hex' }, secret }) }, {}],
])('refuses %s', (_name, headers: Record<string, string | undefined>, change) => {
  expect(accepts(headers, change)).toBe(false);
});

test('a channel that forgot to say where its signature stands takes nothing', () => {
  expect(isProven({ headers: signed, body }, { scheme: 'hmac-sha256' }, { secrets: [secret], now: 0 })).toBe(false);
});
