import { stringifyJson } from '@penstock/kernel';
import { compileMapping, emptyMapping, type MappingDocument, type MappingRule } from '@penstock/mapping';
import {
  movedVariable,
  renamedVariable,
  usesOfVariable,
  variableValues,
  withNewVariable,
  withoutVariable,
} from './variables';

const shared = { onError: 'fail', origin: 'user' } as const;
const net: MappingRule = { ...shared, kind: 'copy', id: 'n', target: 'net', from: { path: 'vars.net' } };
const taxed: MappingRule = {
  ...shared,
  kind: 'formula',
  id: 't',
  target: 'taxed',
  formula: 'vars.net + vars.tax',
  comment: 'reads vars.net',
};
const big: MappingRule = {
  kind: 'each',
  id: 'e',
  target: 'lines',
  from: { path: 'trigger.lines' },
  as: 'line',
  filter: { left: 'line.price', op: 'greater-than', right: 'vars.net' },
  rules: [{ ...shared, kind: 'const', id: 'c', target: 'note', value: 'vars.net' }],
};
const mapping: MappingDocument = {
  ...emptyMapping,
  rules: [net, taxed, big],
  vars: [
    { name: 'tax', formula: 'VALUE(trigger.tax)' },
    { name: 'net', formula: 'VALUE(trigger.total) - vars.tax' },
    { name: 'network', formula: 'vars.net' },
  ],
};
const sample = { trigger: { total: '21.00', tax: '2.00', lines: [] } };

describe('the variables of a mapping', () => {
  test('are added under a free name and can be run at once', () => {
    const next = withNewVariable(withNewVariable(emptyMapping)!)!;

    expect(next.vars?.map(({ name }) => name)).toEqual(['value1', 'value2']);
    expect(compileMapping(next).ok).toBe(true);
  });

  test('are a hundred at most', () => {
    const vars = Array.from({ length: 100 }, (_one, at) => ({ name: `v${at}`, formula: '1' }));

    expect(withNewVariable({ ...emptyMapping, vars })).toBeUndefined();
  });

  test('are renamed everywhere they are read, and nowhere else', () => {
    const { vars, rules } = renamedVariable(mapping, 'net', 'goods')!;

    expect(vars?.map(({ name, formula }) => `${name} = ${formula}`)).toEqual([
      'tax = VALUE(trigger.tax)',
      'goods = VALUE(trigger.total) - vars.tax',
      'network = vars.goods',
    ]);
    expect(rules).toMatchObject([
      { from: { path: 'vars.goods' } },
      { formula: 'vars.goods + vars.tax', comment: 'reads vars.net' },
      { filter: { right: 'vars.goods' }, rules: [{ value: 'vars.net' }] },
    ]);
  });

  test.each(['tax', '', '2nd', 'a b', 'x'.repeat(61)])(
    'keep their name when the new one is taken or cannot be one: "%s"',
    (name) => {
      expect(renamedVariable(mapping, 'net', name)).toBeUndefined();
    },
  );

  test('say where they are read: targets, loops by their own filter, other variables', () => {
    expect(usesOfVariable(mapping, 'net')).toEqual([
      { kind: 'target', name: 'net' },
      { kind: 'target', name: 'taxed' },
      { kind: 'target', name: 'lines' },
      { kind: 'variable', name: 'network' },
    ]);
    expect(usesOfVariable(mapping, 'network')).toEqual([]);
    expect(usesOfVariable({ ...emptyMapping, parts: { address: { as: 'it', rules: [net] } } }, 'net')).toEqual([
      { kind: 'part', name: 'address' },
    ]);
  });

  test('have values for a record, digit by digit; one that fails hides no other', () => {
    expect(stringifyJson(variableValues(mapping, { sample, now: 0 }))).toContain('19.00');
    const apart = {
      ...emptyMapping,
      vars: [
        { name: 'good', formula: 'trigger.tax' },
        { name: 'bad', formula: 'nothing(' },
      ],
    };
    expect(variableValues(apart, { sample, now: 0 })).toEqual({ good: '2.00' });
    expect(variableValues(emptyMapping, { sample, now: 0 })).toEqual({});
  });

  test('move past each other and not off the list; the last one leaves no trace', () => {
    expect(movedVariable(mapping, 'net', -1).vars?.map(({ name }) => name)).toEqual(['net', 'tax', 'network']);
    expect(movedVariable(mapping, 'tax', -1)).toBe(mapping);
    expect(withoutVariable({ ...emptyMapping, vars: [{ name: 'a', formula: '1' }] }, 'a')).toEqual(emptyMapping);
  });
});
