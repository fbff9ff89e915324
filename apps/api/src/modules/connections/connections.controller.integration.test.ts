import { aPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion, deploy } from '../../testing/live-flow';
import { startTestApi, type TestApi } from '../../testing/test-api';

jest.setTimeout(30_000);

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const settings = { baseUrl: 'https://bank.example', account: '4711' };
const request = { name: 'House bank', connector: 'bank', environment: 'sandbox', slot: 'bank', settings, secrets: { password: 'canary-password' } };
const create = (changes: object = {}) => api.as('builder').post('/api/v1/connections', { ...request, ...changes });
const update = (id: string, change: object) => api.as('builder').send('PATCH', `/api/v1/connections/${id}`, change);

describe('a new connection', () => {
  test('answers with everything but its secrets', async () => {
    const { status, body, text } = await create();

    expect(status).toBe(201);
    expect(body).toMatchObject({
      name: 'House bank',
      slot: 'bank',
      settings,
      fingerprint: 'bank:https://bank.example:4711',
      usedBy: [],
      secrets: [{ name: 'password', isSet: true, setAt: expect.any(String) }],
    });
    expect(text).not.toContain('canary-password');
  });

  test('keeps its secret readable for the engine only', async () => {
    const { body } = await create();

    const list = await api.as('owner').get('/api/v1/connections');

    expect(await api.vault.read('connection', body.id, 'password')).toBe('canary-password');
    expect(list.text).not.toContain('canary-password');
  });

  test.each([
    ['a setting of the wrong form', { settings: { ...settings, baseUrl: 'nowhere' } }, 422, 'CONNECTION_SETTINGS_INVALID', 'settings.baseUrl'],
    ['a setting that does not exist', { settings: { ...settings, proxy: 'x' } }, 422, 'CONNECTION_SETTINGS_INVALID', 'settings'],
    ['a secret that does not exist', { secrets: { pin: '1234' } }, 422, 'CONNECTION_SETTINGS_INVALID', 'secrets.pin'],
    ['an unknown field', { fingerprint: 'mine' }, 400, 'REQUEST_INVALID', 'fingerprint'],
  ])('is refused for %s', async (_, change, status, code, path) => {
    const answer = await create(change);

    expect([answer.status, answer.body.code, answer.body.issues[0].path]).toEqual([status, code, path]);
  });

  test.each([
    ['an unknown connector', { connector: 'nobody' }, 422, 'CONNECTOR_NOT_FOUND'],
    ['an unknown environment', { environment: 'moon' }, 404, 'ENVIRONMENT_NOT_FOUND'],
  ])('is refused for %s', async (_, change, status, code) => {
    const answer = await create(change);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('is refused in a slot that is filled', async () => {
    await create();

    const { status, body } = await create({ name: 'Another' });

    expect([status, body.code]).toEqual([409, 'SLOT_TAKEN']);
  });

  test('stores nothing when its secrets are refused', async () => {
    await create({ secrets: { pin: '1234' } });

    const { body } = await api.as('owner').get('/api/v1/connections');

    expect(body.items).toEqual([]);
  });
});

describe('changing a connection', () => {
  test('keeps what is not named and forgets what was cached', async () => {
    const { body } = await create();

    const changed = await update(body.id, { name: 'Renamed' });

    expect(changed.body).toMatchObject({ name: 'Renamed', settings, secrets: [{ isSet: true }] });
    expect(api.host.asked).toContain(`forget ${body.id}`);
  });

  test('replaces a secret', async () => {
    const { body } = await create();

    await update(body.id, { secrets: { password: 'second-password' } });

    expect(await api.vault.read('connection', body.id, 'password')).toBe('second-password');
  });

  test('may point an unused one at another system', async () => {
    const { body } = await create();

    const changed = await update(body.id, { settings: { ...settings, account: '4712' }, secrets: { password: 'of-the-other-account' } });

    expect(changed.body.fingerprint).toBe('bank:https://bank.example:4712');
  });

  test('never gives a stored secret to another system', async () => {
    const { body } = await create();

    const refused = await update(body.id, { settings: { ...settings, account: '4712' } });

    expect([refused.status, refused.body.issues[0].path]).toEqual([422, 'secrets.password']);
  });

  test('never gives a stored secret to another host, though the system stays the same', async () => {
    const { body } = await create();
    const elsewhere = { ...settings, tokenAddress: 'https://elsewhere.example/token' };

    const refused = await update(body.id, { settings: elsewhere });
    const again = await update(body.id, { settings: elsewhere, secrets: { password: 'for-that-host' } });

    expect([refused.status, refused.body.issues[0].path, again.status, again.body.fingerprint]).toEqual([422, 'secrets.password', 200, body.fingerprint]);
  });

  test('may not point one at another system that a flow has for itself', async () => {
    await create();
    const { body } = await create({ slot: 'spare' });
    const flowId = await aFlowWithVersion(api, aPayingFlow({ path: 'own-binding' }));
    const bound = await api.as('owner').send('PUT', `/api/v1/environments/${api.home.sandboxId}/bindings`, { flowId, slot: 'bank', connectionId: body.id });
    await deploy(api, flowId);

    const refused = await update(body.id, { settings: { ...settings, account: '4712' }, secrets: { password: 'of-the-other' } });

    expect([bound.status, refused.body.code]).toEqual([200, 'CONNECTION_IN_USE']);
  });

  test('may not point a live one at another system', async () => {
    const { body } = await create();
    await deploy(api, await aFlowWithVersion(api, aPayingFlow()));

    const refused = await update(body.id, { settings: { ...settings, account: '4712' } });
    const read = await api.as('auditor').get(`/api/v1/connections/${body.id}`);

    expect([refused.status, refused.body.code]).toEqual([409, 'CONNECTION_IN_USE']);
    expect(read.body).toMatchObject({ settings, usedBy: [{ flowName: 'Pay by notice' }] });
  });
});

describe('testing a connection', () => {
  test('answers what the connector found', async () => {
    const { body } = await create();

    const tested = await api.as('builder').post(`/api/v1/connections/${body.id}/test`);

    expect(tested.body).toMatchObject({ ok: true, message: 'Signed in.', durationMs: expect.any(Number) });
  });

  test('asks nothing for a connection of somebody else', async () => {
    const { body } = await create();

    const { status } = await api.foreign.as('owner').post(`/api/v1/connections/${body.id}/test`);

    expect([status, api.host.asked]).toEqual([404, ['refresh routes']]);
  });
});

describe('a connection of another organisation', () => {
  test('is neither found nor changed', async () => {
    const { body } = await create();

    const read = await api.foreign.as('owner').get(`/api/v1/connections/${body.id}`);
    const changed = await api.foreign.as('owner').send('PATCH', `/api/v1/connections/${body.id}`, { name: 'Stolen' });
    const listed = await api.foreign.as('owner').get('/api/v1/connections');

    expect([read.status, changed.status, listed.body.items]).toEqual([404, 404, []]);
  });
});
