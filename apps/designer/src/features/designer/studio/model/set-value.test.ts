import { constRule, copyRule, eachRule, mappingOf, salesOrderFields } from '../testing/field-trees';
import { nodeOf } from './field-tree';
import { placesByTarget, rulePlaces } from './rule-places';
import { ruleOfKind } from './rule-of-kind';
import { setConstant, setFormula } from './set-value';
import { targetFields } from './target-fields';

type Mapping = ReturnType<typeof mappingOf>;
const ask = (mapping: Mapping, target: string, text: string) => {
  const targets = targetFields(salesOrderFields(), mapping.rules);
  const node = nodeOf(targets, target)!;
  return { mapping, targets, placeOf: placesByTarget(rulePlaces(mapping.rules)), target: node, text };
};
const lines = eachRule('lines', 'trigger.lines', []);

describe('a value that is typed into a row', () => {
  test('is a constant; an amount stays the text it was', () => {
    expect(setConstant(ask(mappingOf(), 'amount', '10.00'))?.rules).toMatchObject([
      { kind: 'const', id: 'rule-amount', target: 'amount', value: '10.00' },
    ]);
  });

  test('replaces what filled the target, and keeps its condition', () => {
    const when = { left: 'trigger.total', op: 'is-present' } as const;
    const before = mappingOf({ ...copyRule('poNo', 'trigger.number'), when } as never);

    expect(setConstant(ask(before, 'poNo', 'X'))?.rules).toMatchObject([
      { id: 'rule-poNo', kind: 'const', value: 'X', when },
    ]);
  });

  test('goes into the loop around the target', () => {
    expect(setConstant(ask(mappingOf(lines), 'lines[].itemId', 'A'))?.rules).toMatchObject([
      { kind: 'each', rules: [{ kind: 'const', target: 'itemId', value: 'A' }] },
    ]);
  });

  test.each([
    ['nothing', mappingOf(), 'poNo', ''],
    ['the same again', mappingOf(constRule('poNo', 'X')), 'poNo', 'X'],
    ['a value for a list without a loop', mappingOf(), 'lines[].itemId', 'A'],
    ['a value for a whole list', mappingOf(), 'lines', 'A'],
  ])('changes nothing for %s', (_what, mapping, target, text) => {
    expect(setConstant(ask(mapping, target, text))).toBeUndefined();
  });

  test('after an equals sign is a formula', () => {
    expect(setFormula(ask(mappingOf(), 'poNo', ' upper(trigger.number) '))?.rules).toMatchObject([
      { kind: 'formula', target: 'poNo', formula: 'upper(trigger.number)' },
    ]);
    expect(setFormula(ask(mappingOf(), 'poNo', ' '))).toBeUndefined();
  });
});

describe('another way to make the same value', () => {
  const rule = { ...copyRule('poNo', 'trigger.number'), comment: 'from the shop' } as never;

  test('starts from the source the old one read, and keeps id and comment', () => {
    expect(ruleOfKind('formula', rule)).toMatchObject({
      kind: 'formula',
      id: 'rule-poNo',
      formula: 'trigger.number',
      comment: 'from the shop',
    });
    expect(ruleOfKind('decision', rule)).toMatchObject({ kind: 'decision', columns: [{ formula: 'trigger.number' }] });
    expect(ruleOfKind('pipe', ruleOfKind('formula', rule) as never)).toMatchObject({
      kind: 'copy',
      from: { path: 'trigger.number' },
    });
    expect(ruleOfKind('pipe', constRule('poNo', 'x') as never)).toMatchObject({ kind: 'pipe', from: [] });
  });
});
