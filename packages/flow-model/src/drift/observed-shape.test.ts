import { parseJson, type Json } from '@penstock/kernel';
import { factsOfShape, nothingObserved, observe, observedSince, type ObservedShape } from './observed-shape';
import { schemaChanges } from './schema-changes';

const times = (count: number, make: (at: number) => Json): Json[] => Array.from({ length: count }, (_none, at) => make(at));
const after = (...batches: readonly (readonly Json[])[]): ObservedShape => batches.map(observe).reduce(observedSince, nothingObserved);
const changes = (before: readonly Json[], since: readonly Json[]) => {
  const former = after(before);
  return schemaChanges({ before: factsOfShape(former), now: factsOfShape(observedSince(former, observe(since))), side: 'read' });
};

const payment = (more: object = {}): Json => ({ id: '1x', status: 'captured', lines: [{ sku: 'A', qty: 1 }], ...more });

describe('the shape of what was seen', () => {
  test('says what was always there, of objects in lists too, and the few words there were', () => {
    const shape = after(times(20, (at) => payment({ status: at % 2 ? 'captured' : 'declined', ...(at % 3 === 0 && { note: null }) })));

    expect(factsOfShape(shape)).toEqual([
      { path: 'id', type: 'string', required: true, nullable: false },
      { path: 'status', type: 'string', required: true, nullable: false, choices: ['declined', 'captured'] },
      { path: 'lines', type: 'array', required: true, nullable: false },
      { path: 'lines.sku', type: 'string', required: true, nullable: false, choices: ['A'] },
      { path: 'lines.qty', type: 'number', required: true, nullable: false },
      { path: 'note', type: 'any', required: false, nullable: true },
    ]);
  });

  test('comes out the same in one batch or in many', () => {
    const all = times(40, (at) => payment({ status: `s${at % 5}` }));

    expect(after(all.slice(0, 13), all.slice(13, 14), all.slice(14))).toEqual(after(all));
  });

  test('claims nothing of a few payloads', () => {
    expect(factsOfShape(after(times(9, () => payment()))).filter(({ required, choices }) => required || choices)).toEqual([]);
  });

  test('keeps no values but few short words', () => {
    const shape = after(times(40, (at) => ({ name: `Ann Lee`, mail: 'ann@example.com', card: '4111111111111111', amount: parseJson('19.99'), code: `w${at}` })));

    expect(shape.fields.map(([, { words }]) => words)).toEqual([null, null, null, null, null]);
    expect(JSON.stringify(shape)).not.toMatch(/Ann|example|4111/);
  });

  test('takes hostile names for data, and stops at its bounds', () => {
    const deep = times(100, () => 0).reduce<Json>((inner) => ({ a: inner }), 1);
    const hostile = parseJson('{"__proto__":{"polluted":1},"constructor":1,"a.b":1}');
    const wide = Object.fromEntries(times(5000, () => 0).map((_none, at) => [`f${at}`, at])) as Json;

    expect(after([deep]).fields).toHaveLength(13);
    expect(after([hostile]).fields.map(([path]) => path)).toEqual(['constructor', '["a.b"]']);
    expect(after([wide]).fields).toHaveLength(2000);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('what changed since', () => {
  test('a field that comes no more, with all below it, is gone and not optional', () => {
    const { lines: _gone, ...short } = payment() as Record<string, Json>;

    expect(changes(times(20, () => payment()), times(10, () => short))).toEqual([{ kind: 'removed', path: 'lines', before: 'array' }]);
    expect(changes(times(20, () => payment()), times(9, () => short))).toEqual([{ kind: 'optional', path: 'lines' }]);
  });

  test('one that is missing or null now and then is optional', () => {
    expect(changes(times(20, () => payment()), [payment({ id: null })])).toEqual([{ kind: 'optional', path: 'id' }]);
  });

  test('other types and other words', () => {
    expect(changes(times(20, () => payment()), [payment({ id: 7, status: 'voided' })])).toEqual([
      { kind: 'type', path: 'id', before: 'string', now: 'number or string' },
      { kind: 'values', path: 'status', values: ['voided'] },
    ]);
  });

  test('new fields and the same again are nothing', () => {
    expect(changes(times(20, () => payment()), times(20, () => payment({ extra: 1 })))).toEqual([]);
  });

  test('a field without a former sight of it comes back without a word', () => {
    const { lines: _gone, ...short } = payment() as Record<string, Json>;
    const former = after(times(20, () => payment()), times(20, () => short));

    expect(schemaChanges({ before: factsOfShape(former), now: factsOfShape(observedSince(former, observe([payment()]))), side: 'read' })).toEqual([]);
  });
});
