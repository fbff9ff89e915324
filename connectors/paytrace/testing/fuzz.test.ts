import { Agent, request as httpRequest } from 'node:http';
import { ConnectorFailure } from '@penstock/connector-sdk';
import { seededRandom, type Random } from '@penstock/kernel';
import { paytrace } from '../index';
import { createPayTraceSimulator, demoCredentials } from '../simulator';
import { everyCall, settingsOf } from './every-action';
import { recorded } from './recorded';
import { replay } from './replay';

/** `npm run test:connectors` asks for all of them. */
const rounds = process.env.PENSTOCK_FUZZ_ROUNDS === undefined ? 2_000 : 10_000;
const seed = Number(process.env.FUZZ_SEED ?? 20_261);

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[Math.floor(random.next() * items.length)]!;

const oddities: readonly unknown[] = [
  null, true, false, 0, -1, 1e308, 101, 102, 103, 107, '101', '', ' ', 'success', 'null', [], [[]], {}, { a: {} }, '19.99', '-5', '0.001',
  '9'.repeat(400), '\u0000', '\ud800', '<script>', '7/3/2018 5:06:57 PM', '99/99/9999 99:99:99 PM', ['x', null], { 35: 'no list' },
];

const names = [
  'success', 'response_code', 'status_message', 'errors', 'transaction_id', 'approval_code', 'approval_message', 'transactions', 'customers',
  'recurrence', 'recurrences', 'batches', 'batch', 'items', 'data', 'message', 'field', 'detail', 'status', 'id', 'amount', 'batch_number', 'when',
  'check_transaction_id', 'customer_id', 'customer_label', 'created', 'credit_card', 'settled', 'error', '__proto__', 'constructor', 'toString',
];

function anything(random: Random, depth = 0): unknown {
  const dice = random.next();
  if (depth > 3 || dice < 0.4) return pick(random, oddities);
  if (dice < 0.6) return Array.from({ length: Math.floor(random.next() * 4) }, () => anything(random, depth + 1));
  const members = Array.from({ length: Math.floor(random.next() * 6) }, () => [pick(random, names), anything(random, depth + 1)] as const);
  return Object.fromEntries(members);
}

/** A recorded answer with a member missing, changed or added, or something of another world. */
function anyBody(random: Random): string {
  const base = pick(random, ['v1-sale-keyed-approved', 'v1-capture-success', 'v1-customer-create-success', 'v1-sale-keyed-error-35-43', 'v1-check-manage-fund-success']);
  const body: Record<string, unknown> = random.next() < 0.6 ? { ...recorded(base).response } : { data: anything(random) };
  const member = pick(random, [...Object.keys(body), ...names]);
  if (random.next() < 0.2) Reflect.deleteProperty(body, member);
  else Object.defineProperty(body, member, { value: anything(random), enumerable: true, configurable: true, writable: true });
  const text = JSON.stringify(body);
  const dice = random.next();
  if (dice < 0.1) return text.slice(0, Math.floor(random.next() * text.length));
  if (dice < 0.15) return `${'['.repeat(2_000)}${text}`;
  if (dice < 0.2) return JSON.stringify(anything(random));
  return dice < 0.25 ? '<html>' : text;
}

const statuses = [200, 200, 200, 201, 204, 301, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 599];

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

test(`the connector survives ${rounds} odd answers (FUZZ_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  const broken: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { action, api, input } = pick(random, everyCall);
    const answer = { status: pick(random, statuses), body: anyBody(random) };
    const { bench } = replay(answer, settingsOf(api));
    const told = (what: string, error: unknown) => broken.push(`round ${round}, ${what} of ${api} ${action}: ${String(error)} after ${answer.status} ${answer.body.slice(0, 300)}`);
    const outcome = await bench.run(action, input).catch((error: unknown) => error);
    if (outcome instanceof Error && !(outcome instanceof ConnectorFailure)) told('run', outcome);
    const { contract } = bench.action(action);
    const isWrite = contract.class !== 'R';
    // E1: an answer of the server's trouble is never taken as certainty about a write.
    if (isWrite && answer.status >= 500 && !(outcome instanceof ConnectorFailure && outcome.class === 'ambiguous')) told('certainty', outcome);
    if (!isWrite || !contract.verify) continue;
    const verdict = await bench.verify(action, input).catch((error: unknown) => error);
    if (verdict instanceof Error) told('verify', verdict);
  }

  expect(broken.slice(0, 5)).toEqual([]);
  expect(unhandled).toEqual([]);
}, 120_000);

test('triggers survive odd lists and odd deliveries', async () => {
  const random = seededRandom(seed);
  for (let round = 0; round < 1_000; round += 1) {
    const { bench } = replay({ body: { success: true, transactions: [anything(random)], batches: [anything(random)] } });
    for (const { id, settings, channels } of paytrace.triggers) {
      const polled = await bench.poll(id, { merchant: 'm' }, anything(random) as never).catch((error: unknown) => error);
      if (polled instanceof Error && !(polled instanceof ConnectorFailure)) throw polled;
      for (const channel of channels) {
        const parse = () => channel.parse({ headers: {}, body: anyBody(random) }, settings.parse({ merchant: 'm' }));
        try {
          parse();
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectorFailure);
        }
      }
    }
  }
  expect(unhandled).toEqual([]);
}, 60_000);

const paths = [
  'v1/transactions/sale/keyed', 'v1/transactions/sale/by_customer', 'v1/transactions/sale/swiped', 'v1/transactions/sale/pt_protect', 'v1/transactions/authorization/capture',
  'v1/transactions/void', 'v1/transactions/refund/for_transaction', 'v1/transactions/refund/to_customer', 'v1/transactions/export/by_date_range', 'v1/transactions/export/by_id',
  'v1/transactions/adjust', 'v1/customer/create', 'v1/customer/update', 'v1/customer/delete', 'v1/customer/export', 'v1/recurrence/create', 'v1/recurrence/update',
  'v1/recurrence/export_scheduled', 'v1/checks/sale/by_account', 'v1/checks/manage/fund', 'v1/level_three/visa', 'v1/batches/export', 'v1/batches/export_one',
  'v1/batches/transaction_list', 'v3/card/sale/customer/123456789', 'v3/card/sale/pt-protect', 'v3/card/batch/capture', 'v3/card/batch/refund', 'v3/card/transaction/adjust/1',
  'v3/transaction/export/1', 'v3/transactions/export/by-date', 'v3/checks/payment', 'v3/customer/create/pt-protect', 'v3/recurrence/create', 'v3/batch/export/by-date',
  'oauth/token', 'v3/token', 'api/default.pay', 'protect/token', '__sim/settings', '__sim/faults', 'nothing/here', 'v3/customer/%zz',
];

test(`the simulator survives ${rounds} odd requests`, async () => {
  const simulator = createPayTraceSimulator();
  const { port } = await simulator.listen();
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const random = seededRandom(seed);
  const send = (path: string, body: string, headers: Record<string, string>) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const outgoing = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: `/${path}`, agent, headers }, (incoming) => {
        let text = '';
        incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
      });
      outgoing.on('error', reject).end(body);
    });
  const signIn = async () => {
    const form = new URLSearchParams({ grant_type: 'password', username: demoCredentials.username, password: demoCredentials.password });
    const { text } = await send('oauth/token', form.toString(), { 'content-type': 'application/x-www-form-urlencoded' });
    return (JSON.parse(text) as { access_token: string }).access_token;
  };
  const broken: string[] = [];
  try {
    const token = await signIn();
    for (let round = 0; round < rounds; round += 50) {
      const burst = Array.from({ length: 50 }, async () => {
        const path = pick(random, paths);
        const isControl = path.startsWith('__sim/');
        const body = isControl ? JSON.stringify({ settleHour: anything(random), chaos: anything(random) }) : oddRequest(random);
        const { status, text } = await send(path, body, random.next() < 0.9 ? { authorization: `Bearer ${token}` } : {});
        if (status >= 500) broken.push(`${path} answered ${status} ${text.slice(0, 200)} to ${body.slice(0, 300)}`);
      });
      await Promise.all(burst);
    }
  } finally {
    agent.destroy();
    await simulator.close();
  }

  expect(broken.slice(0, 5)).toEqual([]);
  expect(unhandled).toEqual([]);
}, 120_000);

/** A request as recorded with something odd in it, or something of another world. */
function oddRequest(random: Random): string {
  const dice = random.next();
  if (dice < 0.1) return anyBody(random);
  if (dice < 0.15) return new URLSearchParams({ parmlist: `UN~${demoCredentials.username}|PSWD~${demoCredentials.password}|METHOD~${JSON.stringify(anything(random))}|AMOUNT~${JSON.stringify(pick(random, oddities))}|` }).toString();
  const base = pick(random, ['v1-sale-keyed-approved', 'v1-capture-success', 'v1-customer-create-success', 'v1-level3-visa-success', 'v3-capture-request', 'v3-recurrence-create-request']);
  const body: Record<string, unknown> = { ...recorded(base).request.body };
  Object.defineProperty(body, pick(random, [...Object.keys(body), ...names]), { value: anything(random), enumerable: true, configurable: true, writable: true });
  return JSON.stringify(body);
}
