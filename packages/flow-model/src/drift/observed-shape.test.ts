import { parseJson, type Json } from '@penstock/kernel';
import { factsOfShape, nothingObserved, observe, observedSince, type ObservedShape, type WordPaths } from './observed-shape';
import { schemaChanges } from './schema-changes';

const times = (count: number, make: (at: number) => Json): Json[] => Array.from({ length: count }, (_none, at) => make(at));
const words = new Set(['status', 'lines.sku', 'hpf_token']);
const since = (former: ObservedShape, payloads: readonly Json[], asked: WordPaths = words): ObservedShape => observedSince(former, observe(payloads, asked), asked);
const after = (...batches: readonly (readonly Json[])[]): ObservedShape => batches.reduce<ObservedShape>((former, batch) => since(former, batch), nothingObserved);
const changes = (before: readonly Json[], later: readonly Json[]) => {
  const former = after(before);
  return schemaChanges({ before: factsOfShape(former), now: factsOfShape(since(former, later)), side: 'read' });
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

  test('keeps the few short words of the fields that are asked for, and of no others', () => {
    const people = times(40, (at) => ({ status: 'captured', lines: [{ sku: `w${at}` }], name: 'Ann', user: 'annlee', hpf_token: 'abcToken' }));
    const shape = after(people);

    expect(shape.fields.map(([path, field]) => [path, field.words])).toEqual([
      ['status', ['captured']],
      ['lines', []],
      ['lines.sku', null],
      ['name', []],
      ['user', []],
      ['hpf_token', []],
    ]);
    expect(JSON.stringify([shape, factsOfShape(shape)])).not.toMatch(/Ann|annlee|abcToken/);
  });

  test('of fields that are asked for, keeps no whole values', () => {
    const asked = new Set(['name', 'mail', 'card', 'amount']);
    const payloads = times(40, () => ({ name: 'Ann Lee', mail: 'ann@example.com', card: '4111111111111111', amount: parseJson('19.99') }));

    expect(since(nothingObserved, payloads, asked).fields.map(([, field]) => field.words)).toEqual([null, null, null, null]);
  });

  test('forgets words that are not asked for any more, and learns them anew', () => {
    const former = after(times(20, () => payment()));

    const without = since(former, [], new Set());

    expect(JSON.stringify(without)).not.toContain('captured');
    const choicesOf = (shape: ObservedShape) => factsOfShape(shape).find(({ path }) => path === 'status')?.choices;
    expect(choicesOf(since(without, [payment({ status: 'voided' })]))).toBeUndefined();
    expect(choicesOf(since(without, times(20, () => payment({ status: 'voided' }))))).toEqual(['voided']);
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

    expect(schemaChanges({ before: factsOfShape(former), now: factsOfShape(since(former, [payment()])), side: 'read' })).toEqual([]);
  });
});
