import type { MappingDocument, MappingPart, MappingRule, MappingTest, MappingVariable } from '@penstock/mapping';
import type { MapStep } from '../document';
import { aChain, aStep } from '../testing/a-flow';
import { mergeFlows, type MergedFlow } from './merge-flows';

const copy = (id: string, target: string, path: string): MappingRule => ({ id, kind: 'copy', target, from: { path }, onError: 'fail', origin: 'user' });
const flowWith = (mapping: Partial<MappingDocument>) => {
  const flow = aChain();
  return { ...flow, steps: { ...flow.steps, a: { ...aStep('a'), mapping: { v: 1, rules: [], tables: {}, ...mapping } } as MapStep } };
};
const merge = (base: Partial<MappingDocument>, mine: Partial<MappingDocument>, theirs: Partial<MappingDocument>): MergedFlow =>
  mergeFlows({ base: flowWith(base), mine: flowWith(mine), theirs: { ...flowWith(theirs), description: 'Theirs' } });
const mappingOf = ({ flow }: MergedFlow): MappingDocument => (flow.steps['a'] as MapStep).mapping;
const keysOf = ({ conflicts }: MergedFlow): readonly string[] => conflicts.map(({ key }) => key);

const part = (path: string): MappingPart => ({ as: 'it', rules: [copy('p', 'city', path)] });
const aTest = (name: string): MappingTest => ({ name, sample: '{}', at: '2026-05-04T10:00:00Z', expect: { output: '{}' } });
const variable = (name: string, formula: string): MappingVariable => ({ name, formula });

describe('the variables, parts and tests of a mapping', () => {
  test('of both sides are kept', () => {
    const merged = merge(
      {},
      { vars: [variable('net', 'trigger.total')], parts: { mine: part('it.city') }, tests: { mine: aTest('Mine') } },
      { vars: [variable('tax', 'trigger.tax')], parts: { theirs: part('it.town') }, tests: { theirs: aTest('Theirs') } },
    );

    const { vars, parts, tests } = mappingOf(merged);
    expect(vars?.map(({ name }) => name).sort()).toEqual(['net', 'tax']);
    expect({ parts, tests }).toEqual({
      parts: { mine: part('it.city'), theirs: part('it.town') },
      tests: { mine: aTest('Mine'), theirs: aTest('Theirs') },
    });
    expect(merged.conflicts).toEqual([]);
  });

  test('are asked about where both changed them', () => {
    const sides = (by: string): Partial<MappingDocument> => ({ vars: [variable('net', `trigger.${by}`)], parts: { city: part(`it.${by}`) }, tests: { one: aTest(by) } });
    const merged = merge(sides('base'), sides('mine'), sides('theirs'));

    expect(keysOf(merged)).toEqual(['steps/a/mapping/vars/net ', 'steps/a/mapping/parts/city', 'steps/a/mapping/tests/one']);
    expect(merged.conflicts[0]).toMatchObject({ theirs: ['“Step a”: the variable “net” is now = trigger.theirs (it was = trigger.base).'] });
  });

  test('that nobody has stay absent, and what one side dropped stays away', () => {
    const base: Partial<MappingDocument> = { vars: [variable('net', '1')], tests: { one: aTest('One') } };
    const merged = merge(base, {}, { ...base, rules: [copy('r', 'amount', 'trigger.total')] });

    expect(mappingOf(merged)).toEqual({ v: 1, rules: [copy('r', 'amount', 'trigger.total')], tables: {} });
  });

  test('variables that read others stay after them', () => {
    const [a, b] = [variable('a', '1'), variable('b', '2')];
    const merged = merge({ vars: [a, b] }, { vars: [b, a] }, { vars: [a, b, variable('c', 'vars.a + 1')] });

    expect(mappingOf(merged).vars?.map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });

  test('variables that read each other only together are left for the checker', () => {
    const [a, b] = [variable('a', '1'), variable('b', '2')];
    const merged = merge({ vars: [a, b] }, { vars: [b, variable('a', 'vars.b')] }, { vars: [a, variable('b', 'vars.a')] });

    expect(mappingOf(merged).vars).toEqual([variable('b', 'vars.a'), variable('a', 'vars.b')]);
  });
});

describe('the rules of a mapping', () => {
  const amount = copy('rule-amount', 'amount', 'trigger.total');
  const onlyCards: MappingRule = { ...copy('rule-amount-2', 'amount', 'trigger.card'), when: { left: 'trigger.kind', op: 'equals', value: 'card' } } as MappingRule;
  const changed = copy('rule-amount', 'amount', 'trigger.net');

  test('are the same by their ids: a conditional one before another leaves it as it is', () => {
    const merged = merge({ rules: [amount] }, { rules: [onlyCards, amount] }, { rules: [changed] });

    expect([mappingOf(merged).rules, merged.conflicts]).toEqual([[onlyCards, changed], []]);
  });

  test('under a new id for the same target replace the old one, and are asked about', () => {
    const merged = merge({ rules: [amount] }, { rules: [copy('other', 'amount', 'trigger.gross')] }, { rules: [changed] });

    expect(keysOf(merged)).toEqual(['steps/a/mapping/rules/rule-amount ']);
    expect(mappingOf(merged).rules).toEqual([copy('other', 'amount', 'trigger.gross')]);
  });

  test('that both added for one target are asked about', () => {
    expect(keysOf(merge({}, { rules: [copy('m', 'amount', 'trigger.a')] }, { rules: [copy('t', 'amount', 'trigger.b')] }))).toEqual(['steps/a/mapping/rules/new amount ']);
  });

  test('that both added under one id for two targets are both kept, apart', () => {
    const merged = merge({}, { rules: [copy('rule-field', 'x', 'trigger.a')] }, { rules: [copy('rule-field', 'y', 'trigger.b')] });

    expect(mappingOf(merged).rules).toEqual(expect.arrayContaining([copy('rule-field-2', 'x', 'trigger.a'), copy('rule-field', 'y', 'trigger.b')]));
    expect([mappingOf(merged).rules.length, merged.conflicts]).toEqual([2, []]);
  });
});
