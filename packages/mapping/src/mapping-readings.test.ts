import { mappingDocument, type MappingRule } from './document';
import { mappingReadings, mappingTargets } from './mapping-readings';
import { unusedSources } from './checker/unused-sources';

const mapping = (rules: readonly unknown[], more: object = {}) => mappingDocument.parse({ v: 1, rules, ...more });
const copy = (id: string, target: string, path: string): Partial<MappingRule> => ({ id, target, kind: 'copy', from: { path } });
const pathsOf = (document: ReturnType<typeof mapping>) => mappingReadings(document).map(({ target, path }) => [target, path]);

describe('what a mapping reads', () => {
  test('of loops the list, what is asked of an item, and its fields under their own path', () => {
    const lines = { id: 'l', target: 'lines', kind: 'each', from: { path: 'trigger.order.lines' }, as: 'line', filter: { left: 'line.qty', op: 'at-least', value: 1 }, orderBy: [{ by: 'line.no' }], rules: [copy('s', 'sku', 'line.item[0].code')] };

    expect(pathsOf(mapping([lines]))).toEqual([
      ['lines', 'trigger.order.lines'],
      ['lines', 'trigger.order.lines.qty'],
      ['lines', 'trigger.order.lines.no'],
      ['lines.sku', 'trigger.order.lines.item.code'],
    ]);
  });

  test('of a part wherever it is used, and no end of parts in a circle', () => {
    const use = (target: string, path: string) => ({ id: target, target, kind: 'object', from: { path }, rules: [], use: 'address' });
    const parts = { address: { as: 'a', rules: [copy('c', 'city', 'a.city')] } };
    const circle = { again: { as: 'a', rules: [{ id: 'x', target: 'x', kind: 'object', rules: [], use: 'again' }] } };

    expect(pathsOf(mapping([use('bill', 'trigger.billing'), use('ship', 'trigger.shipping')], { parts }))).toEqual([
      ['bill', 'trigger.billing'],
      ['bill.city', 'trigger.billing.city'],
      ['ship', 'trigger.shipping'],
      ['ship.city', 'trigger.shipping.city'],
    ]);
    expect(mappingReadings(mapping([{ ...use('x', 'trigger'), use: 'again' }], { parts: circle }))).toHaveLength(1);
  });

  test('formulas, variables and conditions, and whether a missing value has been thought of', () => {
    const document = mapping(
      [
        { id: 'f', target: 'total', kind: 'formula', formula: 'vars.net + trigger.tax' },
        { ...copy('d', 'note', 'trigger.note'), default: '' },
        { ...copy('w', 'po', 'trigger.po'), when: { left: 'trigger.kind', op: 'equals', value: 'b2b' } },
      ],
      { vars: [{ name: 'net', formula: 'trigger.net' }] },
    );

    expect(mappingReadings(document).map(({ path, isTolerant }) => [path, isTolerant])).toEqual([
      ['trigger.net', false],
      ['vars.net', false],
      ['trigger.tax', false],
      ['trigger.note', true],
      ['trigger.po', true],
      ['trigger.kind', true],
    ]);
  });

  test.each([
    ['a table of its own', { rows: [['paid', 'P']] }, { table: 'states', values: ['paid'], ignoreCase: true }],
    ['a table that takes everything', { rows: [['paid', 'P']], unmatched: 'pass' }, undefined],
    ['a table of the environment', undefined, { table: 'states', ignoreCase: true }],
  ])('which values have a row: %s', (_what, table, known) => {
    const rule = { id: 't', target: 'state', kind: 'pipe', from: [{ path: 'trigger.status' }], steps: [{ op: 'trim' }, { op: 'valueTable', args: { table: 'states' } }] };

    expect(mappingReadings(mapping([rule], { tables: table ? { states: table } : {} }))[0]?.known).toEqual(known);
  });

  test('which values a decision has a row for', () => {
    const decision = (row: object) => ({ id: 'd', target: 'gl', kind: 'decision', columns: [{ formula: 'trigger.kind' }], rows: [{ cells: [{ oneOf: ['card'] }], value: '1' }, row] });

    expect(mappingReadings(mapping([decision({ cells: [{ oneOf: ['ach'] }], value: '2' })]))[0]?.known?.values).toEqual(['card', 'ach']);
    expect(mappingReadings(mapping([decision({ cells: [null], value: '2' })]))[0]?.known).toBeUndefined();
  });

  test('and what it writes', () => {
    const lines = { id: 'l', target: 'lines', kind: 'each', from: { path: 'trigger.lines' }, as: 'line', rules: [copy('s', 'sku', 'line.sku')] };

    expect(mappingTargets(mapping([lines, copy('a', 'bill.city', 'trigger.city'), { id: 'o', target: 'memo', kind: 'omit' }]))).toEqual(['lines', 'lines.sku', 'bill.city']);
  });
});

test('a source field that no rule reads is named; one that is read as a part of its object is not', () => {
  const text = { type: 'string' };
  const schema = { type: 'object', properties: { city: text, zip: text, lines: { type: 'array', items: { type: 'object', properties: { sku: text, note: text } } } } };
  const lines = { id: 'l', target: 'lines', kind: 'each', from: { path: 'trigger.lines' }, as: 'line', rules: [copy('s', 'sku', 'line.sku')] };

  expect(unusedSources(mapping([copy('a', 'city', 'trigger.city')]), { trigger: schema })).toEqual(['trigger.zip', 'trigger.lines', 'trigger.lines.sku', 'trigger.lines.note']);
  expect(unusedSources(mapping([lines]), { trigger: schema })).toEqual(['trigger.city', 'trigger.zip', 'trigger.lines.note']);
});
