import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connectors } from '@penstock/connector-catalog';
import { readRecord, recordOf } from './conformance-record';
import { stalePages, writePages } from './pages';

const ROOT = resolve(__dirname, '../../..');

test('the committed pages are what the connectors say (else: npm run docs:connectors)', () => {
  expect(stalePages(ROOT)).toEqual([]);
});

test('every effect has a conformance result, and none fails (else: npm run test:connectors)', () => {
  const record = readRecord(ROOT);
  const effects = connectors.flatMap(({ id, actions }) => actions.filter(({ contract }) => contract.class !== 'R').map((action) => `${id}/${action.id}`));

  expect(effects.filter((effect) => !record[effect])).toEqual([]);
  expect(Object.entries(record).filter(([, { failed }]) => failed > 0)).toEqual([]);
});

describe('a copy of the tree', () => {
  let copy: string;
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'penstock-pages-'));
    cpSync(join(ROOT, 'docs/connectors'), join(copy, 'docs/connectors'), { recursive: true });
    for (const { id } of connectors) cpSync(join(ROOT, 'connectors', id, 'README.md'), join(copy, 'connectors', id, 'README.md'), { recursive: true });
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  test('with an edited page and a page too many is found out and mended', () => {
    writePages(copy);
    writeFileSync(join(copy, 'docs/connectors/webhook.md'), 'edited by hand');
    writeFileSync(join(copy, 'docs/connectors/gone.md'), 'of a connector that is gone');

    expect(stalePages(copy)).toEqual(['docs/connectors/webhook.md', 'docs/connectors/gone.md']);

    writePages(copy);
    expect(stalePages(copy)).toEqual([]);
    expect(readFileSync(join(copy, 'docs/connectors/webhook.md'), 'utf8')).toContain('# Webhook');
  });
});

test('scenarios are counted by connector and action, other tests are not', () => {
  const report = {
    testResults: [
      {
        name: '/clone/connectors/till/till.test.ts',
        assertionResults: [
          { title: 'pay: a lost answer ends in the truth', status: 'passed' },
          { title: 'pay: half an answer ends in the truth', status: 'failed' },
          { title: 'note: something else', status: 'passed' },
        ],
      },
      { name: '/clone/packages/kernel/src/money.test.ts', assertionResults: [{ title: 'pay: no', status: 'passed' }] },
    ],
  };

  expect(recordOf(report, () => ['pay'])).toEqual({ 'till/pay': { passed: 1, failed: 1 } });
});
