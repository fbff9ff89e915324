import fc from 'fast-check';
import { schemaFields } from '../schema-fields';

/** A path of a source: as a formula writes it, with its type. */
interface PathOf {
  readonly text: string;
  readonly type: string;
}

const pathsIn = (schema: Record<string, unknown>): readonly PathOf[] =>
  schemaFields(schema)
    .filter(({ path }) => !path.includes('[]'))
    .map(({ path, type }) => ({ text: `r.${path}`, type }));
const itemFieldsIn = (schema: Record<string, unknown>): readonly { readonly list: string; readonly item: string }[] =>
  schemaFields(schema).flatMap(({ path }) => {
    const [list, rest] = path.split('[]');
    return rest === undefined ? [] : [{ list: `r.${list}`, item: `x${rest}` }];
  });

/**
 * Formulas over the fields of a schema, most of them of the kind their operators want and some not: the checker has to
 * tell which are right.
 */
export function formulaOver(schema: Record<string, unknown>): fc.Arbitrary<string> {
  const paths = pathsIn(schema);
  const path = fc.constantFrom(...paths.map(({ text }) => text));
  const items = itemFieldsIn(schema);
  const ofType = (...types: string[]) => {
    const fitting = paths.filter(({ type }) => types.includes(type)).map(({ text }) => text);
    return fitting.length === 0
      ? path
      : fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: path });
  };
  const lazily = (make: (depth: number) => fc.Arbitrary<string>, depth: number) => fc.constant(depth).chain(make);
  const two = (make: (depth: number) => fc.Arbitrary<string>, depth: number) =>
    fc.tuple(lazily(make, depth - 1), lazily(make, depth - 1));

  const number = (depth: number): fc.Arbitrary<string> => {
    const leaf = fc.oneof(ofType('number', 'integer'), fc.constantFrom('2', '0.5', '10'));
    if (depth <= 0) return leaf;
    return fc.oneof(
      leaf,
      fc.tuple(two(number, depth), fc.constantFrom('+', '-', '*')).map(([[a, b], op]) => `(${a} ${op} ${b})`),
      lazily(number, depth - 1).map((a) => `ROUND(${a} / 3, 2)`),
      lazily(number, depth - 1).map((a) => `ROUND(${a}, 2)`),
      lazily(number, depth - 1).map((a) => `COALESCE(${a}, 0)`),
      lazily(number, depth - 1).map((a) => `FLOOR(${a})`),
      lazily(text, depth - 1).map((a) => `LEN(${a})`),
      ofType('array').map((a) => `SIZE(${a})`),
      choice(number, depth),
    );
  };
  const text = (depth: number): fc.Arbitrary<string> => {
    const leaf = fc.oneof(ofType('string'), fc.constantFrom('"x"', '"open"', '""'));
    if (depth <= 0) return leaf;
    return fc.oneof(
      leaf,
      two(text, depth).map(([a, b]) => `(${a} + ${b})`),
      fc.tuple(lazily(text, depth - 1), fc.integer({ min: 0, max: 12 })).map(([a, length]) => `LEFT(${a}, ${length})`),
      lazily(text, depth - 1).map((a) => `UPPER(${a})`),
      lazily(text, depth - 1).map((a) => `COALESCE(${a}, "none")`),
      lazily(number, depth - 1).map((a) => `TEXT(${a})`),
      fc.tuple(path, path).map(([a, b]) => `CONCAT(${a}, ${b})`),
      ofType('string').map((a) => `FORMATDATE(${a}, "MM/DD/YYYY")`),
      choice(text, depth),
    );
  };
  const bool = (depth: number): fc.Arbitrary<string> => {
    const leaf = fc.oneof(
      ofType('boolean'),
      path.map((a) => `has(${a})`),
      path.map((a) => `${a} != null`),
      ofType('string').map((a) => `${a} == "open"`),
    );
    if (depth <= 0) return leaf;
    return fc.oneof(
      leaf,
      two(number, depth).map(([a, b]) => `${a} < ${b}`),
      two(text, depth).map(([a, b]) => `${a} == ${b}`),
      two(bool, depth).map(([a, b]) => `(${a} && ${b})`),
      two(bool, depth).map(([a, b]) => `(${a} || ${b})`),
      lazily(bool, depth - 1).map((a) => `!(${a})`),
    );
  };
  const choice = (make: (depth: number) => fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> =>
    fc.oneof(
      fc.tuple(lazily(bool, depth - 1), two(make, depth)).map(([test, [a, b]]) => `(${test} ? ${a} : ${b})`),
      fc.tuple(path, lazily(make, depth - 1)).map(([a, b]) => `(has(${a}) ? ${a} : ${b})`),
    );
  const loop =
    items.length === 0
      ? path
      : fc
          .constantFrom(...items)
          .chain(({ list, item }) =>
            fc.constantFrom(
              `SUM(${list}.map(x, ${item}))`,
              `JOIN(${list}.map(x, TOTEXT(${item})))`,
              `${list}.map(x, ${item})`,
              `${list}.filter(x, has(${item})).map(x, ${item})`,
              `FIRST(${list}.map(x, ${item}))`,
              `COALESCE(${list}, []).map(x, COALESCE(${item}, "none"))`,
            ),
          );
  return fc.oneof({ weight: 3, arbitrary: number(2) }, { weight: 3, arbitrary: text(2) }, bool(1), path, {
    weight: 2,
    arbitrary: loop,
  });
}
