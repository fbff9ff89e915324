import { connectors } from '@penstock/connector-catalog';
import type { ActionStep, FlowDocument } from '@penstock/flow-model';
import type { MappingRule } from '@penstock/mapping';
import { aFlowWithVersion, deploy } from '../../apps/api/src/testing/live-flow';
import { startTestApi, type TestApi } from '../../apps/api/src/testing/test-api';
import { sftpPassword, startSftpServer, type SftpServer } from '../../connectors/sftp/testing/sftp-server';
import { liveHost } from './world/live-host';

/** Files the whole way: uploaded by REST, read by a step, made by another, sent to a real SFTP server whose answer is lost. */
let api: TestApi;
let sftp: SftpServer;
let deploymentId: string;

beforeAll(async () => {
  sftp = await startSftpServer();
  const timings = { quarantineMs: 1_000, sweepMaxMs: 250 };
  api = await startTestApi({}, { connectors, start: ({ databaseUrl, vault }) => liveHost({ databaseUrl, secrets: vault, timings }) });
  const settings = { host: '127.0.0.1', port: sftp.port, user: 'robot', hostKey: sftp.hostKey };
  const connection = await api.as('owner').post('/api/v1/connections', { name: 'Bank', connector: 'sftp', slot: 'bank-files', environment: 'sandbox', settings, secrets: { password: sftpPassword } });
  expect([connection.status, (await api.as('owner').post(`/api/v1/connections/${connection.body.id}/test`)).body.ok]).toEqual([201, true]);
  const deployed = await deploy(api, await aFlowWithVersion(api, forwarding));
  expect(deployed.body.id).toBeDefined();
  deploymentId = deployed.body.id as string;
}, 120_000);
afterAll(async () => {
  await api.close();
  await sftp.close();
});

const position = { x: 0, y: 0 };
const base = { onError: 'fail' as const, origin: 'user' as const };
const copy = (target: string, path: string): MappingRule => ({ ...base, kind: 'copy', id: `copy-${target}`, target, from: { path } });
const constant = (target: string, value: string): MappingRule => ({ ...base, kind: 'const', id: `set-${target}`, target, value });
const step = (id: string, [connector, action]: readonly [string, string], rules: MappingRule[], slot?: string): ActionStep => ({
  ...{ kind: 'action', id, name: id, disabled: false, position, connector, action, version: 1, input: { v: 1, rules, tables: {} } },
  ...(slot !== undefined && { slot }),
});

/** A dropped CSV file becomes JSON at the bank. */
const forwarding: FlowDocument = {
  schemaVersion: 1,
  name: 'Orders to the bank',
  trigger: { name: 'Dropped file', connector: 'files', trigger: 'file-drop', version: 1, settings: { starts: 'one-run' }, position },
  steps: {
    read: step('read', ['files', 'read-csv'], [copy('file', 'trigger.file.handle')]),
    make: step('make', ['files', 'write-json'], [copy('value', 'steps.read.records'), constant('saveAs', 'orders.json')]),
    send: step('send', ['sftp', 'write'], [copy('key', 'trigger.file.sha256'), copy('file', 'steps.make.file.handle'), constant('path', 'out/orders.json')], 'bank-files'),
  },
  edges: [
    { id: 'e1', from: 'trigger', port: 'default', to: 'read' },
    { id: 'e2', from: 'read', port: 'default', to: 'make' },
    { id: 'e3', from: 'make', port: 'default', to: 'send' },
  ],
};

const drop = (content: string) =>
  api.app.inject({ method: 'POST', url: `/api/v1/files?name=orders.csv&mediaType=text/csv&deployment=${deploymentId}`, headers: { authorization: 'Bearer Home-operator', 'content-type': 'application/octet-stream' }, payload: content });
const runs = async () => (await api.as('operator').get('/api/v1/runs')).body.items as { id: string; status: string }[];
async function settled(count: number): Promise<string[]> {
  for (;;) {
    const statuses = (await runs()).map(({ status }) => status);
    if (statuses.length === count && statuses.every((status) => status === 'succeeded' || status === 'needs-attention')) return statuses;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('an uploaded file reaches the bank once, though the answer to its renaming is lost', async () => {
  sftp.misbehave({ on: 'RENAME', does: 'hang-up-after' });

  const answer = await drop('invoice,amount\nWEB-1001,19.90\n');

  expect([answer.statusCode, answer.json().starts]).toEqual([201, { fresh: 1, known: 0, parked: 0 }]);
  while (!sftp.files.has('/out/orders.json')) await new Promise((resolve) => setTimeout(resolve, 50));
  sftp.misbehave();
  expect(await settled(1)).toEqual(['succeeded']);
  expect([...sftp.files.keys()]).toEqual(['/out/orders.json']);
  expect(sftp.textOf('/out/orders.json')).toBe('[{"invoice":"WEB-1001","amount":"19.90"}]');
  expect(sftp.requests.filter((request) => request.startsWith('RENAME'))).toHaveLength(1);
}, 60_000);

test('the same content again starts nothing', async () => {
  const answer = await drop('invoice,amount\nWEB-1001,19.90\n');

  expect(answer.json().starts).toEqual({ fresh: 0, known: 1, parked: 0 });
  expect(await runs()).toHaveLength(1);
});

test('the file a step made is listed and can be fetched', async () => {
  const { items } = (await api.as('operator').get('/api/v1/files')).body as { items: { id: string; name: string; origin: string }[] };
  const made = items.find(({ origin }) => origin === 'step');

  expect(made?.name).toBe('orders.json');
  expect((await api.as('operator').get(`/api/v1/files/${made?.id}/content`)).text).toBe('[{"invoice":"WEB-1001","amount":"19.90"}]');
});
