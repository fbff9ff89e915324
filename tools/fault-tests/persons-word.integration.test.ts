import { connectors } from '@penstock/connector-catalog';
import { createPayTraceSimulator, demoCredentials } from '@penstock/connector-paytrace/simulator';
import type { FlowDocument } from '@penstock/flow-model';
import { aFlowWithVersion, deploy } from '../../apps/api/src/testing/live-flow';
import { startTestApi, type Answer, type TestApi } from '../../apps/api/src/testing/test-api';
import { liveHost } from './world/live-host';

/** What people say of charges in doubt, from the REST API through the engine to the gateway's export, all of it real. */
const payTrace = createPayTraceSimulator({ customers: ['HARBOUR'] });
let api: TestApi;
let deploymentId: string;
let payTraceUrl: string;

beforeAll(async () => {
  // The first look-up comes when the outage has begun, the next one of its own accord long after the test.
  const timings = { quarantineMs: 1_500, verifyEveryMs: 600_000, absentSpacingMs: 300, retryBaseMs: 50 };
  api = await startTestApi({}, { connectors, start: ({ databaseUrl, vault }) => liveHost({ databaseUrl, secrets: vault, timings }) });
  payTraceUrl = (await payTrace.listen()).url;
  const settings = { baseUrl: payTraceUrl, username: demoCredentials.username, integratorId: demoCredentials.integratorId };
  await api.as('owner').post('/api/v1/connections', { name: 'PayTrace', connector: 'paytrace', slot: 'paytrace', environment: 'sandbox', settings, secrets: { password: demoCredentials.password } });
  deploymentId = (await deploy(api, await aFlowWithVersion(api, charging))).body.id as string;
  // Signed in once: what breaks below is the charge, not the sign-in.
  await until(async () => (await api.as('operator').get(`/api/v1/runs/${await start('FIRST')}`)).body.status !== undefined);
  await until(async () => transactionsOf('FIRST').length === 1);
}, 60_000);
afterAll(async () => {
  await api.close();
  await payTrace.close();
});
beforeEach(() => void payTrace.server.faults.change({ clear: true }));

const rule = { onError: 'fail', origin: 'user', kind: 'copy' } as const;
const charging: FlowDocument = {
  schemaVersion: 1,
  name: 'Charge a customer',
  trigger: { name: 'Order', connector: 'webhook', trigger: 'signed-webhook', version: 1, path: 'orders', settings: { dedupeField: 'invoice' }, position: { x: 0, y: 0 } },
  steps: {
    charge: {
      kind: 'action', id: 'charge', name: 'Charge', disabled: false, position: { x: 0, y: 0 },
      connector: 'paytrace', action: 'sale-by-customer', version: 1, slot: 'paytrace',
      input: {
        v: 1,
        tables: {},
        rules: [
          { ...rule, id: 'a', target: 'amount', from: { path: 'trigger.amount' } },
          { ...rule, id: 'i', target: 'invoice_id', from: { path: 'trigger.invoice' } },
          { ...rule, id: 'c', target: 'customer_id', from: { path: 'trigger.customer' } },
        ],
      },
    },
  },
  edges: [{ id: 'e1', from: 'trigger', port: 'default', to: 'charge' }],
};

const transactionsOf = (invoice: string) => payTrace.transactions().filter((each) => each.invoice === invoice);
async function start(invoice: string): Promise<string> {
  const payload = { invoice, amount: '19.99', customer: 'HARBOUR' };
  const { body } = await api.as('operator').post(`/api/v1/deployments/${deploymentId}/start`, { payload });
  return body.runIds[0] as string;
}
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
const effectsOf = async (runId: string) => (await api.as('operator').get(`/api/v1/runs/${runId}/effects`)).body.items as { id: string; status: string; probes: number; remoteId: string | null }[];
const settle = (effectId: string, body: object): Promise<Answer> => api.as('operator').post(`/api/v1/effects/${effectId}/settlement`, { reason: 'Looked in the portal.', ...body });
const isSettled = async (runId: string): Promise<boolean> => (await api.as('operator').get(`/api/v1/runs/${runId}`)).body.status === 'succeeded';

/** A charge without an answer, and a gateway that could not be asked when its quarantine was over. */
async function inDoubt(invoice: string, { isCharged }: { readonly isCharged: boolean }): Promise<{ readonly runId: string; readonly effectId: string }> {
  payTrace.server.faults.change(isCharged ? { dropAnswerRate: 1 } : { resetBeforeRate: 1 });
  const runId = await start(invoice);
  await until(async () => (await effectsOf(runId))[0]?.status === 'unknown');
  payTrace.server.faults.change({ clear: true, outageMs: 3_600_000 });
  await until(async () => (await effectsOf(runId))[0]?.probes === 1);
  return { runId, effectId: (await effectsOf(runId))[0]?.id ?? '' };
}
/** At the gateway itself, past the engine, under the reference of our invoice. */
async function chargeByHand(invoice: string): Promise<void> {
  const { username, password, integratorId } = demoCredentials;
  const signIn = await fetch(`${payTraceUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password', username, password }) });
  const { access_token: token } = (await signIn.json()) as { access_token: string };
  const body = JSON.stringify({ amount: '19.99', invoice_id: invoice, customer_id: 'HARBOUR', integrator_id: integratorId });
  await fetch(`${payTraceUrl}/v1/transactions/sale/by_customer`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body });
}
const recovers = (): void => void payTrace.server.faults.change({ clear: true, outageUntil: 0 });

test('“it did not happen: send” is overruled by the gateway that knows the charge: the customer pays once', async () => {
  const { runId, effectId } = await inDoubt('WRONG-WORD', { isCharged: true });
  recovers();

  const { status, body } = await settle(effectId, { outcome: 'did-not-happen-send' });
  await until(() => isSettled(runId));

  const [charged, ...others] = transactionsOf('WRONG-WORD');
  expect([status, body.message]).toEqual([200, `You said that it did not happen. PayTrace knows it under ${charged?.id}: it was not sent again.`]);
  expect([others, await effectsOf(runId)]).toMatchObject([[], [{ status: 'confirmed', remoteId: String(charged?.id) }]]);
}, 30_000);

test('“it did not happen: send” sends once when the gateway knows nothing of it', async () => {
  const { runId, effectId } = await inDoubt('RIGHT-WORD', { isCharged: false });
  recovers();

  const { status } = await settle(effectId, { outcome: 'did-not-happen-send' });
  await until(() => isSettled(runId));

  expect([status, transactionsOf('RIGHT-WORD').length]).toEqual([200, 1]);
  expect((await effectsOf(runId)).map((effect) => effect.status)).toEqual(['absent', 'confirmed']);
}, 30_000);

test('“it did not happen: send” sends nothing while the gateway cannot be asked', async () => {
  const { runId, effectId } = await inDoubt('NO-LOOK-UP', { isCharged: true });

  const { status, body } = await settle(effectId, { outcome: 'did-not-happen-send' });

  expect([status, body.code, body.detail]).toEqual([409, 'WORD_NOT_CONFIRMED', expect.stringContaining('could not tell')]);
  expect([transactionsOf('NO-LOOK-UP').length, await effectsOf(runId)]).toMatchObject([1, [{ status: 'needs-person' }]]);
}, 30_000);

test('the retry of a charge that was given up looks it up first: somebody has charged it by hand meanwhile', async () => {
  const { runId, effectId } = await inDoubt('GIVEN-UP', { isCharged: false });
  recovers();
  await settle(effectId, { outcome: 'did-not-happen-stop' });
  await until(async () => (await effectsOf(runId))[0]?.status === 'rejected');
  await chargeByHand('GIVEN-UP');

  await api.as('operator').post(`/api/v1/runs/${runId}/retry`);
  await until(() => isSettled(runId));

  const [byHand, ...others] = transactionsOf('GIVEN-UP');
  expect([others, await effectsOf(runId)]).toMatchObject([[], [{ status: 'rejected' }, { status: 'confirmed', remoteId: String(byHand?.id) }]]);
}, 30_000);

test('“it happened” under an id is refused when the gateway does not know it, and taken when the person insists', async () => {
  const { runId, effectId } = await inDoubt('NEVER-SEEN', { isCharged: false });
  recovers();
  const happened = { outcome: 'happened', remoteId: '999' };

  const refused = await settle(effectId, happened);
  const open = await effectsOf(runId);
  const insisted = await settle(effectId, { ...happened, unchecked: true });
  await until(() => isSettled(runId));

  expect([refused.status, refused.body.code, open, insisted.status]).toMatchObject([409, 'WORD_NOT_CONFIRMED', [{ status: 'needs-person', remoteId: null }], 200]);
  expect([transactionsOf('NEVER-SEEN'), await effectsOf(runId)]).toMatchObject([[], [{ status: 'confirmed', remoteId: '999' }]]);
}, 30_000);

test('“it happened” under a mistyped id takes the one that the gateway knows', async () => {
  const { runId, effectId } = await inDoubt('MISTYPED', { isCharged: true });
  recovers();

  const { body } = await settle(effectId, { outcome: 'happened', remoteId: '999' });
  await until(() => isSettled(runId));

  const id = String(transactionsOf('MISTYPED')[0]?.id);
  expect([body.message, await effectsOf(runId)]).toMatchObject([`You gave 999. PayTrace knows it under ${id}, and that was taken.`, [{ remoteId: id }]]);
}, 30_000);
