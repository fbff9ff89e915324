import { run as runBufbuild } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { parseJson, type JsonObject } from '@penstock/kernel';
import { runFormula } from './testing/run-formula';

/** What both CEL implementations and ours have in common: whole numbers, texts, yes/no, lists and the loops over them. */
type Kind = 'int' | 'text' | 'bool' | 'ints' | 'texts';

interface Names {
  readonly int: readonly string[];
  readonly text: readonly string[];
}

const record = fc.record({
  n: fc.integer({ min: -50, max: 50 }),
  s: fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', 'é', '1'), maxLength: 6 }),
  b: fc.boolean(),
  l: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 4 }),
  t: fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 3 }),
});

const literal = {
  int: fc.integer({ min: 0, max: 20 }).map(String),
  text: fc.constantFrom('"a"', '"ab"', '""', '"A-1"'),
};

function expression(kind: Kind, depth: number, names: Names): fc.Arbitrary<string> {
  if (depth <= 0) return leaf(kind, names);
  // Made when it is drawn: all expressions of all depths at once would be millions.
  const of = (inner: Kind, more = names): fc.Arbitrary<string> =>
    fc.constant(inner).chain((each) => expression(each, depth - 1, more));
  const join = (op: string, inner: Kind): fc.Arbitrary<string> =>
    fc.tuple(of(inner), of(inner)).map(([a, b]) => `(${a} ${op} ${b})`);
  const either = fc.tuple(of('bool'), of(kind), of(kind)).map(([test, a, b]) => `(${test} ? ${a} : ${b})`);
  const loop = (macro: string, list: 'ints' | 'texts', body: Kind): fc.Arbitrary<string> => {
    const item = `x${depth}`;
    const inner = list === 'ints' ? { ...names, int: [...names.int, item] } : { ...names, text: [...names.text, item] };
    return fc.tuple(of(list), of(body, inner)).map(([source, result]) => `${source}.${macro}(${item}, ${result})`);
  };
  switch (kind) {
    case 'int':
      return fc.oneof(
        leaf(kind, names),
        join('+', 'int'),
        join('-', 'int'),
        join('*', 'int'),
        of('int').map((a) => `(${a} % 7)`),
        of('int').map((a) => `(-(${a}))`),
        fc
          .constantFrom('ints' as const, 'text' as const)
          .chain((each) => of(each))
          .map((a) => `size(${a})`),
        either,
      );
    case 'text':
      return fc.oneof(
        leaf(kind, names),
        join('+', 'text'),
        of('int').map((a) => `string(${a})`),
        either,
      );
    case 'bool':
      return fc.oneof(
        leaf(kind, names),
        ...['==', '!=', '<', '<=', '>', '>='].map((op) => join(op, 'int')),
        ...['==', '!='].map((op) => join(op, 'text')),
        join('==', 'ints'),
        join('&&', 'bool'),
        join('||', 'bool'),
        of('bool').map((a) => `!(${a})`),
        fc.tuple(of('int'), of('ints')).map(([a, list]) => `(${a} in ${list})`),
        ...['contains', 'startsWith', 'endsWith'].map((name) =>
          fc.tuple(of('text'), of('text')).map(([a, b]) => `${a}.${name}(${b})`),
        ),
        ...['exists', 'all', 'exists_one'].map((macro) => loop(macro, 'ints', 'bool')),
        loop('exists', 'texts', 'bool'),
        either,
      );
    case 'ints':
      return fc.oneof(
        leaf(kind, names),
        loop('map', 'ints', 'int'),
        loop('filter', 'ints', 'bool'),
        loop('map', 'texts', 'int'),
        join('+', 'ints'),
        fc.array(of('int'), { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      );
    case 'texts':
      return fc.oneof(leaf(kind, names), loop('filter', 'texts', 'bool'), loop('map', 'ints', 'text'));
  }
}

function leaf(kind: Kind, names: Names): fc.Arbitrary<string> {
  switch (kind) {
    case 'int':
      return fc.oneof(literal.int, fc.constantFrom(...names.int));
    case 'text':
      return fc.oneof(literal.text, fc.constantFrom(...names.text));
    case 'bool':
      return fc.constantFrom('true', 'false', 'r.b', 'has(r.n)', 'has(r.nope)');
    case 'ints':
      return fc.constantFrom('r.l', '[1, 2]');
    case 'texts':
      return fc.constantFrom('r.t', '["a", "b"]');
  }
}

/** Its own checker takes lists of an unknown and a known kind for mixed ones. */
const celJs = new Environment({ homogeneousAggregateLiterals: false, unlistedVariablesAreDyn: true });

/** CEL's whole numbers are BigInts of their own type. */
const toCel = (value: unknown): unknown =>
  typeof value === 'number'
    ? BigInt(value)
    : Array.isArray(value)
      ? value.map(toCel)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toCel(member)]))
        : value;
const fromCel = (value: unknown): unknown =>
  typeof value === 'bigint'
    ? Number(value)
    : typeof value === 'object' && value !== null && Symbol.iterator in value
      ? [...(value as Iterable<unknown>)].map(fromCel)
      : value;

describe('formulas mean what they mean in CEL', () => {
  it.each<[string, (text: string, record: Record<string, unknown>) => unknown, Kind]>(
    (['int', 'text', 'bool', 'ints', 'texts'] as const).flatMap((kind) => [
      [
        `@bufbuild/cel, ${kind}`,
        (text: string, scope: Record<string, unknown>) => runBufbuild(text, scope as never),
        kind,
      ] as const,
      [
        `@marcbachmann/cel-js, ${kind}`,
        (text: string, scope: Record<string, unknown>) => celJs.evaluate(text, scope),
        kind,
      ] as const,
    ]) as never,
  )('%s', (_, evaluate, kind) => {
    fc.assert(
      fc.property(expression(kind, 3, { int: ['r.n'], text: ['r.s'] }), record, (text, r) => {
        const theirs = fromCel(evaluate(text, toCel({ r }) as Record<string, unknown>));
        const ours = runFormula(text, { scope: { r } as unknown as JsonObject });

        expect([text, parseJson(ours)]).toEqual([text, theirs]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('formulas differ from CEL on purpose', () => {
  const scope = { r: { a: 19.99, o: {} } } as unknown as JsonObject;

  it.each([
    ['numbers with a point are exact decimals', '19.99 * 100', '1999.00'],
    ['whole and decimal numbers mix', 'r.a + 1', '20.99'],
    ['0.1 + 0.2 is 0.3', '0.1 + 0.2 == 0.3', 'true'],
    ['a division must be rounded', '7 / 2', 'refused DIVISION_NEEDS_ROUND'],
    ['a missing field is nothing, not an error', 'r.o.nope.deeper', 'nothing'],
    ['a position outside of a list is nothing', '[1][5]', 'nothing'],
    ['a field may be called type', '{"type": 1}.type', '1'],
  ])('%s', (_, formula, gives) => {
    expect(runFormula(formula, { scope })).toBe(gives);
  });
});
