import { startAiServer, type AiServer } from '../../testing/ai-server';
import { startTestApi, type TestApi } from '../../testing/test-api';

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
});

const save = (changes: object = {}) =>
  api.as('owner').send('PUT', '/api/v1/assist/provider', { address: ai.address, model: 'parrot', isOn: true, ...changes });
const draft = (wanted = 'Pay what each notice says') => api.as('analyst').post('/api/v1/assist/flows', { wanted, name: 'Payments' });
const plan = {
  trigger: { name: 'Notice', connector: 'bank', trigger: 'notice', settings: {} },
  steps: [{ id: 'pay', name: 'Pay', kind: 'action', connector: 'bank', action: 'pay', input: [{ target: 'reference', formula: 'trigger.reference' }] }],
  edges: [{ from: 'trigger', port: 'default', to: 'pay' }],
};
const flowCount = async () => (await api.as('owner').get('/api/v1/flows')).body.items.length;

describe('a flow out of a sentence', () => {
  test('comes back as a document that the checker takes, and nothing is stored', async () => {
    ai.answer = { json: plan };
    const before = await flowCount();

    const { status, body } = await draft();

    expect(status).toBe(200);
    expect(body.document).toMatchObject({ name: 'Payments', trigger: { path: 'payments' }, steps: { pay: { version: 1, slot: 'bank' } } });
    expect(body.problems.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
    expect(await flowCount()).toBe(before);
  });

  test('is asked for with the catalogue: no sample, no connection, no other flow', async () => {
    ai.answer = { json: plan };
    await api.as('owner').post('/api/v1/flows', { name: 'Confidential acquisition' });
    await draft();

    const [{ text, system }] = ai.asked as [(typeof ai.asked)[0]];
    expect(text).toContain('reference: string (required)');
    for (const kept of ['R-1', 'PAY-1', 'Confidential', 'baseUrl', 'password']) expect(text).not.toContain(kept);
    expect(system).not.toContain('Pay what each notice says');
  });

  test.each<[string, object]>([
    ['an action that is not installed', { steps: [{ ...plan.steps[0], action: 'refund' }] }],
    ['a field that is not taken', { steps: [{ ...plan.steps[0], input: [{ target: 'cvv', formula: 'trigger.reference' }] }] }],
    ['a field that is not there', { steps: [{ ...plan.steps[0], input: [{ target: 'reference', formula: 'trigger.secret' }] }] }],
    ['a card number', { steps: [{ ...plan.steps[0], input: [{ target: 'reference', formula: '"4012000098765439"' }] }] }],
  ])('is thrown away with %s', async (_, changes) => {
    ai.answer = { json: { ...plan, ...changes } };

    const { status, body } = await draft();

    expect([status, body.code]).toEqual([422, 'AI_DRAFT_DISCARDED']);
    expect(body.detail).toContain('Nothing was changed');
  });

  test.each([
    ['prose', { text: 'Of course!' }],
    ['a flow that deploys itself', { json: { ...plan, deploy: 'production' } }],
    ['a step that starts other flows', { json: { ...plan, steps: [{ id: 'a', name: 'A', kind: 'sub-flow' }] } }],
  ])('is thrown away when the model answers with %s', async (_, answer) => {
    ai.answer = answer;

    expect((await draft()).body.code).toBe('AI_ANSWER_UNUSABLE');
  });

  test('is not asked for while the provider is off, with card data in the sentence, or by operators', async () => {
    const withCard = await draft('charge 4012 0000 9876 5439 every month');
    const byOperator = await api.as('operator').post('/api/v1/assist/flows', { wanted: 'Pay what each notice says', name: 'X' });
    await save({ isOn: false });
    const off = await draft();

    expect([withCard.body.code, byOperator.status, off.body.code, ai.asked]).toEqual(['AI_CARD_DATA', 403, 'AI_OFF', []]);
  });
});
