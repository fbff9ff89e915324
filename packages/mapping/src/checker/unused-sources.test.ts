import { emptyMapping, type MappingDocument, type MappingRule } from '../document';
import { unusedSources } from './unused-sources';

const text = { type: 'string' };
const sources = {
  trigger: {
    type: 'object',
    properties: {
      id: text,
      note: text,
      customer: { type: 'object', properties: { first: text, last: text } },
      lines: { type: 'array', items: { type: 'object', properties: { sku: text, price: text } } },
    },
  },
};
const shared = { onError: 'fail', origin: 'user' } as const;
const copy = (target: string, path: string): MappingRule => ({
  ...shared,
  kind: 'copy',
  id: target,
  target,
  from: { path },
});
const each = (change: object, ...rules: readonly MappingRule[]): MappingRule => ({
  kind: 'each',
  id: 'each',
  target: 'items',
  from: { path: 'trigger.lines' },
  as: 'line',
  rules: [...rules],
  ...change,
});
const mapping = (...rules: readonly MappingRule[]): MappingDocument => ({ ...emptyMapping, rules: [...rules] });
const unused = (document: MappingDocument) => unusedSources(document, sources).filter((path) => path !== 'trigger');

describe('source fields that no rule reads', () => {
  test('are all of them where there are no rules', () => {
    expect(unused(emptyMapping)).toEqual(
      expect.arrayContaining(['trigger.id', 'trigger.note', 'trigger.customer.last', 'trigger.lines.sku']),
    );
  });

  test('are not those that a rule copies, nor what is inside of an object that is copied whole', () => {
    const left = unused(mapping(copy('a', 'trigger.id'), copy('b', 'trigger.customer')));

    expect(left).toContain('trigger.note');
    expect(left.filter((path) => /id|customer/.test(path))).toEqual([]);
  });

  test.each<[string, MappingDocument, string]>([
    [
      'a condition',
      mapping({ ...copy('a', 'trigger.id'), when: { left: 'trigger.note', op: 'is-present' } } as MappingRule),
      'trigger.note',
    ],
    [
      'a formula',
      mapping({ ...shared, kind: 'formula', id: 'f', target: 'f', formula: 'trigger.note + "!"' }),
      'trigger.note',
    ],
    ['a variable', { ...emptyMapping, vars: [{ name: 'n', formula: 'trigger.note' }] }, 'trigger.note'],
    ['a part', { ...emptyMapping, parts: { p: { as: 'it', rules: [copy('a', 'trigger.note')] } } }, 'trigger.note'],
    ['a rule in a loop, under the name of its item', mapping(each({}, copy('no', 'line.sku'))), 'trigger.lines.sku'],
    [
      'the filter of a loop',
      mapping(each({ filter: { left: 'line.price', op: 'is-present' } })),
      'trigger.lines.price',
    ],
    ['the order of a loop', mapping(each({ orderBy: [{ by: 'line.price' }] })), 'trigger.lines.price'],
  ])('are not those that %s reads', (_, document, path) => {
    expect(unused(emptyMapping)).toContain(path);
    expect(unused(document)).not.toContain(path);
  });

  test('are the other fields of the items of a loop', () => {
    expect(unused(mapping(each({}, copy('no', 'line.sku'))))).toContain('trigger.lines.price');
  });

  test('are not those of an object or a loop that a part is used on: the part reads them under a name of its own', () => {
    expect(unused(mapping(each({ use: 'p' })))).not.toContain('trigger.lines.price');
  });

  test('are not those of items that are taken as they are', () => {
    expect(unused(mapping(each({}, copy('.', 'line'))))).not.toContain('trigger.lines.price');
  });
});
