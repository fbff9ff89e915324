import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findCardData, findCardDataInText } from '@penstock/card-data-guard';
import { createPayTraceSimulator, type PayTraceSimulator } from '../simulator';
import { paytrace } from '../index';
import { recorded, recordedText } from './recorded';

let simulator: PayTraceSimulator;
let url: string;

beforeEach(async () => {
  simulator = createPayTraceSimulator({ users: { demo123: 'demo123' } });
  url = (await simulator.listen()).url;
});

afterEach(() => simulator.close());

async function send(parmlist: string): Promise<string> {
  const response = await fetch(`${url}/api/default.pay`, { method: 'POST', body: new URLSearchParams({ parmlist }) });
  return response.text();
}

const signedIn = (rest: string) => send(`UN~demo123|PSWD~demo123|TERMS~Y|${rest}`);
const requestOf = (name: string) => String((recorded(name).request.body as { parmlist: string }).parmlist);

/** Ids, approval codes, times and addresses of machines differ by nature. */
const comparable = (line: string) =>
  line
    .replace(/TRANSACTIONID~\d+/, 'TRANSACTIONID~#')
    .replaceAll(/TAS\d{3}/g, 'TAS###')
    .replace(/RECURID=\d+/, 'RECURID=#')
    .replace(/WHEN=[^+]+/, 'WHEN=#')
    .replace(/IP=[^+]+/, 'IP=#');

const card = 'CC~4111111111111111|EXPMNTH~10|EXPYR~30|';
const customer = (id: string) => signedIn(`METHOD~CreateCustomer|CUSTID~${id}|BNAME~John Doe|${card}`);

test('a sale is answered as recorded', async () => {
  expect(comparable(await send(requestOf('legacy-nvp-sale-approved')))).toBe(comparable(recordedText('legacy-nvp-sale-approved')));
});

test('a void is answered as recorded', async () => {
  const sale = await send(requestOf('legacy-nvp-sale-approved'));
  const id = /TRANSACTIONID~(\d+)/.exec(sale)?.[1] ?? '';

  const answer = await send(requestOf('legacy-nvp-void').replace('2660', id));

  expect(comparable(answer)).toBe(comparable(recordedText('legacy-nvp-void')));
});

test('a taken customer id answers 171 as recorded', async () => {
  await customer('fake_user');

  expect(await send(requestOf('legacy-nvp-customer-create-duplicate'))).toBe(recordedText('legacy-nvp-customer-create-duplicate'));
});

test('updating and deleting a customer answer as recorded', async () => {
  await customer('fake_user');
  await customer('14496097');

  expect(await signedIn('METHOD~UpdateCustomer|CUSTID~14496097|PHONE~1|')).toBe(recordedText('legacy-nvp-customer-updated'));
  expect(await send(requestOf('legacy-nvp-customer-delete'))).toBe(recordedText('legacy-nvp-customer-delete'));
});

test('customers are exported as recorded', async () => {
  const account = 'DDA~123412341234|TR~051000017|hair_color~|';
  await signedIn(`METHOD~CreateCustomer|CUSTID~741356|CC~5454545454545454|EXPMNTH~12|EXPYR~17|BNAME~DUMMY1|${account}`);
  const request = requestOf('legacy-nvp-export-customers').replace('<user>', 'demo123').replace('<password>', 'demo123');

  const answer = await send(`${request}CUSTID~741356|`);

  expect(comparable(answer)).toBe(comparable(recordedText('legacy-nvp-export-customers')));
});

test('recurring charges are exported as recorded', async () => {
  simulator.server.clock.setNow(Date.UTC(2016, 2, 22, 20));
  await customer('john_doe');
  await signedIn('METHOD~CreateRecur|CUSTID~john_doe|AMOUNT~9.99|FREQUENCY~3|START~4/22/2016|TOTALCOUNT~999|DESCRIPTION~Recurring transaction|');
  const request = requestOf('legacy-nvp-export-recurring').replace('<user>', 'demo123').replace('<password>', 'demo123');

  expect(comparable(await send(request))).toBe(comparable(recordedText('legacy-nvp-export-recurring')));
});

test('a wrong login and a blocked card answer as recorded', async () => {
  simulator.change({ blockedCards: ['1111'] });

  expect(await send('UN~demo123|PSWD~wrong|METHOD~PROCESSTRANX|')).toBe(recordedText('legacy-nvp-login-failed'));
  expect(await send(requestOf('legacy-nvp-sale-approved'))).toBe(recordedText('legacy-nvp-card-blocked-779'));
});

test.each([
  ['legacy-nvp-test-authorize-approved', `METHOD~ProcessTranx|TRANXTYPE~Authorization|AMOUNT~1.00|${card}`],
  ['legacy-nvp-test-authorize-declined', `METHOD~ProcessTranx|TRANXTYPE~Authorization|AMOUNT~0.29|${card}`],
  ['legacy-nvp-test-capture', 'METHOD~ProcessTranx|TRANXTYPE~Capture|TRANXID~1|'],
  ['legacy-nvp-test-void', 'METHOD~ProcessTranx|TRANXTYPE~Void|TRANXID~1|'],
  ['legacy-nvp-test-refund', 'METHOD~ProcessTranx|TRANXTYPE~Refund|TRANXID~1|'],
  ['legacy-nvp-test-check-processed', 'METHOD~ProcessCheck|CHECKTYPE~Sale|DDA~1234|TR~325070760|AMOUNT~1.00|'],
  ['legacy-nvp-test-check-refunded', 'METHOD~ProcessCheck|CHECKTYPE~Refund|CHECKID~1|'],
])('%s answers as recorded', async (name, request) => {
  expect(await signedIn(`${request}TEST~Y|`)).toBe(recordedText(name));
});

describe('clear card data stays outside', () => {
  const names = readdirSync(join(__dirname, '..', 'fixtures')).map((file) => file.replace('.json', ''));
  // Recorded to be refused as no card number at all, so there is nothing to guard.
  const notACard = 'v1-sale-keyed-error-35-43';
  const withCard = names.filter((name) => name !== notACard && /CC~|"swipe"|"number"/.test(JSON.stringify(recorded(name).request)));

  test.each(withCard)('the guard stops the request of %s', (name) => {
    const { body } = recorded(name).request;
    const hits = 'parmlist' in body ? findCardDataInText(String(body.parmlist)) : findCardData(body);

    expect(hits.length).toBeGreaterThan(0);
  });

  test('no action has a place for a card number, a track or a security code', () => {
    const places = paytrace.actions.flatMap(({ id, input }) => namesIn(input).map((name) => `${id}.${name}`));

    expect(places.filter((place) => /\.(number|cc|card_number|swipe|track|csc|cvv|credit_card)$/.test(place))).toEqual([]);
    expect(places).toContain('sale-by-customer.amount');
  });
});

/** Member names of a schema, nested ones included. */
function namesIn(schema: unknown): readonly string[] {
  const shape = (schema as { shape?: Record<string, unknown> }).shape ?? {};
  return Object.entries(shape).flatMap(([name, member]) => [name, ...namesIn((member as { unwrap?: () => unknown }).unwrap?.() ?? member)]);
}
