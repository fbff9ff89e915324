import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

let count = 0;
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const create = (changes: object = {}) => api.as('administrator').post('/api/v1/service-accounts', { name: `Shop ${(count += 1)}`, role: 'operator', ...changes });
const newKey = (id: string, request: object = {}) =>
  api.as('administrator').post(`/api/v1/service-accounts/${id}/keys`, { scopes: ['runs:read', 'runs:write'], expiresAt: inAnHour(), ...request });
async function withKey(changes: object = {}, request: object = {}) {
  const { body: account } = await create(changes);
  const { body: key } = await newKey(account.id, request);
  return { id: account.id as string, caller: api.caller({ authorization: `Bearer ${key.key}` }), key };
}
const one = async (id: string) => (await api.as('auditor').get('/api/v1/service-accounts')).body.items.find((each: { id: string }) => each.id === id);

describe('a service account', () => {
  test('works with its keys, under its own name, within their scopes', async () => {
    const { caller } = await withKey({ name: 'Nightly export' });

    const answers = [await caller.get('/api/v1/runs'), await caller.get('/api/v1/flows'), await caller.get('/api/v1/session')];

    expect(answers.map(({ status, body }) => body.code ?? status)).toEqual([200, 'SCOPE_NOT_ALLOWED', 'SCOPE_NOT_ALLOWED']);
  });

  test('is listed with its keys and when one was last used, never with a key itself', async () => {
    const { id, caller, key } = await withKey();
    await caller.get('/api/v1/runs');

    const account = await one(id);

    expect(account).toMatchObject({ active: true, role: 'operator', lastUsedAt: expect.any(String), keys: [{ prefix: key.prefix, expiresAt: key.expiresAt }] });
    expect(JSON.stringify(account)).not.toContain(key.key);
  });

  test('stands behind its keys in the list of all keys', async () => {
    const { key } = await withKey({ name: 'Bank import' });

    const { body } = await api.as('administrator').get('/api/v1/api-keys');

    expect(body.items.find(({ id }: { id: string }) => id === key.id)).toMatchObject({ serviceAccount: 'Bank import', role: 'operator' });
  });

  test('changes its role for every key at once', async () => {
    const { id, caller } = await withKey();
    const retry = () => caller.post('/api/v1/runs/0193aaaa-0000-7000-8000-000000000000/retry', {});
    const before = await retry();

    await api.as('administrator').send('PATCH', `/api/v1/service-accounts/${id}`, { role: 'auditor' });

    expect([before.body.code, (await retry()).body.code]).not.toContain('API_KEY_INVALID');
    expect((await retry()).body.code).toBe('ROLE_NOT_ALLOWED');
  });

  test('opens nothing once it is deactivated, and gets no new key', async () => {
    const { id, caller } = await withKey();

    await api.as('administrator').send('PATCH', `/api/v1/service-accounts/${id}`, { active: false });

    expect([(await caller.get('/api/v1/runs')).body.code, (await newKey(id)).body.code]).toEqual(['API_KEY_INVALID', 'SERVICE_ACCOUNT_INACTIVE']);
  });

  test('has roles for single environments', async () => {
    const { id } = await withKey({ role: 'auditor', environmentRoles: [{ environment: 'sandbox', role: 'operator' }] });

    expect((await one(id)).environmentRoles).toEqual([{ environment: 'sandbox', role: 'operator' }]);
  });

  test('cannot sign in: there is no password it could have', async () => {
    await create({ name: 'robot@home.example' });

    const { status } = await api.caller().post('/api/v1/session', { email: 'robot@home.example', password: 'anything at all' });

    expect(status).toBe(401);
  });

  test.each([
    ['the role owner', { role: 'owner' }, 400, 'REQUEST_INVALID'],
    ['an environment that is not there', { environmentRoles: [{ environment: 'mars', role: 'operator' }] }, 404, 'ENVIRONMENT_NOT_FOUND'],
    ['two roles for one environment', { environmentRoles: [{ environment: 'sandbox', role: 'operator' }, { environment: 'sandbox', role: 'auditor' }] }, 400, 'REQUEST_INVALID'],
  ])('is not made with %s', async (_, changes, status, code) => {
    const answer = await create(changes);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('is not made twice under one name, however it is written', async () => {
    await create({ name: 'Twice' });

    expect((await create({ name: 'TWICE' })).body.code).toBe('SERVICE_ACCOUNT_NAME_TAKEN');
  });

  test.each([
    ['no end', { expiresAt: undefined }, 'REQUEST_INVALID'],
    ['an end that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 'API_KEY_END_PASSED'],
    ['no scope', { scopes: [] }, 'REQUEST_INVALID'],
  ])('gets no key with %s', async (_, request, code) => {
    const { body } = await create();

    expect((await newKey(body.id, request)).body.code).toBe(code);
  });
});
