import { checkMapping } from '@penstock/mapping';
import { copyRule, eachRule, mappingOf, salesOrderFields, salesOrderSchema } from '../testing/field-trees';
import { nodeOf } from './field-tree';
import { withImportedFields } from './import-fields';
import { newPlacesFor, rebound } from './rebind';
import { placesByTarget, rulePlaces } from './rule-places';
import { targetFields } from './target-fields';

describe('fields of an imported schema', () => {
  test('become begun rules; what is there stays as it is', () => {
    const before = mappingOf(
      copyRule('poNo', 'trigger.number'),
      copyRule('shipTo', 'trigger.customer'),
      copyRule('mine', 'trigger.total'),
    );

    const after = withImportedFields(before, salesOrderSchema);

    expect(after.rules.slice(0, 3)).toEqual(before.rules);
    expect(after.rules.slice(3).map(({ target, kind }) => [target, kind])).toEqual([
      ['customerName', 'pipe'],
      ['amount', 'pipe'],
      ['lines', 'pipe'],
    ]);
    expect(new Set(after.rules.map(({ id }) => id)).size).toBe(6);
  });

  test('imported twice change nothing', () => {
    const once = withImportedFields(mappingOf(), salesOrderSchema);

    expect(withImportedFields(once, salesOrderSchema)).toBe(once);
  });
});

describe('a rule whose field the schema has no more', () => {
  const mapping = mappingOf(
    copyRule('ship_city', 'trigger.customer.last'),
    copyRule('amount', 'trigger.total'),
    eachRule('lines', 'trigger.lines', [copyRule('item_id', 'line.sku')]),
  );
  const targets = targetFields(salesOrderFields(), mapping.rules);
  const placeOf = placesByTarget(rulePlaces(mapping.rules));
  const offered = (key: string) => newPlacesFor(nodeOf(targets, key)!, targets, placeOf).map((node) => node.key);

  test('is offered the free fields with the likest names', () => {
    expect(offered('ship_city')[0]).toBe('shipTo.city');
    expect(offered('lines[].item_id')[0]).toBe('lines[].itemId');
  });

  test('goes there whole, and nothing else moves', () => {
    const place = placeOf.get('lines[].item_id')!;

    const after = rebound(mapping, place, { target: nodeOf(targets, 'lines[].itemId')!, targets, placeOf });

    expect(after?.rules.slice(0, 2)).toEqual(mapping.rules.slice(0, 2));
    expect(after?.rules[2]).toMatchObject({
      rules: [{ id: 'rule-item_id', target: 'itemId', from: { path: 'line.sku' } }],
    });
  });

  test('stays where it is when the new field is in a list without a loop', () => {
    const alone = mappingOf(copyRule('item_id', 'trigger.number'));
    const tree = targetFields(salesOrderFields(), alone.rules);
    const places = placesByTarget(rulePlaces(alone.rules));

    expect(
      rebound(alone, places.get('item_id')!, {
        target: nodeOf(tree, 'lines[].itemId')!,
        targets: tree,
        placeOf: places,
      }),
    ).toBeUndefined();
  });
});

describe('a schema that is taken away', () => {
  const mapping = mappingOf(copyRule('poNo', 'trigger.number'), copyRule('shipTo.city', 'trigger.customer.last'), eachRule('lines', 'trigger.lines', [copyRule('itemId', 'line.sku')]));
  const everyRule = ['poNo', 'shipTo.city', 'lines', 'lines[].itemId'];

  test('of the target leaves every rule in sight, unresolved', () => {
    const { nodes } = targetFields([], mapping.rules);

    expect(nodes.map(({ key, isUnknown }) => [key, isUnknown])).toEqual(everyRule.map((key) => [key, true]));
  });

  test('of the source leaves every rule in the document, each with a problem that names it', () => {
    const before = JSON.stringify(mapping);

    const problems = checkMapping(mapping, { sources: { trigger: { type: 'object', additionalProperties: false } } });

    expect(new Set(problems.filter(({ code }) => code === 'UNKNOWN_SOURCE_PATH').map(({ ruleId }) => ruleId))).toEqual(new Set(['rule-poNo', 'rule-shipTo.city', 'rule-lines']));
    expect(JSON.stringify(mapping)).toBe(before);
  });
});
