import { defineConfig } from '@playwright/test';

/** One real product for all journeys, started by `fixtures/product.ts`; one browser at a time. */
export default defineConfig({
  testDir: './journeys',
  testMatch: `**/*.${process.env['PENSTOCK_PICTURES'] === '1' ? 'pictures' : process.env['PENSTOCK_BENCH'] === '1' ? 'bench' : 'journey'}.ts`,
  outputDir: '../.cache/journeys',
  globalSetup: './fixtures/product.ts',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? '../.cache/reports/playwright.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env['PENSTOCK_CHROME'] && { executablePath: process.env['PENSTOCK_CHROME'] }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
});
