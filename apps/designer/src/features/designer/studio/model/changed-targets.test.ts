import { emptyMapping, type MappingDocument, type MappingRule } from '@penstock/mapping';
import { changedTargets } from './changed-targets';

const shared = { onError: 'fail', origin: 'user' } as const;
const copy = (target: string, path: string): MappingRule => ({
  ...shared,
  kind: 'copy',
  id: target,
  target,
  from: { path },
});
const status: MappingRule = {
  ...shared,
  kind: 'pipe',
  id: 's',
  target: 'status',
  from: [{ path: 'trigger.state' }],
  steps: [{ op: 'valueTable', args: { table: 'states' } }],
};
const lines = (...rules: readonly MappingRule[]): MappingRule => ({
  kind: 'each',
  id: 'l',
  target: 'lines',
  from: { path: 'trigger.items' },
  as: 'item',
  rules: [...rules],
});
const mapping = (...rules: readonly MappingRule[]): MappingDocument => ({ ...emptyMapping, rules: [...rules] });
const table = (value: string): MappingDocument['tables'] => ({
  states: { rows: [['open', value]], ignoreCase: false, unmatched: 'error' },
});
const changed = (before: MappingDocument, after: MappingDocument) => [...changedTargets(before, after)];

describe('the targets that changed', () => {
  test.each([
    ['none, for the same rules', mapping(copy('a', 'x')), mapping(copy('a', 'x')), []],
    [
      'none, for another id, comment or origin',
      mapping(copy('a', 'x')),
      mapping({ ...copy('a', 'x'), id: 'z', comment: 'why', origin: 'suggested' } as MappingRule),
      [],
    ],
    [
      'one with another source',
      mapping(copy('a', 'x'), copy('b', 'x')),
      mapping(copy('a', 'y'), copy('b', 'x')),
      ['a'],
    ],
    ['one that is no longer filled, and one that is new', mapping(copy('a', 'x')), mapping(copy('b', 'x')), ['a', 'b']],
    [
      'one inside of a loop, and not the loop',
      mapping(lines(copy('sku', 'item.sku'))),
      mapping(lines(copy('sku', 'item.id'))),
      ['lines[].sku'],
    ],
    [
      'one whose value table has another row',
      { ...mapping(status, copy('a', 'x')), tables: table('O') },
      { ...mapping(status, copy('a', 'x')), tables: table('P') },
      ['status'],
    ],
  ] as const)('are %s', (_, before, after, targets) => {
    expect(changed(before, after)).toEqual(targets);
  });

  test('are those whose variable or part is another one', () => {
    const net = (formula: string): MappingDocument => ({
      ...mapping(copy('a', 'vars.net'), copy('b', 'x')),
      vars: [{ name: 'net', formula }],
    });
    const used: MappingRule = {
      kind: 'object',
      id: 'o',
      target: 'shipTo',
      from: { path: 'x' },
      rules: [],
      use: 'address',
    };
    const parted = (path: string): MappingDocument => ({
      ...mapping(used),
      parts: { address: { as: 'it', rules: [copy('city', path)] } },
    });

    expect([changed(net('1'), net('2')), changed(parted('it.city'), parted('it.town'))]).toEqual([['a'], ['shipTo']]);
  });
});
