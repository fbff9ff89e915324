import { recorded } from './recorded';
import { replay, wire } from './replay';

/** Ids are sent as text; recorded ones are numbers. */
const comparable = (body: unknown): unknown => JSON.parse(JSON.stringify(body).replace(/"(transaction_id|check_transaction_id|invoice_id)":"?(\d+)"?/g, '"$1":"$2"')) as unknown;

const integrator = { integrator_id: 'uniqueintegrator' };

test.each<[string, string, object]>([
  ['v1-check-sale-by-account-success', 'check-sale-by-account', { reference: 'R-1', amount: '1.00', check: { account_number: '123456', routing_number: '325070760' }, billing_address: { name: 'Test Name' } }],
  ['v1-check-hold-by-account-error-30-45-46', 'check-hold-by-account', { reference: 'R-1', amount: '1.00', check: { account_number: '123456', routing_number: '325070760' }, billing_address: { name: 'Test Name' } }],
  ['v1-check-sale-by-customer-success', 'check-sale-by-customer', { reference: 'R-1', amount: 1, customer_id: 'customerId121' }],
  ['v1-check-manage-fund-success', 'check-fund', { check_transaction_id: 9981615, amount: '1.00' }],
  ['v1-check-manage-void-success', 'check-void', { check_transaction_id: '9981615' }],
  ['v1-check-refund-by-transaction-success', 'check-refund', { check_transaction_id: 9981615, amount: 1 }],
])('%s is what %s sends', async (name, action, input) => {
  const { request, response } = recorded(name);
  const { bench, asked } = replay({ body: response });

  await bench.run(action, input).catch(() => undefined);

  expect([asked[0]?.method, asked[0]?.url]).toEqual(['POST', request.path]);
  expect(comparable(wire(asked[0]))).toEqual(comparable(request.body));
});

test.each([
  ['v1-level3-visa-request-official', 'level-three-visa'],
  ['v1-level3-visa-success', 'level-three-visa'],
  ['v1-level3-mastercard-request', 'level-three-mastercard'],
])('%s is what %s sends', async (name, action) => {
  const { request } = recorded(name);
  const { bench, asked } = replay({ body: recorded('v1-level3-visa-success').response });
  const input = { ...request.body, ...(typeof request.body.transaction_id === 'string' && { transaction_id: '1' }) };

  const output = await bench.run(action, input);

  expect(asked[0]?.url).toBe(request.path);
  expect(comparable(wire(asked[0]))).toEqual(comparable({ ...input, ...integrator }));
  expect(output).toMatchObject({ response_code: '170' });
});

/** The recorded requests hold clear card numbers; the same call is built with an encrypted one. */
const encrypted = { encrypted_number: `${'Q2'.repeat(40)}==`, expiration_month: '11', expiration_year: '2030', encrypted_csc: `${'Zx'.repeat(40)}==` };
const encryptedBody = { credit_card: { encrypted_number: encrypted.encrypted_number, expiration_month: '11', expiration_year: '2030' }, encrypted_csc: encrypted.encrypted_csc };

test.each<[string, string, object, string]>([
  ['v1-sale-keyed-request-official', 'sale-by-encrypted-card', { amount: '1.00', invoice_id: 'I-1' }, 'v1-sale-keyed-approved'],
  ['v1-authorization-keyed-approved', 'authorize-by-encrypted-card', { amount: '1.00', invoice_id: 'I-1' }, 'v1-authorization-keyed-approved'],
  ['v1-customer-create-request-official', 'create-customer-by-encrypted-card', { customer_id: 'customerTest150' }, 'v1-customer-create-success'],
])('%s goes to the same place encrypted', async (name, action, rest, answer) => {
  const { request } = recorded(name);
  const { bench, asked } = replay({ body: recorded(answer).response });
  const { csc: _csc, credit_card: _card, billing_address: address } = request.body;

  await bench.run(action, { ...encrypted, ...rest, billing_address: address });

  const trimmed = Object.fromEntries(Object.entries(address as Record<string, string>).map(([key, value]) => [key, value.trim()]));
  expect(asked[0]?.url).toBe(request.path);
  expect(wire(asked[0])).toEqual({ ...encryptedBody, ...rest, billing_address: trimmed, ...integrator });
});

test.each(['4012000098765439', '4012 0000 9876 5439', '4'.repeat(64)])('a clear number is no encrypted one: %s', async (number) => {
  const { bench, asked } = replay({ body: {} });

  await expect(bench.run('sale-by-encrypted-card', { ...encrypted, encrypted_number: number, amount: '1.00', invoice_id: 'I-1' })).rejects.toThrow('encryption');
  expect(asked).toEqual([]);
});

test('the exchange of a recorded vault customer is read', async () => {
  const { bench } = replay({ body: recorded('v1-customer-create-success').response });

  const output = await bench.run('create-customer', { customer_id: 'customerTest150', hpf_token: 'h', enc_key: 'e' });

  expect(output).toMatchObject({ customer_id: 'customerTest150', status: 'created', masked_card_number: 'xxxxxxxxxxxx1111' });
});
