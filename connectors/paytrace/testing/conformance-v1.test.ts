import { testEffects, type EffectCase } from '@penstock/connector-sdk/testing';
import { paytrace } from '../index';
import { demoCredentials } from '../simulator';
import { encryptedCard, openGateway, type GatewayBench } from './gateway-bench';

let gateway: GatewayBench;
let count = 0;

beforeEach(async () => {
  gateway = await openGateway({ adjustPath: 'transactions/adjust' });
});

afterEach(() => gateway.simulator.close());

const customer = { customer_id: 'customerTest123' };
const next = (name: string) => `${name}-${(count += 1)}`;
const charge = (amount = '19.99') => ({ amount, invoice_id: next('INV') });
const run = async (action: string, input: object) => (await gateway.bench.run(action, input)) as Record<string, string>;
const idOf = async (action: string, input: object) => (await run(action, input)).transaction_id!;

const terms = () => ({ amount: '24.95', frequency: 'monthly', start_date: '2036-10-01', total_count: 12, description: next('PLAN') });
const plan = async () => (await run('create-recurrence', { ...customer, ...terms() })).recurrence_id!;

const cases: readonly EffectCase[] = [
  { action: 'sale-by-encrypted-card', input: () => Promise.resolve({ ...encryptedCard, ...charge() }) },
  { action: 'authorize-by-encrypted-card', input: () => Promise.resolve({ ...encryptedCard, ...charge() }) },
  { action: 'capture', input: async () => ({ transaction_id: await idOf('authorize-by-customer', { ...customer, ...charge() }), amount: '7.00' }) },
  { action: 'adjust', input: async () => ({ transaction_id: await idOf('authorize-by-customer', { ...customer, ...charge() }), amount: '21.50' }) },
  { action: 'refund-customer', input: () => Promise.resolve({ ...customer, ...charge('7.50') }) },
  {
    action: 'settle-batch',
    async input() {
      await idOf('sale-by-customer', { ...customer, ...charge() });
      return { reference: next('DAY') };
    },
  },
  { action: 'create-customer', input: async () => ({ ...(await gateway.protectToken()), customer_id: next('NEW'), billing_address: { name: 'Steve Smith' } }) },
  { action: 'create-customer-by-encrypted-card', input: () => Promise.resolve({ ...encryptedCard, customer_id: next('NEW') }) },
  { action: 'update-customer', input: () => Promise.resolve({ ...customer, email: `${next('mail')}@example.com` }) },
  {
    action: 'update-customer',
    input: () => Promise.resolve({ ...customer, new_id: next('RENAMED') }),
  },
  { action: 'delete-customer', input: async () => ({ customer_id: (await run('create-customer-by-encrypted-card', { ...encryptedCard, customer_id: next('OLD') })).customer_id }) },
  {
    action: 'create-recurrence',
    async input() {
      await plan();
      return { ...customer, ...terms() };
    },
  },
  { action: 'update-recurrence', input: async () => ({ ...customer, recurrence_id: await plan(), amount: '30.00' }) },
  {
    action: 'delete-recurrence',
    async input() {
      await plan();
      return { ...customer, recurrence_id: await plan() };
    },
  },
];

/** Nothing on record can look these up. */
const account = { check: { account_number: '123456', routing_number: '325070760' } };
const held = async () => (await run('check-hold-by-account', { ...account, amount: '1.00', reference: next('R') })).check_transaction_id;

const forPeople: readonly EffectCase[] = [
  { action: 'check-sale-by-account', input: () => Promise.resolve({ ...account, amount: '1.00', reference: next('R') }) },
  { action: 'check-hold-by-account', input: () => Promise.resolve({ ...account, amount: '1.00', reference: next('R') }) },
  { action: 'check-sale-by-customer', input: () => Promise.resolve({ ...customer, amount: '1.00', reference: next('R') }) },
  { action: 'check-hold-by-customer', input: () => Promise.resolve({ ...customer, amount: '1.00', reference: next('R') }) },
  { action: 'check-fund', input: async () => ({ check_transaction_id: await held(), amount: '1.00' }) },
  { action: 'check-void', input: async () => ({ check_transaction_id: await held() }) },
  { action: 'check-refund', input: async () => ({ check_transaction_id: await held(), amount: '1.00' }) },
  { action: 'level-three-visa', input: async () => ({ transaction_id: await idOf('sale-by-customer', { ...customer, ...charge() }), tax_amount: 4.99 }) },
  { action: 'level-three-mastercard', input: async () => ({ transaction_id: await idOf('sale-by-customer', { ...customer, ...charge() }), tax_amount: '4.99' }) },
];

testEffects({
  bench: () => gateway.bench,
  faults: (change) => void gateway.simulator.server.faults.change(change),
  control: async () => void (await gateway.bench.run('sale-by-customer', { ...customer, ...charge() })),
  cases: [...cases, ...forPeople],
  secrets: [demoCredentials.password],
});

test.each(forPeople)('$action does its work, and only a person decides a doubt', async ({ action, input }) => {
  await expect(run(action, (await input()) as object)).resolves.toBeDefined();

  expect(gateway.bench.effect(action)).toMatchObject({ class: 'H' });
  expect(gateway.bench.effect(action).verify).toBeUndefined();
});

test('a check that the bank refuses is told with its reason', async () => {
  const refused = gateway.bench.run('check-sale-by-account', { ...account, amount: '0.29', reference: next('R') });

  await expect(refused).rejects.toMatchObject({ details: { class: 'business', code: 'PAYTRACE_CHECK_NOT_PROCESSED', remoteCode: '125', message: expect.stringContaining('Declined by the bank') as string } });
});

test('every effect of v1 is in the conformance tests', () => {
  const elsewhere = ['sale-by-customer', 'sale-by-protect-token', 'authorize-by-customer', 'authorize-by-protect-token', 'void', 'refund-transaction'];
  const v3Only = ['ach-payment', 'create-customer-by-transaction', 'email-ach-receipt'];
  const tested = new Set([...[...cases, ...forPeople].map(({ action }) => action), ...elsewhere, ...v3Only]);
  const effects = paytrace.actions.filter(({ contract }) => contract.class !== 'R').map(({ id }) => id);

  expect(effects.filter((id) => !tested.has(id))).toEqual([]);
});

describe('the look-up of', () => {
  test('a settlement is unsure where nothing waited', async () => {
    expect((await gateway.bench.verify('settle-batch', { reference: 'D' })).verdict).toBe('unsure');
  });

  test('a new profile is unsure where somebody else has its ID', async () => {
    const input = { ...encryptedCard, customer_id: 'customerTest123', billing_address: { name: 'Somebody Else' } };

    expect((await gateway.bench.verify('create-customer-by-encrypted-card', input)).verdict).toBe('unsure');
  });

  test('a deletion is unsure where the vault shows nobody', async () => {
    await run('delete-customer', customer);

    expect((await gateway.bench.verify('delete-customer', customer)).verdict).toBe('unsure');
  });

  test('a plan is a duplicate where its reference is there twice', async () => {
    const wanted = { ...customer, ...terms() };
    await run('create-recurrence', wanted);
    await run('create-recurrence', wanted);

    expect(await gateway.bench.verify('create-recurrence', wanted)).toMatchObject({ verdict: 'duplicate', remoteIds: [expect.any(String), expect.any(String)] });
  });

  test('a plan is unsure where the customer has no other, and absent where it has', async () => {
    const wanted = { ...customer, ...terms() };

    expect((await gateway.bench.verify('create-recurrence', wanted)).verdict).toBe('unsure');
    await plan();
    expect((await gateway.bench.verify('create-recurrence', wanted)).verdict).toBe('absent');
  });

  test('an ended plan is unsure where the customer has no other', async () => {
    const ended = { ...customer, recurrence_id: await plan() };
    await run('delete-recurrence', ended);

    expect((await gateway.bench.verify('delete-recurrence', ended)).verdict).toBe('unsure');
  });

  test('a plan is unsure where the export of plans is not known', async () => {
    const blind = await openGateway({ recurrenceExportPath: '' });
    const verdict = await blind.bench.verify('create-recurrence', { ...customer, ...terms() });
    await blind.simulator.close();

    expect(verdict.verdict).toBe('unsure');
  });

  test('an adjustment is refused where the transaction is settled', async () => {
    const id = await idOf('sale-by-customer', { ...customer, ...charge() });
    gateway.simulator.settle();

    expect((await gateway.bench.verify('adjust', { transaction_id: id, amount: '20.00' })).verdict).toBe('refused');
  });
});
