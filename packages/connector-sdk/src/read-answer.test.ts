import type { ConnectorFailure } from './failure';
import { quoted, readJsonAnswer, usualReason } from './read-answer';
import { retryAfterMs } from './retry-after';

const answerTo = (writes: boolean) => (status: number, body = '', headers: Readonly<Record<string, string>> = {}) => {
  try {
    return { output: readJsonAnswer({ status, body, headers }, { system: 'Shop', codePrefix: 'SHOP', writes, request: 'POST /orders' }) };
  } catch (failure) {
    return (failure as ConnectorFailure).details;
  }
};
const write = answerTo(true);
const read = answerTo(false);

test.each([
  [200, '{"a":1.50}', {}],
  [201, '[]', {}],
  [204, '', {}],
])('%d with %s is an answer', (status, body, headers) => {
  expect(write(status, body, headers)).toHaveProperty('output');
});

test.each([
  { status: 200, body: '<html>', write: 'ambiguous', read: 'transient', code: 'SHOP_ANSWER_UNREADABLE' },
  { status: 200, body: '{"half":', write: 'ambiguous', read: 'transient', code: 'SHOP_ANSWER_UNREADABLE' },
  { status: 500, body: '{}', write: 'ambiguous', read: 'transient', code: 'SHOP_SERVER_ERROR' },
  { status: 408, body: '', write: 'ambiguous', read: 'transient', code: 'SHOP_SERVER_ERROR' },
  { status: 429, body: '', write: 'throttled', read: 'throttled', code: 'SHOP_THROTTLED' },
  { status: 302, body: '', write: 'config', read: 'config', code: 'SHOP_REDIRECTED' },
  { status: 303, body: '', write: 'ambiguous', read: 'config', code: 'SHOP_REDIRECTED' },
  { status: 401, body: '', write: 'auth', read: 'auth', code: 'SHOP_SIGN_IN_REFUSED' },
  { status: 402, body: '', write: 'quota', read: 'quota', code: 'SHOP_PLAN_LIMIT' },
  { status: 403, body: '', write: 'config', read: 'config', code: 'SHOP_NOT_PERMITTED' },
  { status: 404, body: '', write: 'business', read: 'business', code: 'SHOP_NOT_FOUND' },
  { status: 422, body: '', write: 'business', read: 'business', code: 'SHOP_REFUSED' },
])('$status is $write for a write and $read for a read', ({ status, body, code, ...classes }) => {
  expect(write(status, body)).toMatchObject({ class: classes.write, code, remoteCode: String(status) });
  expect(read(status, body)).toMatchObject({ class: classes.read, code });
});

test('503 asks to wait only when it says how long', () => {
  expect(write(503, '', { 'retry-after': '5' })).toMatchObject({ class: 'throttled', retryAfterMs: 5_000 });
  expect(write(503)).toMatchObject({ class: 'ambiguous' });
});

test('the reason of the remote side is told', () => {
  expect(write(422, '{"errors":{"amount":["is too high","is no number"]}}')).toMatchObject({
    message: 'Shop refused this with HTTP 422 and did nothing: amount: is too high; is no number',
  });
});

test('card data and tokens in a reason are not told', () => {
  const told = JSON.stringify(write(400, '{"message":"card 4111 1111 1111 1111 with Bearer abc.def refused"}'));

  expect(told).not.toMatch(/4111 1111|abc\.def/);
});

test('a reason is one line and bounded', () => {
  expect(quoted(`a\n\tb\u0000${'x'.repeat(1_000)}`)).toHaveLength(302);
});

test.each([[{ error: { message: 'no' } }, 'no'], [{ detail: 'why' }, 'why'], [[], undefined], [{ ok: true }, undefined]])('the reason in %j', (body, reason) => {
  expect(usualReason(body)).toBe(reason);
});

test.each([['7', 7_000], ['0.5', 500], ['', undefined], ['Wed, 21 Oct 2026 07:28:00 GMT', undefined], ['-1', undefined]])('Retry-After “%s”', (text, expected) => {
  expect(retryAfterMs({ headers: { 'retry-after': text } })).toBe(expected);
});
