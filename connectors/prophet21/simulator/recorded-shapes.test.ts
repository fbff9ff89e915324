import tokenV1 from '../fixtures/auth-token-v1-headers.json';
import tokenV2 from '../fixtures/auth-token-v2-user.json';
import consumerKey from '../fixtures/auth-token-v2-consumer-key.json';
import authErrors from '../fixtures/auth-errors.json';
import customerEntity from '../fixtures/entity-customer-get.json';
import odataService from '../fixtures/odata-service-headers.json';
import ping from '../fixtures/rest-ping.json';
import envelope from '../fixtures/rest-error-envelope.json';
import serviceOrder from '../fixtures/service-order-get.json';
import router from '../fixtures/ui-router.json';
import { anOrder, startSimulatorBench, type SimulatorBench } from '../testing/simulator-bench';

let bench: SimulatorBench;
beforeEach(async () => {
  bench = await startSimulatorBench();
});
afterEach(() => bench.close());

const membersOf = (value: unknown): readonly string[] => Object.keys(value as object).sort();
const signIn = async (path: string, init: RequestInit) => {
  const response = await fetch(`${bench.url}${path}`, { method: 'POST', ...init });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('answers have the members of the recorded ones', () => {
  test('a v1 token', async () => {
    const headers = { ...tokenV1.request.headers, username: 'penstock', password: 'hollander-demo' };

    const { body } = await signIn(tokenV1.request.path, { headers });

    expect(membersOf(body)).toEqual(membersOf(tokenV1.response.body));
  });

  test('a v2 token', async () => {
    const body = JSON.stringify({ ...tokenV2.request.body, username: 'penstock', password: 'hollander-demo' });

    expect(membersOf((await signIn(tokenV2.request.path, { body })).body)).toEqual(membersOf(tokenV2.response.body));
  });

  test('a consumer key token', async () => {
    const body = JSON.stringify({ ...consumerKey.request.body, ClientSecret: '5c1f0a52-6a0d-4b7e-9c56-d1e0aa27b1f4' });

    const answer = await signIn(consumerKey.request.path, { body });

    expect(membersOf(answer.body)).toEqual(membersOf(consumerKey.response.body));
    expect(answer.body['ExpiresIn']).toBe(consumerKey.response.body.ExpiresIn);
  });

  test('a refused password and a refused key', async () => {
    const user = await signIn(tokenV2.request.path, { body: JSON.stringify(tokenV2.request.body) });
    const key = await signIn(consumerKey.request.path, { body: JSON.stringify(consumerKey.request.body) });

    expect([user, key]).toEqual(authErrors.cases.slice(0, 2));
  });

  test('the router', async () => {
    const answer = (await bench.call('GET', router.request.path)).json();

    expect(membersOf(answer)).toEqual(membersOf(router.response.body));
    expect(answer).toEqual({ Url: `${bench.url}/uiserver0` });
  });

  test('the OData service', async () => {
    const { headers } = await bench.http.send({ method: 'GET', url: odataService.request.path });

    expect(headers).toMatchObject({
      'odata-version': odataService.response.headers['OData-Version'],
      'content-type': odataService.response.headers['Content-Type'],
    });
  });

  test('a ping', async () => {
    expect((await bench.call('GET', ping.request.path)).json()).toEqual(ping.response.body);
  });

  test('a customer entity', async () => {
    const answer = (await bench.call('GET', customerEntity.request.path.replace('ACME_10', 'HSC_100198'))).json();

    expect(Object.keys(answer as object)).toEqual(expect.arrayContaining(Object.keys(customerEntity.response.body)));
  });

  test('a customer that is not there', async () => {
    const { status, json } = await bench.call('GET', envelope.request.path);

    expect(status).toBe(envelope.response.status);
    expect(json()).toMatchObject({
      ErrorMessage: envelope.response.body.ErrorMessage,
      ErrorType: envelope.response.body.ErrorType,
    });
  });

  test('any order, read as a service order', async () => {
    await bench.run('create-order', anOrder());

    const order = (await bench.call('GET', '/api/service/serviceorders/1013938')).json();

    expect(membersOf(order)).toEqual(membersOf(serviceOrder.response.body));
    expect(order).toMatchObject({ OrderNo: '1013938', CompanyId: 'HSC', PoNo: 'WEB-1001', Lines: null });
  });

  test('a REST family without an Accept header is XML', async () => {
    const { headers, body } = await bench.http.send({
      method: 'GET',
      url: '/api/accounting/gl/47999',
      headers: { Accept: '*/*' },
    });

    expect(headers['content-type']).toBe('application/xml');
    expect(body).toContain('<AccountNumber>11120010</AccountNumber>');
  });
});
