import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPayTraceSimulator, demoCredentials, type PayTraceSimulator, type PayTraceSimulatorOptions } from './index';

let folder: string;
let simulator: PayTraceSimulator;
let url: string;
let token: string;

const visa = '4012000098765439';
const customer = { customer_id: 'customerTest123' };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paytrace-'));
});

afterEach(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

async function start(options: PayTraceSimulatorOptions = {}): Promise<void> {
  simulator = createPayTraceSimulator({ statePath: join(folder, 'state.jsonl'), effectLog: join(folder, 'effects.jsonl'), ...options });
  url = (await simulator.listen()).url;
  const { username, password } = demoCredentials;
  const form = new URLSearchParams({ grant_type: 'password', username, password });
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body: form });
  token = ((await response.json()) as { access_token: string }).access_token;
}

type Answer = Record<string, unknown>;

async function call(path: string, body: object = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Answer;
}

const sell = (invoice: string, amount = '19.99') => call('transactions/sale/by_customer', { ...customer, amount, invoice_id: invoice });

async function cardToken(card: Record<string, string> = {}): Promise<{ status: number; answer: Answer }> {
  const { clientKey } = (await call('payment_fields/token/create')) as { clientKey: string };
  const form = new URLSearchParams({ client_key: clientKey, number: visa, expiry: '12 / 30', csc: '999', ...card });
  const response = await fetch(`${url}/protect/token`, { method: 'POST', body: form });
  return { status: response.status, answer: (await response.json()) as Answer };
}

describe('memory', () => {
  test('survives the death of the process', async () => {
    await start();
    const { transaction_id: id } = await sell('INV-1');
    const { answer } = await cardToken();
    await call('customer/create', { customer_id: 'NEW', credit_card: { number: visa, expiration_month: 1, expiration_year: 2030 } });

    await simulator.close();
    await start();

    const exported = await call('transactions/export/by_id', { transaction_id: id });
    const sale = await call('transactions/sale/pt_protect', { ...answer, amount: '1.00', invoice_id: 'INV-2' });
    expect(exported.transactions).toMatchObject([{ transaction_id: id, invoice_id: 'INV-1', status_code: 'Y' }]);
    expect(sale).toMatchObject({ response_code: 101, transaction_id: (id as number) + 1 });
    expect((await call('customer/export', { customer_id: 'NEW' })).customers).toHaveLength(1);
  });

  test('holds no card number anywhere', async () => {
    await start();
    const { answer } = await cardToken();
    await call('transactions/sale/pt_protect', { ...answer, amount: '1.00', invoice_id: 'INV-1' });
    await call('transactions/sale/keyed', { amount: '1.00', credit_card: { number: visa, expiration_month: 12, expiration_year: 2030 }, csc: '999' });

    const written = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const state = await (await fetch(`${url}/__sim/state`)).text();

    expect([...written, state].join('')).not.toMatch(/4012\D?0000/);
    expect(state).toContain('xxxxxxxxxxxx5439');
  });

  test('keeps one line per effect for a judge', async () => {
    await start();
    const { transaction_id: id } = await sell('INV-1');

    const lines = readFileSync(join(folder, 'effects.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Answer);

    expect(lines).toMatchObject([{ kind: 'sale', key: 'INV-1', id: String(id), amount: '19.99' }]);
  });

  test('is empty again after a reset, also after a restart', async () => {
    await start();
    await sell('INV-1');

    await fetch(`${url}/__sim/reset`, { method: 'POST' });
    await simulator.close();
    await start();

    expect(simulator.transactions()).toEqual([]);
  });
});

describe('life of a payment', () => {
  test('authorized, captured in part, settled, refunded', async () => {
    await start();
    const { transaction_id: id } = await call('transactions/authorization/by_customer', { ...customer, amount: '5.00', invoice_id: 'A' });

    const captured = await call('transactions/authorization/capture', { transaction_id: id, amount: '2.00' });
    const tooEarly = await call('transactions/refund/for_transaction', { transaction_id: id });
    const settled = await call('transactions/settle');
    const tooLate = await call('transactions/void', { transaction_id: id });
    const refunded = await call('transactions/refund/for_transaction', { transaction_id: id, amount: '1.50' });
    const tooMuch = await call('transactions/refund/for_transaction', { transaction_id: id, amount: '0.51' });

    expect([captured, settled, refunded].map((answer) => answer.response_code)).toEqual([112, 175, 106]);
    expect([tooEarly, tooLate].map(({ errors }) => Object.keys(errors as object))).toEqual([['817'], ['818']]);
    expect(tooMuch.success).toBe(false);
  });

  test('settles by itself at eight in the evening, Pacific', async () => {
    await start();
    simulator.server.clock.setNow(Date.UTC(2026, 4, 5, 2, 0));
    const { transaction_id: id } = await sell('INV-1');
    const statusOf = async () => ((await call('transactions/export/by_id', { transaction_id: id })).transactions as Answer[])[0]?.status_code;

    const before = await statusOf();
    simulator.server.clock.setNow(Date.UTC(2026, 4, 5, 3, 30));
    const after = await statusOf();

    expect([before, after]).toEqual(['Y', 'GB1']);
  });

  test('blocks an equal charge inside the duplicate window', async () => {
    await start({ settings: { duplicateWindowMinutes: 5 } });
    await sell('INV-1');

    const again = await sell('INV-1');
    const other = await sell('INV-2');

    expect([again.response_code, other.response_code]).toEqual([1, 101]);
  });

  test('blocked cards and missing fields are refused', async () => {
    await start({ settings: { blockedCards: ['5439'], requireInvoice: true } });

    const blocked = await sell('INV-1');
    const bare = await call('transactions/sale/by_customer', { ...customer, amount: '1.00' });

    expect(blocked.errors).toHaveProperty('779');
    expect(bare.success).toBe(false);
  });

  test('a token ends after two hours of its clock', async () => {
    await start();
    simulator.server.clock.advance(7_200_001);

    expect(await sell('INV-1')).toMatchObject({ error: 'invalid_token' });
  });
});

describe('hosted card fields', () => {
  test('serve script and frame without any number', async () => {
    await start();

    const script = await (await fetch(`${url}/js/protect.min.js`)).text();
    const frame = await fetch(`${url}/protect/frame`);

    expect(script).toContain('window.PTPayment = PTPayment');
    expect(frame.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await frame.text()).toContain('Card number');
  });

  test.each([
    ['a wrong number', { number: '4012000098765430' }, ['35']],
    ['a wrong month', { expiry: '14 / 30' }, ['43']],
    ['a wrong code', { csc: 'x' }, ['148']],
  ])('refuse %s', async (_name, card, codes) => {
    await start();

    const { status, answer } = await cardToken(card as Record<string, string>);

    expect([status, (answer.errors as { responseCode: string }[]).map(({ responseCode }) => responseCode)]).toEqual([422, codes]);
  });

  test('refuse an unknown client key', async () => {
    await start();

    const { status } = await cardToken({ client_key: 'invented' });

    expect(status).toBe(401);
  });
});

describe('pushed events', () => {
  let receiver: Server;
  let received: { headers: IncomingHttpHeaders; body: string }[];
  let enough: Promise<void>;
  const secret = 'a shared secret';

  async function listenFor(count: number, statuses: number[] = []): Promise<string> {
    received = [];
    let done: () => void;
    enough = new Promise((resolve) => (done = resolve));
    receiver = createServer((incoming, outgoing) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => {
        received.push({ headers: incoming.headers, body });
        outgoing.writeHead(statuses.shift() ?? 202).end(() => received.length === count && done());
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  }

  afterEach(() => receiver.close());

  test('are signed and describe the payment', async () => {
    await start({ webhook: { url: await listenFor(1), secret } });

    const { transaction_id: id } = await sell('INV-1');
    await enough;

    const { headers, body } = received[0]!;
    const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', secret).update(content).digest('base64')}`);
    expect(JSON.parse(body)).toMatchObject({ type: 'payment.approved', data: { transaction_id: String(id), status: 'approved', amount: '19.99', invoice_id: 'INV-1' } });
  });

  test('are repeated under the same id until they are taken', async () => {
    await start();
    await fetch(`${url}/__sim/webhook`, { method: 'POST', body: JSON.stringify({ url: await listenFor(2, [503]), secret }) });

    await sell('INV-1');
    await enough;

    expect(received[0]?.headers['webhook-id']).toBe(received[1]?.headers['webhook-id']);
  });

  test('come twice when the switch says so', async () => {
    await start({ webhook: { url: await listenFor(2), secret }, faults: { duplicateWebhooks: 1 } });

    await sell('INV-1');
    await enough;

    expect(received[0]?.body).toBe(received[1]?.body);
  });
});

test('shows its transactions on a page for people', async () => {
  await start();

  const page = await fetch(url);

  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('PayTrace simulator');
});
