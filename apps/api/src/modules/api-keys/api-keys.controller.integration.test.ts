import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const create = (name: string, role = 'operator') => api.as('administrator').post('/api/v1/api-keys', { name, role });

describe('a new API key', () => {
  test('is shown once and works at once', async () => {
    const { status, body } = await create('Export');

    const used = await api.caller({ authorization: `Bearer ${body.key}` }).get('/api/v1/runs');
    const list = await api.as('owner').get('/api/v1/api-keys');

    expect([status, used.status]).toEqual([201, 200]);
    expect(body.key.startsWith(body.prefix)).toBe(true);
    expect(list.text).not.toContain(body.key);
  });

  test('has the rights of its role only', async () => {
    const { body } = await create('Read only', 'auditor');

    const { status } = await api.caller({ authorization: `Bearer ${body.key}` }).post('/api/v1/flows', { name: 'x' });

    expect(status).toBe(403);
  });

  test('notes when it was last used', async () => {
    const { body } = await create('Used');
    await api.caller({ authorization: `Bearer ${body.key}` }).get('/api/v1/runs');

    const list = await api.as('owner').get('/api/v1/api-keys');

    expect(list.body.items.find(({ id }: { id: string }) => id === body.id).lastUsedAt).toEqual(expect.any(String));
  });

  test('of an owner is refused to an administrator', async () => {
    const { status, body } = await create('Higher', 'owner');

    expect([status, body.code]).toEqual([403, 'API_KEY_ROLE_TOO_HIGH']);
  });

  test.each([
    ['no name', { role: 'auditor' }, 'name'],
    ['an unknown role', { name: 'x', role: 'god' }, 'role'],
    ['a key of its own', { name: 'x', role: 'auditor', key: 'mine' }, 'key'],
  ])('is refused with %s', async (_, request, path) => {
    const { status, body } = await api.as('owner').post('/api/v1/api-keys', request);

    expect([status, body.issues[0].path]).toEqual([400, path]);
  });
});

describe('a key with an end', () => {
  test('opens nothing from then on', async () => {
    const { body } = await api.as('owner').post('/api/v1/api-keys', { name: 'Short', role: 'auditor', expiresAt: '2999-01-01T00:00:00Z' });
    const use = () => api.caller({ authorization: `Bearer ${body.key}` }).get('/api/v1/runs');
    const before = await use();
    await api.dataSource.query(`update api_key set expires_at = now() - interval '1 second' where id = $1`, [body.id]);

    const after = await use();

    expect([before.status, after.status, after.body.code]).toEqual([200, 401, 'API_KEY_INVALID']);
  });

  test('in the past is not made', async () => {
    const { status, body } = await api.as('owner').post('/api/v1/api-keys', { name: 'Late', role: 'auditor', expiresAt: '2001-01-01T00:00:00Z' });

    expect([status, body.code]).toEqual([422, 'API_KEY_END_PASSED']);
  });
});

describe('a key with scopes', () => {
  const scoped = async (scopes: string[]) => {
    const { body } = await api.as('owner').post('/api/v1/api-keys', { name: 'Service', role: 'owner', scopes });
    return api.caller({ authorization: `Bearer ${body.key}` });
  };

  test('does what they name and nothing else', async () => {
    const service = await scoped(['flows:write', 'runs:read']);
    const answers = [
      await service.post('/api/v1/flows', { name: 'By a service' }), await service.get('/api/v1/runs'), await service.get('/api/v1/connections'),
      await service.post('/api/v1/api-keys', { name: 'More', role: 'owner' }), await service.get('/api/v1/%66lows'), await service.get('/api/v1/flows/../users'),
    ];

    expect(answers.map(({ status, body }) => body?.code ?? status)).toEqual([201, 200, 'SCOPE_NOT_ALLOWED', 'SCOPE_NOT_ALLOWED', 200, expect.stringMatching(/SCOPE_NOT_ALLOWED|ROUTE_NOT_FOUND/)]);
  });

  test.each(['users:write', 'api-keys:write', 'flows', '*', 'flows:admin'])('is not made for %s', async (scope) => {
    const { status, body } = await api.as('owner').post('/api/v1/api-keys', { name: 'x', role: 'owner', scopes: [scope] });

    expect([status, body.code]).toEqual([400, 'REQUEST_INVALID']);
  });
});

describe('a revoked API key', () => {
  test('opens nothing and is not listed', async () => {
    const { body } = await create('Gone');

    const revoked = await api.as('owner').send('DELETE', `/api/v1/api-keys/${body.id}`);
    const used = await api.caller({ authorization: `Bearer ${body.key}` }).get('/api/v1/runs');
    const list = await api.as('owner').get('/api/v1/api-keys');

    expect([revoked.status, used.status, used.body.code]).toEqual([204, 401, 'API_KEY_INVALID']);
    expect(list.body.items.map(({ id }: { id: string }) => id)).not.toContain(body.id);
  });

  test('cannot be revoked by another organisation', async () => {
    const { body } = await create('Ours');

    const { status } = await api.foreign.as('owner').send('DELETE', `/api/v1/api-keys/${body.id}`);
    const used = await api.caller({ authorization: `Bearer ${body.key}` }).get('/api/v1/runs');

    expect([status, used.status]).toEqual([404, 200]);
  });
});

describe('guessing API keys', () => {
  test('is slowed down per address', async () => {
    const guess = () => api.caller({ authorization: 'Bearer guess' }).get('/api/v1/runs');
    for (let attempt = 0; attempt < 30; attempt += 1) await guess();

    const { status, body } = await guess();

    expect([status, body.code]).toEqual([429, 'TOO_MANY_ATTEMPTS']);
    expect((await api.as('owner').get('/api/v1/runs')).status).toBe(200);
  });
});
