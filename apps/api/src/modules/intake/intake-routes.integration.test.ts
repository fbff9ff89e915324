import { Readable } from 'node:stream';
import type { EventId } from '@penstock/kernel';
import { problemOf, startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const eventId = '0193aaaa-0000-7000-8000-000000000000' as EventId;
const deliver = (payload: string, { url = '/hooks/sandbox/notices', headers = { 'content-type': 'application/json' } } = {}) =>
  api.app.inject({ method: 'POST', url, headers, payload });

describe('a delivery', () => {
  test.each([
    ['accepted', 202],
    ['unrouted', 202],
    ['duplicate', 200],
  ] as const)('that is %s is answered with %s', async (outcome, status) => {
    api.host.nextIntake = { outcome, eventId };

    const answer = await deliver('{}');

    expect([answer.statusCode, answer.json()]).toEqual([status, { eventId, status: outcome }]);
  });

  test('reaches the engine byte by byte, with its headers', async () => {
    api.host.nextIntake = { outcome: 'accepted', eventId };

    await deliver('{ "total": 10.00,\n"name":"Grüße" }', { headers: { 'content-type': 'application/json', 'Webhook-Id': 'msg_1' } as never });

    expect(api.host.deliveries.at(-1)).toMatchObject({
      environment: 'sandbox',
      path: 'notices',
      channel: '',
      body: '{ "total": 10.00,\n"name":"Grüße" }',
      headers: { 'webhook-id': 'msg_1', 'content-type': 'application/json' },
    });
  });

  test('names its channel and may be a form', async () => {
    api.host.nextIntake = { outcome: 'accepted', eventId };

    await deliver('parmList=a%7Eb', {
      url: '/hooks/production/paytrace/silent-post',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });

    expect(api.host.deliveries.at(-1)).toMatchObject({
      environment: 'production',
      path: 'paytrace',
      channel: 'silent-post',
      body: 'parmList=a%7Eb',
    });
  });

  test.each([
    ['signature', 401, 'SIGNATURE_REFUSED'],
    ['content-type', 415, 'CONTENT_TYPE_UNSUPPORTED'],
    ['malformed', 400, 'DELIVERY_MALFORMED'],
    ['card-data', 422, 'CARD_DATA_REFUSED'],
    ['unknown-environment', 404, 'ENVIRONMENT_NOT_FOUND'],
    ['busy', 503, 'INTAKE_BUSY'],
  ] as const)('refused for %s is answered with %s', async (reason, status, code) => {
    api.host.nextIntake = { outcome: 'refused', reason, message: 'In the words of the engine.' };

    const answer = await deliver('{}');

    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
    expect(answer.json()).toMatchObject({ status, code, detail: 'In the words of the engine.' });
  });

  test('is told when to come again while intake is busy', async () => {
    api.host.nextIntake = { outcome: 'refused', reason: 'busy', message: 'Later.', retryAfterSeconds: 3 };

    const { headers } = await deliver('{}');

    expect(headers['retry-after']).toBe('3');
  });

  test('is not even read while the engine takes nothing', async () => {
    api.host.deliveries.length = 0;
    api.host.nextRefusal = { outcome: 'refused', reason: 'busy', message: 'Full.', retryAfterSeconds: 30 };

    const { statusCode, headers } = await deliver('{}');

    api.host.nextRefusal = undefined;
    expect([statusCode, headers['retry-after'], api.host.deliveries]).toEqual([503, '30', []]);
  });

  test('over the size limit never reaches the engine', async () => {
    api.host.deliveries.length = 0;

    const answer = await deliver('x'.repeat(64 * 1024 + 1));

    expect([answer.statusCode, api.host.deliveries]).toEqual([413, []]);
    expect(problemOf({ body: answer.json() } as never)).toMatchObject({ code: 'BODY_TOO_LARGE', status: 413 });
  });

  test('over the size limit that does not say its size never reaches the engine', async () => {
    api.host.deliveries.length = 0;
    const parts = Readable.from(Array.from({ length: 65 }, () => Buffer.from('x'.repeat(1024))));

    const answer = await api.app.inject({ method: 'POST', url: '/hooks/sandbox/notices', headers: { 'transfer-encoding': 'chunked' }, payload: parts });

    expect([answer.statusCode, api.host.deliveries]).toEqual([413, []]);
  });

  test('is counted like any other request', async () => {
    api.host.nextIntake = { outcome: 'accepted', eventId };
    await deliver('{}');

    const { body } = await api.app.inject({ url: '/metrics' });

    expect(body).toMatch(/penstock_http_request_seconds_count\{method="POST",route="\/hooks\/:environment\/:path",status="202"\} \d/);
  });

  test('is answered without anything a browser would run', async () => {
    api.host.nextIntake = { outcome: 'accepted', eventId };

    const { headers } = await deliver('{}');

    expect(headers).toMatchObject({ 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' });
  });

  test('without a body is still the engine’s to judge', async () => {
    api.host.nextIntake = { outcome: 'refused', reason: 'malformed', message: 'Empty.' };

    const answer = await api.app.inject({ method: 'POST', url: '/hooks/sandbox/notices' });

    expect(answer.statusCode).toBe(400);
  });

  test('needs no credentials of the API', async () => {
    api.host.nextIntake = { outcome: 'accepted', eventId };

    const answer = await deliver('{}', { headers: { 'content-type': 'application/json', authorization: 'Basic c2VuZGVyOnB3' } as never });

    expect(answer.statusCode).toBe(202);
  });
});

describe('a sender that wants the flow’s own answer', () => {
  const preferring = (prefer: string) => deliver('{}', { headers: { 'content-type': 'application/json', prefer } as never });
  beforeEach(() => {
    api.host.nextIntake = { outcome: 'accepted', eventId };
    api.host.nextResponse = { status: 201, body: '{"total":10.00}' };
  });
  afterEach(() => {
    api.host.nextResponse = undefined;
  });

  test('gets it, digits included', async () => {
    const answer = await preferring('wait=10');

    expect([answer.statusCode, answer.body, answer.headers['preference-applied']]).toEqual([201, '{"total":10.00}', 'wait']);
  });

  test('gets the receipt when the flow has not answered in time', async () => {
    api.host.nextResponse = undefined;

    const answer = await preferring('wait=1');

    expect([answer.statusCode, answer.json()]).toEqual([202, { eventId, status: 'accepted' }]);
  });

  test('gets a refusal as everybody does', async () => {
    api.host.nextIntake = { outcome: 'refused', reason: 'signature', message: 'Wrong.' };

    expect((await preferring('wait=10')).statusCode).toBe(401);
  });

  test('that prefers something else is not made to wait', async () => {
    expect((await preferring('respond-async')).statusCode).toBe(202);
  });
});

describe('a call to a waiting step', () => {
  const call = (payload: string, runId: string = eventId) => api.app.inject({ method: 'POST', url: `/callbacks/${runId}/guard%2Fask/proof`, headers: { 'content-type': 'application/json' }, payload });
  beforeEach(() => {
    api.host.nextOperation = 'done';
    api.host.asked.length = 0;
  });

  test('reaches its run', async () => {
    const answer = await call('{"approved":true}');

    expect([answer.statusCode, api.host.asked]).toEqual([202, [`callback ${eventId}`]]);
  });

  test.each([
    ['not-possible', 409, 'CALLBACK_ANSWERED'],
    ['not-found', 404, 'CALLBACK_UNKNOWN'],
  ] as const)('that is %s is answered with %s', async (outcome, status, code) => {
    api.host.nextOperation = outcome;

    expect((await call('{}')).json()).toMatchObject({ status, code });
  });

  test.each([
    ['is not JSON', '{"approved":', 400],
    ['carries card data', '{"card":"4111 1111 1111 1111"}', 422],
  ])('that %s leaves the run waiting', async (_what, payload, status) => {
    const answer = await call(payload);

    expect([answer.statusCode, api.host.asked]).toEqual([status, []]);
  });

  test('with a run that cannot be one is unknown', async () => {
    expect((await call('{}', 'nonsense')).statusCode).toBe(404);
  });
});
