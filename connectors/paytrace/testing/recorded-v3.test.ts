import { authOf } from '@penstock/connector-sdk';
import { stringifyJson } from '@penstock/kernel';
import { paytrace } from '../index';
import { recorded } from './recorded';
import { replay, wire } from './replay';

const settings = { apiVersion: 'v3', merchantId: '246810' };
const done = { data: [{ status: 'success', transaction_id: '123456789' }] };

test.each<[string, string, object, object]>([
  ['v3-capture-request', 'capture', { transaction_id: '123456789', custom_dba: 'Doing Business As Test Company', amount: '80.55' }, {}],
  ['v3-refund-request', 'refund-transaction', { transaction_id: '123456789', custom_dba: 'Doing Business As Test Company', amount: '80.55' }, {}],
  ['v3-void-request', 'void', { transaction_id: '123456789', custom_dba: 'Doing Business As Test Company' }, {}],
  ['v3-transaction-adjust-request', 'adjust', { transaction_id: '392442990', amount: '100.51' }, {}],
  ['v3-transaction-export-by-id-request', 'get-transaction', { transaction_id: '392442990', transaction_type: 'SALE', customer_id: 'test_customer_id', created_by: 'sandbox_user' }, {}],
  ['v3-batch-export-by-date-request', 'list-batches', { from: '2024-01-25', to: '2024-01-25' }, {}],
  ['v3-batch-export-single-request', 'get-batch', { batch_number: 12 }, {}],
  ['v3-batch-export-transactions-request', 'list-batch-transactions', { batch_number: 1 }, {}],
  ['v3-ach-deposit-transactions-request', 'list-ach-deposit', { deposit_id: '20200110-D9999', from: '2023-04-19', to: '2023-05-19', limit: 10 }, { merchantId: '12345' }],
  [
    'v3-ach-email-receipt-request',
    'email-ach-receipt',
    { to: ['example@gmail.com', 'example1@gmail.com'], from_name: 'string', reply_address: 'my-reply@gmail.com', comment: 'this is a simple comment', ach_transaction_id: 'string' },
    {},
  ],
])('%s is what %s sends', async (name, action, input, change) => {
  const { request } = recorded(name);
  const { bench, asked } = replay({ body: done }, { ...settings, batchItems: 'single', ...change });

  await bench.run(action, input).catch(() => undefined);

  expect([asked[0]?.method, asked[0]?.url]).toEqual([request.method, request.path.replace('{transaction_id}', '392442990')]);
  expect(asked[0]?.headers).toEqual({ 'X-Integrator-Id': 'uniqueintegrator' });
  expect(wire(asked[0])).toEqual(request.body);
});

test('v3-recurrence-create-request is what create-recurrence sends', async () => {
  const { request } = recorded('v3-recurrence-create-request');
  const { bench, asked } = replay({ body: { data: { recurrence: { id: '1' } } } }, settings);

  await bench.run('create-recurrence', {
    customer_id: '123456789',
    amount: '24.95',
    frequency: 'every six months',
    start_date: '2024-10-01',
    total_count: 12,
    description: 'Monthly fee for service.',
    sec_code: 'CCD',
    weekend: true,
    repeat: 0,
    omit_surcharge: true,
  });

  // The page shows the type in place of the value of these three.
  const { recurrence } = request.body as { recurrence: object };
  expect(asked[0]?.url).toBe(request.path);
  expect(wire(asked[0])).toEqual({ ...request.body, merchant_id: 246810, recurrence: { ...recurrence, weekend: true, repeat: 0 } });
});

test('v3-recurrence-delete-request is what delete-recurrence sends', async () => {
  const { request } = recorded('v3-recurrence-delete-request');
  const { bench, asked } = replay({ body: { data: {} } }, settings);

  await bench.run('delete-recurrence', { customer_id: '1', recurrence_id: '123456' });

  expect([asked[0]?.method, asked[0]?.url]).toEqual([request.method, request.path]);
  expect(wire(asked[0])).toEqual({ ...request.body, merchant_id: 246810 });
});

test('batch items are a list unless the connection says otherwise', async () => {
  const { bench, asked } = replay({ body: done }, settings);

  await bench.run('void', { transaction_id: '123456789' });

  expect(wire(asked[0])).toEqual({ merchant_id: 246810, batch_items: [{ transaction_id: '123456789' }] });
});

describe('the token of v3', () => {
  const { auth: signIn, settings: schema } = paytrace.connection!;
  const chosen = schema.parse({ username: 'YourApiUsername', integratorId: 'uniqueintegrator', ...settings });
  const auth = authOf(signIn, chosen);
  const token = auth.kind === 'token' ? auth : undefined;

  test('is asked for as recorded', () => {
    const form = recorded('v3-token-form-request').request;
    const request = token?.request(chosen);
    const sent = new URLSearchParams(Object.entries(request?.form ?? {}).map(([name, value]): [string, string] => [name, typeof value === 'string' ? value : 'YourApiPassword']));

    expect(request?.url).toBe(form.path);
    expect(sent.toString()).toBe(new URLSearchParams({ grant_type: 'client_credentials', client_id: 'YourApiUsername', client_secret: 'YourApiPassword' }).toString());
    expect(Object.fromEntries(new URLSearchParams(form.body as unknown as string))).toEqual(Object.fromEntries(sent));
    expect(Object.keys(request?.form ?? {}).sort()).toEqual(Object.keys(recorded('v3-token-client-credentials-request').request.body).sort());
  });

  test('is read from data', () => {
    const answer = { status: 201, headers: {}, body: stringifyJson(recorded('v3-token-form-request').response!) };

    expect(token?.parse(answer)).toEqual({ token: '<token>', expiresInMs: 900_000 });
  });

  test.each([
    ['a bare 401', 401, '', true],
    ['a 401 with an error', 401, '{"message":"Unauthenticated."}', true],
    ['a result under 401', 401, '{"data":{"response_code":102}}', false],
    ['a decline', 200, '{"data":{"response_code":102}}', false],
  ])('is renewed after %s: %#', (_name, status, body, refused) => {
    expect(token?.isTokenRefused({ status, headers: {}, body })).toBe(refused);
  });
});

describe('answers of v3', () => {
  const sale = { customer_id: '123456789', amount: '80.55', invoice_id: 'I-1' };
  const failureOf = async (answer: { status?: number; body: unknown }, action = 'sale-by-customer', input: object = sale) => {
    const { bench } = replay(answer, settings);
    return bench.run(action, input).then(
      () => undefined,
      (error: { details?: object }) => error.details,
    );
  };

  test('an approval is what the code says', async () => {
    const { bench, asked } = replay({ body: { data: { transaction_id: 'T9', response_code: 101, approval_message: ' OK ' } } }, settings);

    expect(await bench.run('sale-by-customer', sale)).toMatchObject({ transaction_id: 'T9', status: 'approved', approval_message: 'OK' });
    expect(asked[0]?.url).toBe('/v3/card/sale/customer/123456789');
    expect(wire(asked[0])).toEqual({ amount: 80.55, merchant_id: 246810, invoice_number: 'I-1' });
  });

  test.each([
    ['declined', { body: { data: { response_code: 102, approval_message: 'DECLINE - Do not honor' } } }, { class: 'business', code: 'PAYTRACE_DECLINED' }],
    ['auto-voided', { body: { data: { response_code: 103, success: true } } }, { class: 'business', code: 'PAYTRACE_AUTO_VOIDED' }],
    ['refused field', { status: 422, body: { data: [{ field: 'amount', detail: 'is required' }] } }, { class: 'business', code: 'PAYTRACE_REJECTED' }],
    ['refused field below message', { status: 422, body: { message: { data: [{ field: 'amount', detail: 'is required' }] } } }, { class: 'business', code: 'PAYTRACE_REJECTED' }],
    ['in doubt', { status: 422, body: { data: [{ field: 'path/record_id', detail: '?' }] } }, { class: 'ambiguous', code: 'PAYTRACE_ACCEPTED_IN_DOUBT' }],
    ['without a code', { body: { data: { transaction_id: 'T9' } } }, { class: 'ambiguous', code: 'PAYTRACE_ANSWER_UNREADABLE' }],
    ['with an unknown code', { body: { data: { response_code: 167 } } }, { class: 'ambiguous', code: 'PAYTRACE_ANSWER_UNKNOWN' }],
    ['approved without an id', { body: { data: { response_code: 101 } } }, { class: 'ambiguous', code: 'PAYTRACE_ANSWER_UNREADABLE' }],
    ['unauthenticated', { status: 401, body: { message: 'Unauthenticated.' } }, { class: 'auth', code: 'PAYTRACE_LOGIN_FAILED' }],
    ['an odd status', { status: 418, body: {} }, { class: 'ambiguous', code: 'PAYTRACE_ANSWER_UNKNOWN' }],
    ['a server error', { status: 500, body: 'x' }, { class: 'ambiguous', code: 'PAYTRACE_SERVER_ERROR' }],
  ])('%s', async (_name, answer, expected) => {
    expect(await failureOf(answer)).toMatchObject(expected);
  });

  test.each([
    ['not success', { body: { data: [{ status: 'failed' }] } }, { class: 'ambiguous', code: 'PAYTRACE_ANSWER_UNKNOWN' }],
    ['empty', { body: { data: [] } }, { class: 'ambiguous', code: 'PAYTRACE_ANSWER_UNREADABLE' }],
    ['107 although it is called success', { body: { data: [{ status: 'failure', response_code: 107, success: true }] } }, { class: 'business', code: 'PAYTRACE_NOT_REFUNDED' }],
  ])('a batch item that is %s is no refund', async (_name, answer, expected) => {
    expect(await failureOf(answer, 'refund-transaction', { transaction_id: '1' })).toMatchObject(expected);
  });

  test('a connection without a merchant sends nothing', async () => {
    const { bench, asked } = replay({ body: {} }, { apiVersion: 'v3' });

    await expect(bench.run('void', { transaction_id: '1' })).rejects.toMatchObject({ details: { class: 'config', code: 'PAYTRACE_MERCHANT_MISSING' } });
    expect(asked).toEqual([]);
  });

  test.each([
    ['v3', 'check-void', { check_transaction_id: '1' }],
    ['v1', 'ach-payment', { amount: '1.00', invoice_number: 'I-1' }],
    ['v1', 'adjust', { transaction_id: '1', amount: '1.00' }],
  ])('what %s does not have sends nothing: %s', async (apiVersion, action, input) => {
    const { bench, asked } = replay({ body: {} }, { apiVersion, merchantId: '1' });

    await expect(bench.run(action, input)).rejects.toMatchObject({ details: { class: 'config', code: 'PAYTRACE_NOT_IN_THIS_API' } });
    expect(asked).toEqual([]);
  });

  test('a row that hides its approval is never taken for declined', async () => {
    const { bench } = replay({ body: { data: [{ id: '7', requested_amount: 5, invoice_number: 'I-1' }] } }, settings);

    expect(await bench.run('get-transaction', { transaction_id: '7' })).toMatchObject({ status: 'unclear', amount: '5.00', invoice_id: 'I-1' });
  });
});
