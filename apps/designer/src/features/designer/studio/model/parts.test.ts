import {
  compileMapping,
  type EachRule,
  type MappingDocument,
  type MappingRule,
  type ObjectRule,
} from '@penstock/mapping';
import { copyRule, eachRule, mappingOf } from '../testing/field-trees';
import { asPart, renamedPart, usesOfPart, usingPart, withOwnRules, withPartRules } from './parts';
import { rulePlaces, type RulePlace } from './rule-places';

const address = (target: string, path: string, ...rules: readonly MappingRule[]): ObjectRule => ({
  kind: 'object',
  id: target,
  target,
  from: { path },
  as: 'adr',
  rules: [...rules],
});
const start = mappingOf(
  address('shipTo', 'trigger.ship', copyRule('city', 'adr.city')),
  address('billTo', 'trigger.bill'),
);
const sample = { trigger: { ship: { city: 'Spokane' }, bill: { city: 'Boise' }, lines: [{ sku: 'P' }] } };
const made = (mapping: MappingDocument): unknown => {
  const compiled = compileMapping(mapping);
  const result = compiled.ok ? compiled.value.run(sample) : compiled;
  return result.ok ? result.value : result.error;
};
const at = (mapping: MappingDocument, target: string) =>
  rulePlaces(mapping.rules).find((place) => place.target === target) as RulePlace & { rule: ObjectRule | EachRule };
const shared = () => {
  const once = asPart(start, at(start, 'shipTo'), 'address')!;
  return usingPart(once, at(once, 'billTo'), 'address');
};

describe('a reusable part', () => {
  test('is made of the rules of an object, which goes on making the same', () => {
    const next = asPart(start, at(start, 'shipTo'), 'address')!;

    expect(next.parts).toMatchObject({ address: { as: 'adr', rules: [{ target: 'city' }] } });
    expect(at(next, 'shipTo').rule).toMatchObject({ rules: [], use: 'address' });
    expect(made(next)).toEqual(made(start));
  });

  test('is used by another object, whatever its own name for the value is', () => {
    expect(made(shared())).toEqual({ shipTo: { city: 'Spokane' }, billTo: { city: 'Boise' } });
    expect(usesOfPart(shared(), 'address').map(({ target }) => target)).toEqual(['shipTo', 'billTo']);
  });

  test('is used by loops too', () => {
    const lines = mappingOf(eachRule('lines', 'trigger.lines', [copyRule('itemId', 'line.sku')]));

    expect(made(asPart(lines, at(lines, 'lines'), 'line')!)).toEqual(made(lines));
  });

  test('changes everywhere it is used', () => {
    expect(made(withPartRules(shared(), 'address', [copyRule('town', 'adr.city')]))).toEqual({
      shipTo: { town: 'Spokane' },
      billTo: { town: 'Boise' },
    });
  });

  test('is renamed wherever it is used, and keeps its name when the new one is taken or none', () => {
    const next = renamedPart(shared(), 'address', 'place')!;

    expect(usesOfPart(next, 'place')).toHaveLength(2);
    expect(made(next)).toEqual(made(shared()));
    expect([
      renamedPart(shared(), 'address', ' '),
      renamedPart(shared(), 'address', 'address'),
      asPart(start, at(start, 'shipTo'), ''),
    ]).toEqual([undefined, undefined, undefined]);
  });

  test('leaves its rules to who goes own ways, under ids of their own, and is gone when nobody uses it', () => {
    const once = withOwnRules(shared(), at(shared(), 'billTo'));
    const twice = withOwnRules(once, at(once, 'shipTo'));

    expect([made(once), made(twice)]).toEqual([made(shared()), made(shared())]);
    expect(once.parts).toBeDefined();
    expect(twice.parts).toBeUndefined();
    const ids = rulePlaces(twice.rules).map(({ rule }) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
