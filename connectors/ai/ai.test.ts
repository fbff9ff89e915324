import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createLoopbackHttpClient, testConnector, testStrangeAnswers, type ConnectorBench, type LoopbackHttpClient } from '@penstock/connector-sdk/testing';
import { manualClock } from '@penstock/kernel';
import { ai } from './index';
import { createAiSimulator, demoApiKey } from './simulator';

const connection = ai.connection!;
const clock = manualClock(0);
let simulator: SimulatorServer;
let url: string;
let http: LoopbackHttpClient;

beforeEach(async () => {
  simulator = createAiSimulator();
  ({ url } = await simulator.listen());
});
afterEach(() => simulator.close());

function bench(apiKey = demoApiKey, change: object = {}): ConnectorBench {
  const settings = { address: `${url}/v1`, ...change };
  http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settings), secrets: { apiKey } });
  return testConnector(ai, { http, settings, clock });
}

const asking = (content: string, change: object = {}) => ({ model: 'parrot', messages: [{ role: 'user', content }], ...change });

test('a model is asked and its answer taken', async () => {
  const answer = await bench().run('chat', asking('freight?', { temperature: 0, maxTokens: 50 }));

  expect(answer).toEqual({ text: 'freight?', finishReason: 'stop', model: 'parrot', promptTokens: 3, answerTokens: 2 });
  expect(JSON.parse(http.sent[0]!.body)).toEqual({ model: 'parrot', messages: [{ role: 'user', content: 'freight?' }], max_tokens: 50, temperature: 0 });
});

test('an answer as JSON is read', async () => {
  expect(await bench().run('chat', asking('freight', { answerAs: 'json' }))).toMatchObject({ json: { said: 'freight' } });
});

test('prose in place of JSON fails and is asked again', async () => {
  await expect(bench().run('chat', asking('prose', { answerAs: 'json' }))).rejects.toMatchObject({ details: { code: 'AI_NOT_JSON', class: 'transient' } });
});

test('vectors come in the order of the texts', async () => {
  expect(await bench().run('embed', { model: 'parrot', texts: ['a', 'bbb'] })).toMatchObject({ embeddings: [[1, 0.12345678901234568], [3, 0.12345678901234568]] });
});

test.each([
  ['a card number', 'Pay with 4111 1111 1111 1111 please'],
  ['a security code', '{"cvv":"123"}'],
])('%s in a prompt is refused before anything is sent', async (_name, content) => {
  await expect(bench().run('chat', asking(content))).rejects.toMatchObject({ details: { code: 'AI_CARD_DATA', class: 'config' } });
  expect(http.sent).toEqual([]);
});

test.each([
  ['no credit', demoApiKey, 'quota', 'AI_QUOTA', 'quota'],
  ['a wrong key', 'wrong', 'hello', 'AI_SIGN_IN_REFUSED', 'auth'],
  ['no choices', demoApiKey, 'empty', 'AI_ANSWER_UNEXPECTED', 'transient'],
])('%s is told as such', async (_name, key, content, code, failureClass) => {
  await expect(bench(key).run('chat', asking(content))).rejects.toMatchObject({ details: { code, class: failureClass } });
});

test('the connection test lists the models; without a key, none is sent', async () => {
  expect(await bench().testConnection()).toEqual({ summary: `${new URL(url).host} answers and accepts the key.` });
  await expect(bench('', { signIn: 'none' }).testConnection()).rejects.toMatchObject({ details: { class: 'auth' } });
  expect(http.sent[0]?.headers).not.toHaveProperty('authorization');
});

testStrangeAnswers({
  connector: ai,
  settings: (url) => ({ address: `${url}/v1` }),
  inputs: { chat: asking('hello', { answerAs: 'json' }), embed: { model: 'parrot', texts: ['a'] } },
  answers: {
    chat: { model: 'parrot', choices: [{ message: { content: '{"a":1.10}' }, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 1 } },
    embed: { model: 'parrot', data: [{ index: 0, embedding: [0.5] }] },
  },
  clock,
});
