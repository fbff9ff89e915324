import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const create = (key: string, name: string) => api.as('owner', { 'idempotency-key': key }).post('/api/v1/flows', { name });
const flowsNamed = async (name: string): Promise<number> => {
  const { body } = await api.as('owner').get('/api/v1/flows?limit=200');
  return body.items.filter((flow: { name: string }) => flow.name === name).length;
};

describe('a write with an Idempotency-Key', () => {
  test('happens once and answers its repeat as the first time', async () => {
    const first = await create('key-1', 'Once');

    const second = await create('key-1', 'Once');

    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(await flowsNamed('Once')).toBe(1);
  });

  test('happens once when sent five times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => create('key-2', 'Together')));

    expect(await flowsNamed('Together')).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });

  test('is refused when the key stood for another request', async () => {
    await create('key-3', 'First');

    const { status, body } = await create('key-3', 'Second');

    expect([status, body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await flowsNamed('Second')).toBe(0);
  });

  test('may be repeated after it was refused', async () => {
    const refused = await create('key-4', '');
    const { status } = await create('key-4', 'Better');

    expect([refused.status, status]).toEqual([400, 201]);
  });

  test('never shows an API key a second time', async () => {
    const request = { name: 'Export', role: 'operator' };
    const caller = api.as('owner', { 'idempotency-key': 'key-5' });
    const first = await caller.post('/api/v1/api-keys', request);

    const second = await caller.post('/api/v1/api-keys', request);

    expect(first.body.key).toEqual(expect.any(String));
    expect(second.body).toEqual({ ...first.body, key: undefined });
    expect(second.text).not.toContain(first.body.key);
  });

  test('is refused with a key that cannot be one', async () => {
    const { status, body } = await create('not a key', 'x');

    expect([status, body.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  });
});
