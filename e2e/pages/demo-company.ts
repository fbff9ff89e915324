import { expect, type Browser } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { invited, signedIn, type Person } from './people';
import { ShopPage } from './shop-page';

export const FLOW = 'Card payment → P21 order and receipt';

interface Item {
  readonly id: string;
  readonly name: string;
}

/** Whoever looks at the pictures sees a company at work: orders, a charge in doubt, people, tables, a promotion. */
export async function furnish(browser: Browser): Promise<void> {
  const owner = await signedIn(browser);
  const { items } = (await owner.call('GET', 'value-tables')) as { items: readonly Item[] };
  if (items.length > 0) return;
  await orders(owner);
  await chargeInDoubt(owner);
  await refusedCharges(owner);
  await people(browser, owner);
  await tables(owner);
  await promotion(owner);
  await owner.page.context().close();
}

export async function flowId(person: Person, name: string): Promise<string> {
  const { items } = (await person.call('GET', 'flows?limit=200')) as { items: readonly Item[] };
  return items.find((flow) => flow.name === name)?.id ?? '';
}

async function orders(owner: Person): Promise<void> {
  const shop = new ShopPage(await owner.page.context().newPage());
  await shop.placeOrder('Ball valve brass 1/2 in', 'Harbor Mechanical');
  await shop.placeOrder('Circulator pump 25 W', 'Larkspur Plumbing');
  await shop.placeOrder('Circulator pump 25 W', 'Old Quarry Hotel');
  await runsReach(owner, 'succeeded', 3);
}

/** Charged, but the answer never arrives: the run waits for what the gateway says when it is asked. */
async function chargeInDoubt(owner: Person): Promise<void> {
  await setFaults({ dropAnswerRate: 1 });
  const orderId = await new ShopPage(await owner.page.context().newPage()).placeOrder('Ball valve brass 1/2 in', 'Harbor Mechanical');
  await expect.poll(() => isCharged(orderId)).toBe(true);
  await setFaults({ clear: true });
}

/** Two orders whose one-time card token the gateway does not know. */
async function refusedCharges(owner: Person): Promise<void> {
  const id = await flowId(owner, FLOW);
  const { items } = (await owner.call('GET', 'deployments?limit=200')) as { items: readonly { id: string; flowId: string }[] };
  const deployment = items.find((each) => each.flowId === id)?.id ?? '';
  for (const [number, total] of [
    ['WEB-1042', '1059.97'],
    ['WEB-1043', '318.40'],
  ] as const)
    await owner.call('POST', `deployments/${deployment}/start`, { payload: order(number, total) });
  await runsReach(owner, 'needs-attention', 2);
}

async function people(browser: Browser, owner: Person): Promise<void> {
  for (const [email, role] of [
    ['ana.lopez@penstock.example', 'analyst'],
    ['amir.karimi@penstock.example', 'approver'],
  ] as const)
    await (await invited(browser, owner, { email, role })).page.context().close();
  await owner.call('POST', 'invitations', { email: 'olga.petrova@penstock.example', name: 'Olga Petrova', role: 'operator' });
  await owner.call('POST', 'service-accounts', { name: 'nightly-checks', description: 'Runs the flow tests in CI', role: 'analyst' });
}

async function tables(owner: Person): Promise<void> {
  const ledger = [
    ['card-fee', '6210-00'],
    ['chargeback-fee', '6220-00'],
    ['gateway-monthly', '6230-00'],
  ];
  const terms = [
    ['Net 30', 'N30'],
    ['Net 10', 'N10'],
    ['Prepaid', 'PP'],
  ];
  await owner.call('POST', 'value-tables', { environment: 'sandbox', name: 'fee-accounts', description: 'Ledger account for each kind of fee', rows: ledger });
  await owner.call('POST', 'value-tables', { environment: 'sandbox', name: 'payment-terms', description: 'Terms of the shop as the ERP names them', rows: terms });
  const { items } = (await owner.call('GET', 'environments')) as { items: readonly { id: string; key: string }[] };
  const sandbox = items.find(({ key }) => key === 'sandbox')?.id ?? '';
  await owner.call('PUT', `environments/${sandbox}/variables/company_no`, { value: '01', description: 'Company in Prophet 21' });
  await owner.call('PUT', `environments/${sandbox}/variables/bank_no`, { value: '4', description: 'Bank that card receipts go to' });
}

/** The receipt flow as it runs in the sandbox is asked for in production; nobody has decided yet. */
async function promotion(owner: Person): Promise<void> {
  const id = await flowId(owner, NOTICES);
  const flow = id === '' ? ((await owner.call('POST', 'flows', { name: NOTICES, document: notices })) as { id: string }).id : id;
  const { revision } = (await owner.call('GET', `flows/${flow}/draft`)) as { revision: number };
  const { number } = (await owner.call('POST', `flows/${flow}/versions`, { revision, note: 'Notices of refunds for the ledger' })) as { number: number };
  await owner.call('POST', 'deployments', { flowId: flow, versionNumber: number, environment: 'sandbox' });
  await owner.call('POST', 'promotions', { flowId: flow, versionNumber: number, environment: 'production', note: 'Tried in the sandbox with the refunds of last week' });
}

export const NOTICES = 'Notices of refunds';
const notices = {
  schemaVersion: 1,
  name: NOTICES,
  trigger: { name: 'Refund', connector: 'webhook', trigger: 'signed-webhook', version: 1, path: 'refund-notices', settings: {}, position: { x: 0, y: 0 } },
  steps: {
    note: {
      kind: 'map',
      id: 'note',
      name: 'Write the note',
      disabled: false,
      position: { x: 300, y: 0 },
      mapping: { v: 1, rules: [{ kind: 'const', id: 'label', target: 'label', value: 'refund', onError: 'fail', origin: 'user' }], tables: {} },
    },
  },
  edges: [{ id: 'e1', from: 'trigger', port: 'default', to: 'note' }],
};

/** As the shop sends it, with a card token that is spent. */
export const order = (id: string, total: string) => ({
  order: {
    id,
    placed_at: '2026-11-23T09:30:00Z',
    currency: 'USD',
    total,
    customer: { erp_id: '100198', first_name: 'Ada', last_name: 'Byron', company: 'Harbor Mechanical', email: 'ada@harbor.example' },
    lines: [{ sku: 'BV-050', quantity: 3 }],
    payment: { hpf_token: 'spent-token', enc_key: 'spent-key' },
  },
});

export const setFaults = (faults: object): Promise<Response> =>
  fetch(`${addresses.paytrace}/__sim/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(faults) });

async function isCharged(orderId: string): Promise<boolean> {
  const state = (await (await fetch(`${addresses.paytrace}/__sim/state`)).json()) as { readonly transactions: readonly { readonly invoice_id: string }[] };
  return state.transactions.some((transaction) => transaction.invoice_id === orderId);
}

async function runsReach(owner: Person, status: string, count: number): Promise<void> {
  await expect
    .poll(async () => ((await owner.call('GET', `runs?status=${status}`)) as { items: unknown[] }).items.length, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(count);
}
