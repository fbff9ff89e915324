import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { invited, signedIn, type Person } from '../pages/people';

const flowName = 'Refund notices';
const position = { x: 0, y: 0 };

/** Makes one field of an order; `label` is what the two versions differ in. */
const flowWith = (label: string) => ({
  schemaVersion: 1,
  name: flowName,
  trigger: { name: 'Refund', connector: 'webhook', trigger: 'signed-webhook', version: 1, path: 'refund-notices', settings: {}, position },
  steps: {
    note: {
      kind: 'map',
      id: 'note',
      name: 'Write the note',
      disabled: false,
      position: { x: 300, y: 0 },
      mapping: { v: 1, rules: [{ kind: 'const', id: 'label', target: 'label', value: label, onError: 'fail', origin: 'user' }], tables: {} },
    },
  },
  edges: [{ id: 'e1', from: 'trigger', port: 'default', to: 'note' }],
});

/** Saves what the analyst made of the flow as a version and tries it in the sandbox. */
async function tried(analyst: Person, flowId: string, label: string): Promise<number> {
  const { revision } = (await analyst.call('GET', `flows/${flowId}/draft`)) as { revision: number };
  const saved = (await analyst.call('PUT', `flows/${flowId}/draft`, { document: flowWith(label), revision })) as { revision: number };
  const { number } = (await analyst.call('POST', `flows/${flowId}/versions`, { revision: saved.revision, note: label })) as { number: number };
  await analyst.call('POST', 'deployments', { flowId, versionNumber: number, environment: 'sandbox' });
  return number;
}

async function openPromotions(page: Page): Promise<void> {
  // As a link in a message would: what others did meanwhile is read anew.
  await page.goto(`${addresses.platform}/promotions`);
  await expect(page.getByRole('heading', { level: 1, name: 'Promotions' })).toBeVisible();
}

/** The analyst asks on the promotions page. */
async function ask(analyst: Person, version: number, note: string): Promise<void> {
  const { page } = analyst;
  await openPromotions(page);
  await page.getByRole('button', { name: `Ask for v${version} in Production: ${flowName}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('table', { name: 'Checks' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'What it is for' }).fill(note);
  await dialog.getByRole('button', { name: 'Ask for promotion' }).click();
  await expect(page.getByText('Waiting for approval')).toBeVisible();
}

/** The approver reads the package and decides. */
async function approve(approver: Person, reason: string): Promise<void> {
  const { page } = approver;
  await openPromotions(page);
  await page.getByRole('table', { name: 'Requests and rollbacks' }).getByRole('link', { name: flowName }).first().click();
  await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await page.getByRole('button', { name: 'Approve and go live' }).click();
  await expect(page.getByText('Went live')).toBeVisible();
}

let sent = 0;
/** A notice as its sender signs it (Standard Webhooks). */
async function sendNotice(secret: string): Promise<void> {
  const body = JSON.stringify({ order: { id: `R-${(sent += 1)}` } });
  const [id, at] = [`msg-${sent}`, String(Math.floor(Date.now() / 1000))];
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
  const answer = await fetch(`${addresses.platform}/hooks/production/refund-notices`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,${signature}` },
    body,
  });
  expect(answer.status, await answer.text()).toBeLessThan(300);
}

/** The version that the newest run of production was started with, once it has succeeded. */
async function ranWith(person: Person, flowId: string, runs: number): Promise<number> {
  const succeeded = async () => (await person.call('GET', `runs?environment=production&flowId=${flowId}&status=succeeded`)) as { items: { versionNumber: number }[] };
  await expect.poll(async () => (await succeeded()).items.length).toBe(runs);
  return (await succeeded()).items[0]?.versionNumber ?? 0;
}

async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: button }).click()]);
  return readFileSync(await download.path(), 'latin1');
}

test('two people take a flow to production, and one click takes it back', async ({ browser }) => {
  test.setTimeout(180_000);
  const owner = await signedIn(browser);
  const analyst = await invited(browser, owner, { email: 'analyst@penstock.example', role: 'analyst' });
  const approver = await invited(browser, owner, { email: 'approver@penstock.example', role: 'approver' });
  const { id: flowId } = (await analyst.call('POST', 'flows', { name: flowName, document: flowWith('first') })) as { id: string };

  await ask(analyst, await tried(analyst, flowId, 'first'), 'Notices of refunds for the ledger');
  await expect(analyst.page.getByRole('button', { name: 'Approve and go live' })).toBeHidden();
  await approve(approver, 'Tried in the sandbox, nothing moves money');
  const secret = (await approver.page.getByRole('button', { name: /^Copy whsec_/ }).textContent()) ?? '';
  await sendNotice(secret);
  expect(await ranWith(owner, flowId, 1)).toBe(1);

  await ask(analyst, await tried(analyst, flowId, 'second'), 'Another label');
  await approve(approver, 'Only the label differs');
  await expect(approver.page.getByRole('table', { name: 'Differences' })).toContainText('label now comes from the constant “second”');
  await sendNotice(secret);
  expect(await ranWith(owner, flowId, 2)).toBe(2);

  const evidence = JSON.parse(await downloaded(approver.page, 'Download JSON')) as { promotion: { decidedBy: string; requestedBy: string }; verification: { isValid: boolean } };
  expect(evidence).toMatchObject({ promotion: { requestedBy: 'analyst@penstock.example', decidedBy: 'approver@penstock.example' }, verification: { isValid: true } });
  expect((await downloaded(approver.page, 'Download PDF')).slice(0, 5)).toBe('%PDF-');

  await openPromotions(approver.page);
  await approver.page.getByRole('button', { name: `Roll back ${flowName} in Production` }).click();
  await approver.page.getByRole('textbox', { name: 'Reason' }).fill('The ledger does not know the new label');
  await approver.page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
  await expect(approver.page.getByText('Version 1 is live again')).toBeVisible();
  await sendNotice(secret);
  expect(await ranWith(owner, flowId, 3)).toBe(1);
});
