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
const rule = { kind: 'formula', id: 'r1', target: 'amount', formula: 'trigger.secret_constant', onError: 'fail', origin: 'user' };
const mapping = {
  v: 1,
  rules: [rule, { kind: 'const', id: 'r2', target: 'note', value: 'Confidential 4711', onError: 'fail', origin: 'user' }],
  tables: { terms: { rows: [['NET30', 'Thirty days']] } },
};
const request = {
  wanted: 'total plus freight',
  mapping,
  rule,
  sources: {
    trigger: {
      type: 'object',
      required: ['total'],
      properties: { total: { type: 'number', description: 'With tax' }, freight: { type: 'number' }, status: { type: 'string', enum: ['Approved'] }, pan: { type: 'string', 'x-card-data': 'pan' } },
    },
  },
  target: { type: 'object', properties: { amount: { type: 'number' }, note: { type: 'string' } } },
};
const draft = (changes: object = {}) => api.as('analyst').post('/api/v1/assist/formulas', { ...request, ...changes });

describe('a formula out of a sentence', () => {
  test('comes back when the checker finds nothing wrong with it, and changes nothing', async () => {
    ai.answer = { json: { formula: 'trigger.total + COALESCE(trigger.freight, 0)' } };

    const { status, body } = await draft();

    expect([status, body]).toEqual([200, { formula: 'trigger.total + COALESCE(trigger.freight, 0)', provider: new URL(ai.address).host }]);
  });

  test('is asked for with names, types and functions; with no constant, table row, choice or formula', async () => {
    ai.answer = { json: { formula: 'trigger.total' } };
    await draft();

    const [{ text, material }] = ai.asked as [(typeof ai.asked)[0]];
    expect(material).toMatchObject({ wanted: 'total plus freight', for: 'amount', tables: ['terms'] });
    expect(text).toContain('trigger.total');
    for (const kept of ['Confidential', '4711', 'NET30', 'Thirty', 'Approved', 'secret_constant', 'trigger.pan']) expect(text).not.toContain(kept);
  });

  test('is asked for with descriptions only where they may be sent', async () => {
    ai.answer = { json: { formula: 'trigger.total' } };
    await draft();
    await save({ sendDescriptions: false });
    await draft();

    expect(ai.asked.map(({ text }) => text.includes('With tax'))).toEqual([true, false]);
  });

  test('may name a field that only records show', async () => {
    ai.answer = { json: { formula: 'trigger.extra' } };

    const shown = await draft({ seen: [{ path: 'trigger.extra', type: 'text' }] });
    const unknown = await draft();

    expect([shown.status, unknown.body.code, ai.asked[0]?.text.includes('trigger.extra')]).toEqual([200, 'AI_DRAFT_DISCARDED', true]);
  });

  test.each([
    ['names a field that is not there', 'trigger.invented + 1', 'invented'],
    ['calls a function that is not there', 'FETCH("https://evil.example")', 'FETCH'],
    ['gives another type than is due', '"ten"', 'number'],
    ['is no formula', 'let x = 1; x', ''],
    ['sends card data on', 'trigger.pan', 'card'],
    ['reaches for members of objects', 'constructor.constructor("return process")()', ''],
    ['holds a card number', '"4012000098765439"', 'card data'],
  ])('is thrown away when it %s', async (_, formula, because) => {
    ai.answer = { json: { formula } };

    const { status, body } = await draft();

    expect([status, body.code]).toEqual([422, 'AI_DRAFT_DISCARDED']);
    expect(body.detail).toContain(because);
    expect(body.detail).toContain('Nothing was changed');
  });

  test.each([
    ['prose', { text: 'Sure: trigger.total' }],
    ['another shape', { json: { formula: 'trigger.total', apply: true } }],
    ['nothing', { json: { formula: '' } }],
  ])('is thrown away when the model answers with %s', async (_, answer) => {
    ai.answer = answer;

    expect((await draft()).body.code).toBe('AI_ANSWER_UNUSABLE');
  });

  test('is not asked for while the provider is off, or with card data in the sentence', async () => {
    const withCard = await draft({ wanted: 'put 4012 0000 9876 5439 in' });
    await save({ isOn: false });
    const off = await draft();

    expect([withCard.body.code, off.body.code, ai.asked]).toEqual(['AI_CARD_DATA', 'AI_OFF', []]);
  });

  test.each([
    ['a mapping that is none', { mapping: 'all of it' }, 'mapping'],
    ['a rule of a mapping that is none', { mapping: { ...mapping, rules: [{ ...rule, onError: 'shrug' }] } }, 'mapping.rules.0.onError'],
    ['a rule of another kind', { rule: mapping.rules[1] }, 'rule.kind'],
    ['no rule', { rule: undefined }, 'rule'],
  ])('is not asked for with %s', async (_, changes, path) => {
    const { status, body } = await draft(changes);

    expect([status, body.code, ai.asked]).toEqual([400, 'REQUEST_INVALID', []]);
    expect(body.issues.map((issue: { path: string }) => issue.path)).toContain(path);
  });

  test('is not for operators', async () => {
    expect((await api.as('operator').post('/api/v1/assist/formulas', request)).status).toBe(403);
  });

  test('stands beside explanations, which need no provider', async () => {
    await save({ isOn: false });

    const { status, body } = await api.as('operator').get('/api/v1/assist/failures?code=PAYTRACE_DECLINED&class=business');

    expect([status, body.meanings[0].money, ai.asked]).toEqual([200, 'Nothing was charged.', []]);
  });
});
