import { startAiServer, type AiServer } from '../../testing/ai-server';
import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';
import type { RequestContext } from '../../platform/auth/request-context';
import { AssistModel } from './assist-model';

let api: TestApi;
let ai: AiServer;
beforeAll(async () => {
  ai = await startAiServer();
  api = await startTestApi({ allowedPrivateHosts: [new URL(ai.address).host] });
}, 30_000);
afterAll(async () => {
  await api.close();
  await ai.close();
});
beforeEach(async () => {
  ai.asked.length = 0;
  ai.answer = { json: { ready: true } };
  await api.as('owner').send('DELETE', '/api/v1/assist/provider');
});

const canary = 'sk-canary-41c7';
const save = (changes: object = {}, by: Caller = api.as('administrator')) =>
  by.send('PUT', '/api/v1/assist/provider', { address: ai.address, model: 'parrot', apiKey: canary, isOn: true, ...changes });
const runTest = () => api.as('administrator').post('/api/v1/assist/provider/test');
const offer = async (by: Caller = api.as('analyst')) => (await by.get('/api/v1/assist')).body;

describe('the AI provider', () => {
  test('is none, and nothing is asked, until somebody sets one up', async () => {
    expect([await offer(), (await runTest()).body.code, ai.asked]).toEqual([{ provider: null }, 'AI_NOT_SET_UP', []]);
  });

  test('is off, and sends no values, unless that is said', async () => {
    const { body } = await api.as('administrator').send('PUT', '/api/v1/assist/provider', { address: ai.address, model: 'parrot' });

    expect(body).toMatchObject({ isOn: false, sendDescriptions: true, sendValues: false, apiKeySetAt: null });
    expect(await offer()).toEqual({ provider: null });
  });

  test('is offered to everybody by its host when it is on', async () => {
    await save();

    expect(await offer(api.as('operator'))).toEqual({ provider: new URL(ai.address).host });
  });

  test('keeps its key in the vault and never shows it again', async () => {
    const saved = await save();
    const read = await api.as('owner').get('/api/v1/assist/provider');
    const log = await api.as('owner').get('/api/v1/audit-log');

    expect(saved.body.apiKeySetAt).toEqual(expect.any(String));
    expect(saved.text + read.text + log.text).not.toContain(canary);
    const rows = await api.dataSource.query<{ text: string }[]>(`select encode(ciphertext, 'escape') || secret::text as text from secret where owner_kind = 'ai-provider'`);
    expect([rows.length, rows.map(({ text }) => text).join().includes(canary)]).toEqual([1, false]);
  });

  test('is asked with its key when it is tried, even while it is off', async () => {
    await save({ isOn: false });

    const { status, body } = await runTest();

    expect([status, body.summary]).toEqual([200, `${new URL(ai.address).host} answers with the model parrot.`]);
    expect(ai.asked).toMatchObject([{ path: '/v1/chat/completions', authorization: `Bearer ${canary}`, model: 'parrot' }]);
  });

  test('gets no key that was entered for another host', async () => {
    await save();

    const moved = await save({ address: 'https://elsewhere.example.com/v1', apiKey: undefined });
    const without = await save({ address: 'https://elsewhere.example.com/v1', apiKey: null });

    expect([moved.status, moved.body.code]).toEqual([422, 'AI_KEY_NEEDED']);
    expect([without.status, without.body.apiKeySetAt]).toEqual([200, null]);
  });

  test('keeps its key while the host stays', async () => {
    await save();
    await save({ model: 'other', apiKey: undefined });

    await runTest();

    expect(ai.asked).toMatchObject([{ authorization: `Bearer ${canary}`, model: 'other' }]);
  });

  test('is changed by administrators and owners only, and read by auditors', async () => {
    const refused = await Promise.all((['builder', 'analyst', 'operator', 'approver', 'auditor'] as const).map((role) => save({}, api.as(role))));

    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    await save();
    expect((await api.as('auditor').get('/api/v1/assist/provider')).status).toBe(200);
  });

  test('of one organisation is nobody else’s', async () => {
    await save();

    expect(await offer(api.foreign.as('owner'))).toEqual({ provider: null });
    expect((await api.foreign.as('owner').get('/api/v1/assist/provider')).body.code).toBe('AI_NOT_SET_UP');
  });

  test('is in the audit log: saved, asked, removed', async () => {
    await save();
    await runTest();
    await api.as('owner').send('DELETE', '/api/v1/assist/provider');

    const { body } = await api.as('owner').get('/api/v1/audit-log?limit=3');

    expect(body.items.map((entry: { action: string }) => entry.action)).toEqual(['ai-provider.removed', 'ai-provider.asked', 'ai-provider.saved']);
    expect(body.items[1].details).toMatchObject({ purpose: 'test', model: 'parrot', withMaskedValues: false });
  });

  test.each([
    ['an address with a password', `https://user:${canary}@ai.example.com/v1`, 'user name and the password'],
    ['an address with a user name', `https://${canary}@ai.example.com/v1`, 'user name and the password'],
    ['an address with a query', `https://ai.example.com/v1?key=${canary}`, 'from “?” or “#” on'],
    ['an address with a fragment', `https://ai.example.com/v1#${canary}`, 'from “?” or “#” on'],
    ['no address', canary, ''],
  ])('is not kept with %s, which auditors would read', async (_, address, because) => {
    const refused = await save({ address });

    expect([refused.status, refused.body.issues]).toEqual([400, [expect.objectContaining({ path: 'address', message: expect.stringContaining(because) })]]);
    expect(refused.text + (await api.as('auditor').get('/api/v1/audit-log')).text).not.toContain(canary);
  });

  test('is in the audit log with what became of its key', async () => {
    await save();
    await save({ apiKey: undefined });
    await save({ apiKey: null });

    const { body } = await api.as('auditor').get('/api/v1/audit-log?limit=3');

    expect(body.items.map(({ details }: { details: { keyChange: string } }) => details.keyChange)).toEqual(['removed', 'none', 'entered']);
  });

  test.each([
    ['says that the key is not accepted', { status: 401 }, 502, 'AI_KEY_REFUSED'],
    ['says when to come back', { status: 429, headers: { 'retry-after': '7' } }, 503, 'AI_BUSY'],
    ['says when it fails', { status: 500 }, 502, 'AI_UNREACHABLE'],
    ['is not followed elsewhere', { status: 302, headers: { location: 'https://example.com/' } }, 502, 'AI_UNREACHABLE'],
    ['must answer like a chat', { body: '{"hello":1}' }, 502, 'AI_UNREACHABLE'],
    ['must answer with JSON', { text: 'Certainly! Here is your answer.' }, 502, 'AI_ANSWER_UNUSABLE'],
    ['must answer in brief', { text: `"${'x'.repeat(1_100_000)}"` }, 502, 'AI_ANSWER_UNUSABLE'],
  ])('%s', async (_, answer, status, code) => {
    await save();
    ai.answer = answer;

    const refused = await runTest();

    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(refused.body.detail).toContain('othing was changed');
    expect(refused.text).not.toContain(canary);
    if (code === 'AI_BUSY') expect(refused.headers['retry-after']).toBe('7');
  });

  test('may write its JSON as a code block', async () => {
    await save();
    ai.answer = { text: '```json\n{"ready": true}\n```' };

    expect((await runTest()).status).toBe(200);
  });

  test('that stays silent is left after its time', async () => {
    await save({ timeoutSeconds: 1 });
    ai.answer = 'silence';

    const { body } = await runTest();

    expect([body.code, body.detail]).toEqual(['AI_UNREACHABLE', expect.stringContaining('did not answer within 1 seconds')]);
  });

  test('that stays silent is left earlier when less time is left for the question', async () => {
    await save({ timeoutSeconds: 60 });
    ai.answer = 'silence';
    const model = api.app.get(AssistModel);
    const ctx: RequestContext = { organizationId: api.home.id, actor: { kind: 'user', id: api.home.id, name: 'Ann', role: 'analyst' }, requestId: 'r' };
    const provider = await model.requireProvider(ctx);

    const asked = model.ask(ctx, provider, { purpose: 'mapping', instructions: '', material: {}, waitMs: 100 });

    await expect(asked).rejects.toMatchObject({ code: 'AI_UNREACHABLE', message: expect.stringContaining('within 0.1 seconds') });
  });

  test.each(['http://127.0.0.1:9/v1', 'https://169.254.169.254/v1', 'https://[::1]/v1', 'https://localhost/v1', 'http://example.com/v1'])('is not reached inside the network or without encryption: %s', async (address) => {
    await save({ address });

    const { body } = await runTest();

    expect([body.code, body.detail]).toEqual(['AI_UNREACHABLE', expect.stringContaining('not an address on the public internet')]);
  });
});
