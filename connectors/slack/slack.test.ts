import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createLoopbackHttpClient, testConnector, testEffects, testStrangeAnswers, type ConnectorBench, type LoopbackHttpClient } from '@penstock/connector-sdk/testing';
import { manualClock } from '@penstock/kernel';
import { slack } from './index';
import { createSlackSimulator, demoPath } from './simulator';

const connection = slack.connection!;
const clock = manualClock(0);
const settingsAt = (url: string) => ({ address: `${url}/services`, label: '#finance' });
let simulator: SimulatorServer;
let url: string;
let http: LoopbackHttpClient;

beforeEach(async () => {
  simulator = createSlackSimulator();
  ({ url } = await simulator.listen());
});
afterEach(() => simulator.close());

function bench(path = demoPath): ConnectorBench {
  http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settingsAt(url)), secrets: { path } });
  return testConnector(slack, { http, settings: settingsAt(url), clock });
}

const message = (text = 'Card declined for WEB-1001') => ({ key: 'declined:WEB-1001', text });

test('posts the text and the blocks', async () => {
  const blocks = [{ type: 'divider' }];

  expect(await bench().run('post-message', { ...message(), blocks })).toEqual({ posted: true });
  expect(JSON.parse(http.sent[0]!.body)).toEqual({ text: 'Card declined for WEB-1001', blocks });
});

test('the key is what a message is sent once for', () => {
  expect(bench().effect('post-message').businessKey(message())).toBe('message:declined:WEB-1001');
});

test.each([
  ['a webhook that is gone', 'T0/B0/other', message(), 'SLACK_WEBHOOK_GONE', 'config'],
  ['an archived channel', demoPath, message('archived'), 'SLACK_WEBHOOK_GONE', 'config'],
])('%s is told as such and nothing is posted', async (_name, path, input, code, failureClass) => {
  await expect(bench(path).run('post-message', input)).rejects.toMatchObject({ details: { code, class: failureClass } });
  expect(simulator.effects).toEqual([]);
});

test('a text that is too long is refused before anything is sent', async () => {
  await expect(bench().run('post-message', message('x'.repeat(40_001)))).rejects.toThrow();
  expect(http.sent).toEqual([]);
});

test('the connection test posts nothing', async () => {
  expect(await bench().testConnection()).toEqual({ summary: 'The webhook for #finance answers.' });
  expect(simulator.effects).toEqual([]);
  await expect(bench('T0/B0/other').testConnection()).rejects.toMatchObject({ details: { code: 'SLACK_WEBHOOK_GONE' } });
});

testEffects({
  bench,
  faults: (change) => void simulator.faults.change(change),
  control: () => Promise.resolve(),
  secrets: [demoPath],
  cases: [{ action: 'post-message', input: () => Promise.resolve(message()) }],
});

testStrangeAnswers({ connector: slack, settings: settingsAt, inputs: { 'post-message': message() }, clock });
