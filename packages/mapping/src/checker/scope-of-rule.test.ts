import { emptyMapping, type MappingDocument, type MappingRule } from '../document';
import { checkFormula } from '../formula/check/check-formula';
import { describeType } from '../types/type-words';
import { scopeOfRule } from './scope-of-rule';

const text = { type: 'string' };
const sources = {
  trigger: {
    type: 'object',
    properties: {
      id: text,
      note: { type: ['string', 'null'] },
      lines: { type: 'array', items: { type: 'object', properties: { sku: text }, required: ['sku'], additionalProperties: false } },
    },
    required: ['id', 'lines'],
  },
};
const target = {
  type: 'object',
  properties: { poNo: text, lines: { type: 'array', items: { type: 'object', properties: { no: text } } } },
};
const shared = { onError: 'fail', origin: 'user' } as const;
const formula = (id: string, at: string, change: object = {}): MappingRule =>
  ({ ...shared, kind: 'formula', id, target: at, formula: '""', ...change }) as MappingRule;
const loop: MappingRule = {
  kind: 'each',
  id: 'loop',
  target: 'lines',
  from: { path: 'trigger.lines' },
  as: 'line',
  rules: [formula('inner', 'no')],
};
const document: MappingDocument = {
  ...emptyMapping,
  rules: [
    formula('plain', 'poNo'),
    formula('sourced', 'poNo2', { from: [{ path: 'trigger.id', as: 'code' }, { path: 'trigger.note' }] }),
    formula('guarded', 'poNo3', { when: { left: 'trigger.note', op: 'is-present' } }),
    loop,
  ],
  vars: [
    { name: 'first', formula: 'trigger.id' },
    { name: 'second', formula: 'vars.first' },
  ],
};
const scope = (ruleId: string) => {
  const found = scopeOfRule(document, ruleId, { sources, target });
  if (!found) throw new RangeError(ruleId);
  return found;
};
const typeOf = (ruleId: string, expression: string): string =>
  describeType(checkFormula(expression, scope(ruleId)).type);
const faults = (ruleId: string, expression: string): number =>
  checkFormula(expression, scope(ruleId)).diagnostics.length;

describe('what a formula may name where it stands', () => {
  test('are the sources, and not the items of loops elsewhere', () => {
    expect(typeOf('plain', 'trigger.id')).toBe('text');
    expect([faults('plain', 'trigger.id'), faults('plain', 'line.sku')]).toEqual([0, 1]);
  });

  test('are in a loop its item, with its fields, and the index', () => {
    expect([typeOf('inner', 'line.sku'), typeOf('inner', 'index')]).toEqual(['text', 'whole number']);
    expect(faults('inner', 'line.nothing')).toBe(1);
  });

  test('are the sources of the rule under their names', () => {
    expect([typeOf('sourced', 'code'), faults('sourced', 'b'), faults('plain', 'code')]).toEqual(['text', 0, 1]);
  });

  test('are the variables, for a variable those before it', () => {
    expect([
      typeOf('plain', 'vars.second'),
      faults('vars.second', 'vars.first'),
      faults('vars.first', 'vars.second'),
    ]).toEqual(['text', 0, 1]);
  });

  test('know what the condition of the rule says', () => {
    expect([typeOf('plain', 'trigger.note'), typeOf('guarded', 'trigger.note')]).toEqual([
      expect.stringContaining('nothing'),
      'text',
    ]);
  });

  test('know what the value is for', () => {
    expect(describeType(scope('plain').expected!)).toContain('text');
  });

  test('are unknown for a rule that is not there, and for a document nobody could walk', () => {
    const deep = Array.from({ length: 80 }).reduce<object>((inner) => ({ inner }), {});

    expect(scopeOfRule(document, 'nobody', { sources })).toBeUndefined();
    expect(scopeOfRule({ ...document, deep } as MappingDocument, 'plain', { sources })).toBeUndefined();
  });
});
