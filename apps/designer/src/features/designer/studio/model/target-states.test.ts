import type { MappingDocument } from '@penstock/mapping';
import {
  constRule,
  copyRule,
  eachRule,
  mappingOf,
  orderSample,
  orderSources,
  salesOrderFields,
  salesOrderSchema,
} from '../testing/field-trees';
import { linksOf, lineageOf } from './mapping-links';
import { rulePlaces, sourceKey, pathInside } from './rule-places';
import { checkedMapping, derivedRows } from './studio-model';

const sources = { trigger: {} };
function derive(mapping: MappingDocument, suggested: readonly string[] = []) {
  const checked = checkedMapping({ mapping, sample: orderSample, sources, target: salesOrderSchema, now: 0 });
  return derivedRows({
    mapping,
    fields: salesOrderFields(),
    checked,
    sample: orderSample,
    suggested: new Set(suggested),
  });
}
const stateOf = ({ targets, states }: ReturnType<typeof derive>, key: string) =>
  states.states[targets.positions.get(key) ?? -1];

describe('what a target row says', () => {
  test('nothing is filled: required fields are open, counted up their parents, the rest is quiet', () => {
    const derived = derive(mappingOf());

    expect(stateOf(derived, 'poNo')).toBe('required');
    expect(stateOf(derived, 'amount')).toBe('unmapped');
    expect(stateOf(derived, 'lines')).toBe('required');
    expect(derived.states.required).toEqual({ filled: 0, all: 4 });
  });

  test('a required field of an optional object is asked for once the object is used', () => {
    const derived = derive(mappingOf(copyRule('shipTo.name', 'trigger.customer.first')));

    expect(stateOf(derived, 'shipTo.city')).toBe('required');
    expect(derived.states.openBelow[derived.targets.positions.get('shipTo') ?? -1]).toBe(1);
    expect(derived.states.required).toEqual({ filled: 0, all: 5 });
  });

  test('a list with a loop asks for the required fields of its items', () => {
    const derived = derive(mappingOf(eachRule('lines', 'trigger.lines', [copyRule('itemId', 'line.sku')])));

    expect(stateOf(derived, 'lines')).toBe('loop');
    expect(stateOf(derived, 'lines[].itemId')).toBe('mapped');
    expect(stateOf(derived, 'lines[].quantity')).toBe('required');
    expect(derived.states.required).toEqual({ filled: 2, all: 4 });
  });

  test('how a value is made is told apart', () => {
    const when = { left: 'trigger.total', op: 'equals', value: '19.99' } as const;
    const derived = derive(
      mappingOf(
        constRule('poNo', 'x'),
        { ...copyRule('amount', 'trigger.total'), when } as never,
        { ...copyRule('customerName', 'trigger.customer.first'), when: { ...when, value: '1' } } as never,
      ),
      ['shipTo.city'],
    );

    expect(['poNo', 'amount', 'customerName', 'shipTo.city'].map((key) => stateOf(derived, key))).toEqual([
      'constant',
      'conditional',
      'disabled',
      'suggested',
    ]);
  });

  test('a rule that does not work is a problem, with its reason', () => {
    const mapping = mappingOf({
      ...copyRule('amount', 'trigger.total'),
      kind: 'pipe',
      from: [{ path: 'trigger.total' }],
      steps: [{ op: 'round', args: { scale: 2 } }],
    } as never);
    const checked = checkedMapping({ mapping, sample: orderSample, sources, target: salesOrderSchema, now: 0 });

    expect(stateOf(derive(mapping), 'amount')).toBe('problem');
    expect(checked.problemOf.get('rule-amount')).toMatch(/Add the step/);
  });
});

describe('lines and lineage', () => {
  const mapping = mappingOf(
    copyRule('poNo', 'trigger.number'),
    eachRule('lines', 'trigger.lines', [
      copyRule('itemId', 'line.sku'),
      copyRule('quantity', 'trigger.lines[3].quantity'),
    ]),
  );
  const places = rulePlaces(mapping.rules);
  const links = linksOf(places, new Set(['rule-poNo']));

  test('lead from every source to its target, whatever the item is called', () => {
    expect(links.map(({ source, target, state }) => [source, target, state])).toEqual([
      ['trigger.number', 'poNo', 'problem'],
      ['trigger.lines', 'lines', 'loop'],
      ['trigger.lines[].sku', 'lines[].itemId', 'mapped'],
      ['trigger.lines[].quantity', 'lines[].quantity', 'mapped'],
    ]);
  });

  test('are found from both ends, conditions included', () => {
    const conditional = mappingOf({
      ...copyRule('poNo', 'trigger.number'),
      when: { left: 'trigger.total', op: 'is-present' },
    } as never);
    const of = rulePlaces(conditional.rules);

    expect([...lineageOf({ side: 'source', key: 'trigger.lines' }, links, places).targets]).toEqual([
      'lines',
      'lines[].itemId',
      'lines[].quantity',
    ]);
    expect([...lineageOf({ side: 'target', key: 'poNo' }, linksOf(of, new Set()), of).sources]).toEqual([
      'trigger.number',
      'trigger.total',
    ]);
    expect(lineageOf(null, links, places).sources.size).toBe(0);
  });

  test('every source of the tree comes back from the way a loop writes it', () => {
    const loops = [mapping.rules[1]] as never;

    for (const { key, path } of orderSources().nodes) expect(sourceKey(pathInside(path, loops), loops)).toBe(key);
  });
});
