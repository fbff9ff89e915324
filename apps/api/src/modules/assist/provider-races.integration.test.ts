import { startAiServer, type AiServer } from '../../testing/ai-server';
import { startTestApi, type Answer, type TestApi } from '../../testing/test-api';

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
  await save();
  ai.asked.length = 0;
  ai.answer = { json: { ready: true } };
});

const elsewhere = 'https://elsewhere.example.com/v1';
const save = (changes: object = {}) =>
  api.as('administrator').send('PUT', '/api/v1/assist/provider', { address: ai.address, model: 'parrot', apiKey: 'sk-1', isOn: true, ...changes });
const runTest = () => api.as('administrator').post('/api/v1/assist/provider/test');
const read = () => api.as('owner').get('/api/v1/assist/provider');

type Query = (sql: string, values?: readonly unknown[]) => Promise<unknown>;

/** Answers a request that has come to a lock of somebody else's transaction by the time that one commits. */
async function overtaken(others: (query: Query) => Promise<unknown>, request: () => Promise<Answer>): Promise<Answer> {
  const runner = api.dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await others((sql, values = []) => runner.query(sql, [...values]));
    const answer = request();
    await someoneWaits();
    await runner.commitTransaction();
    return await answer;
  } finally {
    await runner.release();
  }
}

async function someoneWaits(): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await api.dataSource.query<unknown[]>(waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a key', () => {
  test('is not sent to the old host when another one is saved while a question is on its way', async () => {
    const { status, body } = await overtaken(async (query) => {
      await query('select 1 from audit_head where organization_id = $1 for update', [api.home.id]);
      await query('update ai_provider set address = $2 where organization_id = $1', [api.home.id, elsewhere]);
    }, runTest);

    expect([status, body.code, ai.asked]).toEqual([409, 'AI_CHANGED', []]);
    expect(body.detail).toContain('Nothing was sent');
  });

  test('is not sent when the provider is switched off while a question is on its way', async () => {
    const { body } = await overtaken(async (query) => {
      await query('select 1 from audit_head where organization_id = $1 for update', [api.home.id]);
      await query('update ai_provider set is_on = false where organization_id = $1', [api.home.id]);
    }, () => api.as('analyst').post('/api/v1/assist/flows', { wanted: 'Pay what each notice says', name: 'Payments' }));

    expect([body.code, ai.asked]).toEqual(['AI_CHANGED', []]);
  });

  test('does not come to another host by somebody who saves at the same time', async () => {
    const { status, body } = await overtaken(
      (query) => query('update ai_provider set address = $2 where organization_id = $1', [api.home.id, elsewhere]),
      () => save({ apiKey: undefined }),
    );

    expect([status, body.code]).toEqual([422, 'AI_KEY_NEEDED']);
    expect((await read()).body.address).toBe(elsewhere);
  });

  test('does not come to another host by somebody who sets up the first provider at the same time', async () => {
    const [{ provider, secret }] = await api.dataSource.query<[{ provider: object; secret: object }]>(
      `select to_jsonb(p) as provider, to_jsonb(s) as secret from ai_provider p join secret s on s.owner_kind = 'ai-provider' and s.organization_id = p.organization_id`,
    );
    await api.as('owner').send('DELETE', '/api/v1/assist/provider');

    const { status, body } = await overtaken(async (query) => {
      await query('insert into ai_provider select * from jsonb_populate_record(null::ai_provider, $1)', [provider]);
      await query('insert into secret select * from jsonb_populate_record(null::secret, $1)', [secret]);
    }, () => save({ address: elsewhere, apiKey: undefined }));

    expect([status, body.code]).toEqual([422, 'AI_KEY_NEEDED']);
    expect((await read()).body.address).toBe(ai.address);
  });
});
