import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { SignInPage } from '../pages/sign-in-page';
import { StudioPage } from '../pages/studio-page';

/** `npm run bench:studio` opens the studio on schemas of 5,000 and 5,000 fields and writes docs/studio.md. */
const REPORT = resolve(__dirname, '../../docs/studio.md');
const groups = 100;
const fieldsPerGroup = 49;
const rules = 500;

const wide = (name: string, leaf: (group: number, at: number) => unknown) =>
  Object.fromEntries(
    Array.from({ length: groups }, (_one, group) => [
      `${name}_${group}`,
      Object.fromEntries(Array.from({ length: fieldsPerGroup }, (_two, at) => [`field_${at}`, leaf(group, at)])),
    ]),
  );

/** The product's own connectors, with a very wide event and a very wide action. */
async function widen(page: Page): Promise<void> {
  await page.route('**/api/v1/connectors**', async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    const body = JSON.parse(text) as { items: Connector[] };
    for (const connector of body.items) {
      for (const trigger of connector.triggers)
        if (trigger.id === 'order-event')
          trigger.sample = {
            topic: 'orders/paid',
            record: { po_number: 'x', ...wide('source', (group, at) => `${group}-${at}`) },
          };
      for (const action of connector.actions)
        if (action.id === 'create-sales-order')
          action.inputSchema = {
            type: 'object',
            properties: Object.fromEntries(
              Object.entries(wide('target', () => ({ type: 'string' }))).map(([key, properties]) => [
                key,
                { type: 'object', properties },
              ]),
            ),
          };
    }
    await route.fulfill({ response: answer, json: body });
  });
  // The matcher has a benchmark of its own.
  await page.route('**/api/v1/mappings/suggest', (route) => route.fulfill({ json: { pairs: [], candidates: {} } }));
}

interface Connector {
  readonly triggers: { readonly id: string; sample: unknown }[];
  readonly actions: { readonly id: string; inputSchema: unknown }[];
}

const manyRules = Array.from({ length: rules }, (_one, at) => ({
  id: `rule-${at}`,
  kind: 'copy',
  target: `target_${at % groups}.field_${Math.floor(at / groups) * 7}`,
  from: { path: `trigger.record.source_${(at * 7) % groups}.field_${Math.floor(at / groups)}` },
  onError: 'fail',
  origin: 'user',
}));

test('5,000 and 5,000 fields', async ({ page }) => {
  test.setTimeout(240_000);
  const studio = new StudioPage(page);
  await widen(page);
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Flows' })).toBeVisible();
  await studio.openShopifyOrder(manyRules);
  await page.getByRole('link', { name: 'Back to the flow' }).click();
  const link = page.getByRole('link', { name: 'Open the mapping studio' });
  await expect(link).toBeVisible();

  const firstPaintMs = await link.evaluate(timeToRows);
  const rowCount = await page.locator('[role="treeitem"]').count();
  const scrolled = await page.evaluate(scrollBothTrees);
  const searchMs = await page.evaluate(searchTarget, 'target_77 field_13');
  await expect(page.getByText('1 match')).toBeVisible();
  const expandMs = await page.evaluate(toggleAll);
  writeFileSync(REPORT, reportOf({ firstPaintMs, rowCount, searchMs, expandMs, ...scrolled }));
});

/** Runs in the page: from the click to the frame after the rows are there. */
async function timeToRows(link: Element): Promise<number> {
  const start = performance.now();
  (link as HTMLElement).click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    if (document.querySelectorAll('[data-side="target"] [role="treeitem"]').length > 5) break;
  }
  return performance.now() - start;
}

/** Runs in the page: both trees two seconds downwards, a row and a half per frame. */
async function scrollBothTrees(): Promise<{ fps: number; longestFrameMs: number }> {
  const trees = [...document.querySelectorAll<HTMLElement>('[role="tree"]')];
  const start = performance.now();
  let [frames, last, longest] = [0, start, 0];
  while (last - start < 2_000) {
    for (const tree of trees) tree.scrollTop += 42;
    const now = await new Promise<number>(requestAnimationFrame);
    longest = Math.max(longest, now - last);
    last = Math.max(now, last);
    frames += 1;
  }
  return { fps: (frames * 1000) / (last - start), longestFrameMs: longest };
}

/** Runs in the page: the whole text at once, until React has drawn what is left. */
async function searchTarget(text: string): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('[data-studio-search="target"]');
  if (!input) return Number.NaN;
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await Promise.resolve();
  while (document.querySelectorAll('[data-side="target"] [role="treeitem"]').length > 3)
    await new Promise((done) => setTimeout(done, 0));
  return performance.now() - start;
}

/** Runs in the page: everything of the source closed, then opened again; the longer of the two. */
async function toggleAll(): Promise<number> {
  let longest = 0;
  for (const name of ['Close all: Source', 'Open all: Source']) {
    const button = document.querySelector<HTMLElement>(`[aria-label="${name}"]`);
    const start = performance.now();
    button?.click();
    await new Promise(requestAnimationFrame);
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}

interface Figures {
  readonly firstPaintMs: number;
  readonly rowCount: number;
  readonly fps: number;
  readonly longestFrameMs: number;
  readonly searchMs: number;
  readonly expandMs: number;
}

const reportOf = ({
  firstPaintMs,
  rowCount,
  fps,
  longestFrameMs,
  searchMs,
  expandMs,
}: Figures): string => `# The mapping studio on large schemas

Written by \`npm run bench:studio\`: a real browser (headless, without a graphics card) on the built product, ${groups * (fieldsPerGroup + 1)}
source and ${groups * (fieldsPerGroup + 1)} target fields, ${rules} rules, ${cpus().length} shared processor cores.

| What | Measured | Wanted |
| --- | --- | --- |
| From the click to the rows | ${firstPaintMs.toFixed(0)} ms | < 300 ms |
| Rows in the page | ${rowCount} | those in sight |
| Scrolling both trees with their lines | ${fps.toFixed(0)} frames/s, longest frame ${longestFrameMs.toFixed(0)} ms | ≥ 55 frames/s |
| Search over the target | ${searchMs.toFixed(0)} ms | < 50 ms |
| Close or open everything | ${expandMs.toFixed(0)} ms | |

Rows have a fixed height, so lines are computed from row positions and scroll offsets and never measured
(\`line-geometry.ts\`); only rows in sight are in the page; more than 400 visible lines are drawn on a canvas.
`;
