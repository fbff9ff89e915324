import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors } from '@penstock/connector-catalog';
import { createPayTraceSimulator, demoCredentials } from '@penstock/connector-paytrace/simulator';
import {
  createProphet21Simulator,
  demoConnectionSettings,
  demoItems,
  demoCredentials as erpCredentials,
} from '@penstock/connector-prophet21/simulator';
import { flowDocument } from '@penstock/flow-model';
import { cardPayment } from '../../apps/api/src/demo/flows/card-payment';
import { gatewayPayment } from '../../apps/api/src/demo/flows/gateway-payment';
import { deploy } from '../../apps/api/src/testing/live-flow';
import { startTestApi, type TestApi } from '../../apps/api/src/testing/test-api';
import { liveHost } from './world/live-host';

/** The demo flow from the REST API to both simulators: what a dry run says, and what a real run then does. */
const folder = mkdtempSync(join(tmpdir(), 'penstock-dry-run-'));
const logs = { paytrace: join(folder, 'paytrace.jsonl'), prophet21: join(folder, 'prophet21.jsonl') };
const payTrace = createPayTraceSimulator({ effectLog: logs.paytrace });
const erp = createProphet21Simulator({ effectLogPath: logs.prophet21 });
let api: TestApi;
let flowId: string;
let payTraceUrl: string;

beforeAll(async () => {
  api = await startTestApi({}, { connectors, start: ({ databaseUrl, vault }) => liveHost({ databaseUrl, secrets: vault }) });
  payTraceUrl = (await payTrace.listen()).url;
  await connect({
    connector: 'paytrace',
    slot: 'paytrace',
    settings: { baseUrl: payTraceUrl, username: demoCredentials.username, integratorId: demoCredentials.integratorId },
    secrets: { password: demoCredentials.password },
  });
  await connect({
    connector: 'prophet21',
    slot: 'erp',
    settings: demoConnectionSettings((await erp.listen()).url),
    secrets: { password: erpCredentials.password },
  });
  const { body } = await api
    .as('owner')
    .post('/api/v1/flows', { name: cardPayment.name, document: flowDocument.parse(cardPayment) });
  flowId = body.id as string;
  await api.as('owner').post(`/api/v1/flows/${flowId}/versions`, { revision: 1 });
}, 60_000);
afterAll(async () => {
  await api.close();
  await Promise.all([payTrace.close(), erp.close()]);
  rmSync(folder, { recursive: true, force: true });
});

async function connect(connection: {
  readonly connector: string;
  readonly slot: string;
  readonly settings: object;
  readonly secrets: object;
}): Promise<void> {
  const { status, text } = await api
    .as('owner')
    .post('/api/v1/connections', { name: connection.connector, environment: 'sandbox', ...connection });
  expect([status, text]).toEqual([201, expect.any(String)]);
}

const effectsAt = (log: keyof typeof logs): { kind: string; key: string }[] =>
  readFileSync(logs[log], 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { kind: string; key: string });

async function cardTokens(): Promise<{ hpf_token: string; enc_key: string }> {
  const answer = async (path: string, init: RequestInit): Promise<Record<string, string>> =>
    (await (await fetch(`${payTraceUrl}${path}`, { method: 'POST', ...init })).json()) as Record<string, string>;
  const { access_token: token } = await answer('/oauth/token', {
    body: new URLSearchParams({
      grant_type: 'password',
      username: demoCredentials.username,
      password: demoCredentials.password,
    }),
  });
  const { clientKey = '' } = await answer('/v1/payment_fields/token/create', {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ integrator_id: demoCredentials.integratorId }),
  });
  // A published number of the Visa sandbox.
  const card = { number: ['4012', '0000', '9876', '5439'].join(''), expiry: '12/30', csc: '999' };
  const { hpf_token = '', enc_key = '' } = await answer('/protect/token', {
    body: new URLSearchParams({ client_key: clientKey, ...card }),
  });
  return { hpf_token, enc_key };
}

const goods = demoItems.map(([sku]) => sku).find((sku) => !sku.startsWith('WIDGET-'));
const order = (id: string, tokens = { hpf_token: 'hpf', enc_key: 'enc' }, total = '59.97') => ({
  type: 'order.placed',
  order: {
    id,
    placed_at: '2026-09-12T14:00:00Z',
    currency: 'USD',
    total,
    customer: {
      erp_id: '100198',
      first_name: 'Ada',
      last_name: 'Byron',
      company: 'Harbour',
      email: 'ada@harbour.example',
    },
    lines: [{ sku: goods, quantity: 3 }],
    payment: tokens,
  },
});

const dryRun = (body: object) => api.as('analyst').post(`/api/v1/flows/${flowId}/dry-run`, body);

test('a dry run of the demo flow plans the sale, the order and the receipt, and sends nothing', async () => {
  const { status, body } = await dryRun({ payload: order('WEB-7001'), version: 'draft' });

  expect(status).toBe(200);
  expect(body).toMatchObject({ outcome: 'succeeded', version: 'draft', environment: 'sandbox', problems: [] });
  expect(body.effects).toMatchObject([
    {
      stepId: 'charge',
      connector: 'paytrace',
      action: 'sale-by-protect-token',
      slot: 'paytrace',
      kind: 'money',
      class: 'L',
      businessKey: 'charge:WEB-7001',
      amount: '59.97',
      currency: 'USD',
      standing: 'new',
      restsOn: [],
    },
    {
      stepId: 'order',
      connector: 'prophet21',
      action: 'create-order',
      slot: 'erp',
      businessKey: 'order:100198:WEB-7001',
      amount: '59.97',
      currency: 'USD',
      standing: 'new',
    },
    {
      stepId: 'receipt',
      connector: 'prophet21',
      action: 'post-ar-receipt',
      slot: 'erp',
      amount: '59.97',
      currency: 'USD',
      standing: 'new',
    },
  ]);
  expect(body.totals).toContainEqual({ kind: 'money', standing: 'new', currency: 'USD', count: 1, amount: '59.97' });
  // Only the gateway can say what the receipt is booked under.
  expect(body.effects[2].restsOn).toEqual(
    expect.arrayContaining([{ field: 'reference', source: 'steps.charge.transaction_id' }]),
  );
  expect([effectsAt('paytrace'), effectsAt('prophet21')]).toEqual([[], []]);
});

test('a dry run leaves no run, no event and no effect behind', async () => {
  await dryRun({ payload: order('WEB-7002'), reads: 'live' });

  const counts = await api.dataSource.query<{ n: number }[]>(
    `select (select count(*) from run)::int + (select count(*) from event)::int + (select count(*) from effect)::int + (select count(*) from step_log)::int + (select count(*) from waitpoint)::int as n`,
  );
  expect(counts).toEqual([{ n: 0 }]);
});

describe('a step that is tested', () => {
  const openInvoice = '3100002';
  const payment = { status: 'approved', transaction_id: 'T-1' };
  const confirmed = { output: { transaction_id: 'T-1', status: 'approved', amount: '19.90', invoice_id: openInvoice, approval_code: 'TAS1' } };
  const steps = Object.keys(gatewayPayment.steps);
  let gatewayFlowId: string;
  beforeAll(async () => {
    const { body } = await api.as('owner').post('/api/v1/flows', { name: gatewayPayment.name, document: flowDocument.parse(gatewayPayment) });
    gatewayFlowId = body.id as string;
  });
  const tryOut = (flow: string, body: object) => api.as('analyst').post(`/api/v1/flows/${flow}/dry-run`, { reads: 'live', ...body });

  test.each(['only', 'until'])('is never sent when it writes (%s), whatever the flow', async (reach) => {
    const cardSteps = Object.keys(cardPayment.steps);

    for (const step of cardSteps) expect((await tryOut(flowId, { [reach]: step, payload: order('WEB-7101', await cardTokens()) })).status).toBe(200);
    for (const step of steps) expect((await tryOut(gatewayFlowId, { [reach]: step, payload: payment, answers: { confirm: confirmed } })).status).toBe(200);

    expect([effectsAt('paytrace'), effectsAt('prophet21')]).toEqual([[], []]);
  });

  test('really reads when it reads, on what the steps before gave', async () => {
    const { body } = await tryOut(gatewayFlowId, { only: 'invoice', payload: payment, answers: { confirm: confirmed } });

    expect(body.steps).toMatchObject([{ stepId: 'confirm', answeredFrom: 'given' }, { stepId: 'invoice', status: 'succeeded', answeredFrom: 'live', input: { invoiceNo: openInvoice }, restsOn: [] }]);
    expect(body.steps[1].output.invoices).toMatchObject([{ invoiceNo: openInvoice }]);
  });

  test('that moves money shows what it would send', async () => {
    const { body } = await tryOut(gatewayFlowId, { until: 'receipt', payload: payment, answers: { confirm: confirmed } });

    expect(body.effects).toMatchObject([{ stepId: 'receipt', amount: '19.90', standing: 'new', restsOn: [] }]);
    expect(body.steps.map(({ stepId, answeredFrom }: { stepId: string; answeredFrom: string }) => `${stepId} ${answeredFrom}`)).toEqual([
      'confirm given', 'is-approved computed', 'is-to-book computed', 'invoice live', 'receipt sample',
    ]);
  });

  test('says what the remote system said when it refuses', async () => {
    const { body } = await tryOut(gatewayFlowId, { only: 'confirm', payload: { ...payment, transaction_id: '404' } });

    expect(body.steps).toMatchObject([{ stepId: 'confirm', status: 'failed', answeredFrom: 'live', failure: { message: expect.any(String) } }]);
  });
});

test('a dry run names the field a mapping cannot make', async () => {
  const { body } = await dryRun({ payload: { order: { ...order('WEB-7003').order, currency: 'EUR' } } });

  expect(body.outcome).toBe('needs-attention');
  expect(body.problems).toMatchObject([{ stepId: 'prepare', field: 'payment_type', code: 'MAPPING_FAILED' }]);
  expect(body.effects).toEqual([]);
});

test('the real run does what the dry run had said; afterwards everything counts as done', async () => {
  const { body: deployment } = await deploy(api, flowId);
  const payload = order('WEB-7004', await cardTokens());
  const { body: planned } = await dryRun({ payload, version: 'live' });
  const { body: started } = await api.as('operator').post(`/api/v1/deployments/${deployment.id}/start`, { payload });
  const runId = started.runIds[0] as string;
  await settled(runId);

  const { body: done } = await api.as('operator').get(`/api/v1/runs/${runId}/effects`);
  const facts = (effects: { stepId: string; amount: string }[]) =>
    effects.map(({ stepId, amount }) => [stepId, Number(amount)]);
  expect(facts(done.items)).toEqual(facts(planned.effects));
  expect(done.items.map(({ status }: { status: string }) => status)).toEqual(['confirmed', 'confirmed', 'confirmed']);

  const sent = [effectsAt('paytrace').length, effectsAt('prophet21').length];
  const { body: again } = await dryRun({ runId, version: 'live' });
  expect(again.effects.map(({ standing }: { standing: string }) => standing)).toEqual([
    'confirmed',
    'confirmed',
    'confirmed',
  ]);
  expect(again.assumptions).toEqual([]);

  const { body: shadow } = await api.as('analyst').post(`/api/v1/flows/${flowId}/shadow-run`, { version: 1 });
  expect(shadow.runs).toMatchObject([{ runId, outcome: 'succeeded', effects: [], withoutRecording: [] }]);
  expect([shadow.summary.identical, shadow.summary.moneyAfter]).toEqual([1, shadow.summary.moneyBefore]);

  const { body: preview } = await api.as('operator').post('/api/v1/runs/replay-preview', { runIds: [runId] });
  expect(preview).toMatchObject({
    runs: 1,
    confirmed: { count: 3 },
    unknown: { count: 0 },
    fresh: { count: 0 },
    refusals: [],
  });
  expect([effectsAt('paytrace').length, effectsAt('prophet21').length]).toEqual(sent);
}, 60_000);

async function settled(runId: string): Promise<void> {
  for (;;) {
    const { body } = await api.as('operator').get(`/api/v1/runs/${runId}`);
    if (body.status === 'succeeded') return;
    expect(body.failure).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
