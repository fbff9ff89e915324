import fc from 'fast-check';
import { Decimal, parseJson, stringifyJson, type Json } from '@penstock/kernel';
import { stepCatalogue } from './catalogue';
import { compileMapping } from './compile';
import { comparison, mappingDocument, type Condition, type MappingDocument } from './document';

const path = fc.constantFrom(
  'a',
  'b',
  'a.b',
  'a[0]',
  'b.c[1].d',
  'list',
  'list[0].x',
  'i',
  'i.x',
  'index',
  'a.constructor',
  'a..b',
  '__proto__',
);
const target = fc.constantFrom('t', 'u', 't.v', 'w[0]', 'w[2].x', 'p.q.r', '.', 't..', '__proto__', 'constructor');

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(
      null,
      true,
      false,
      '',
      'x',
      '19.99',
      '2026-03-09',
      '03/09/2026',
      'USD',
      0,
      -1,
      1.5,
      Decimal.from('10.00'),
    ),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'x', '__proto__', 'constructor', 'toString'), tie('value'), {
      maxKeys: 3,
    }),
  ),
})).value;

const constant = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>;

const condition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.record({ left: path, op: fc.constantFrom(...comparison.options), value: constant }),
    fc.record({ left: path, op: fc.constantFrom(...comparison.options), right: path }),
    fc.array(tie('node'), { maxLength: 2 }).map((all) => ({ all })),
    fc.array(tie('node'), { maxLength: 2 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node;

const exampleCalls = stepCatalogue.flatMap((step) =>
  step.examples.map(({ args }) => ({ op: step.op, args: { ...args } })),
);
const call = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...exampleCalls) },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constantFrom(...stepCatalogue.map(({ op }) => op), 'nope'),
      args: fc.dictionary(fc.string(), constant, { maxKeys: 2 }),
    }),
  },
);

const base = {
  id: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
  target,
  when: fc.option(condition, { nil: undefined }),
  default: fc.option(constant, { nil: undefined }),
  onError: fc.constantFrom('fail', 'default', 'omit', 'null'),
};

const rule = fc.letrec<{ rule: unknown }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    fc.record({ ...base, kind: fc.constant('const'), value: constant }),
    fc.record({ ...base, kind: fc.constant('copy'), from: fc.record({ path }) }),
    fc.record({
      ...base,
      kind: fc.constant('pipe'),
      from: fc.uniqueArray(fc.record({ path, as: fc.constantFrom('first', 'id', 'fee', 'currency') }), {
        maxLength: 3,
        selector: ({ as }) => as,
      }),
      steps: fc.array(call, { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('each'),
      id: base.id,
      target,
      from: fc.record({ path }),
      as: fc.constantFrom('i', 'j', 'constructor'),
      filter: fc.option(condition, { nil: undefined }),
      rules: fc.array(tie('rule'), { maxLength: 3 }),
    }),
  ),
})).rule;

const tables = fc.constant({
  status: { rows: [['Approved', 'Paid']], unmatched: 'pass' },
  rates: { rows: [['USD', '151.237']] },
});

const documents = fc
  .record({ v: fc.constant(1), rules: fc.array(rule, { maxLength: 4 }), tables })
  .map((draft) => JSON.parse(JSON.stringify(draft)) as MappingDocument);

const scopes = fc.record({ a: json, b: json, list: fc.array(json, { maxLength: 3 }) });

describe('running any mapping on any record', () => {
  it('never throws and always gives JSON or errors', () => {
    fc.assert(
      fc.property(documents, scopes, (document, scope) => {
        const compiled = compileMapping(document);
        if (!compiled.ok) return compiled.error.every(({ code, message }) => code !== '' && message !== '');

        const ran = compiled.value.run(scope, { now: 1_767_225_600_000 });
        if (!ran.ok)
          return ran.error.every(({ ruleId, code }) => ruleId !== '' && code !== '' && code !== 'RULE_BROKE');
        parseJson(stringifyJson(ran.value));
        return true;
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the same output for the same record', () => {
    fc.assert(
      fc.property(documents, scopes, (document, scope) => {
        const compiled = compileMapping(document);
        if (!compiled.ok) return;

        const [first, second] = [compiled.value.run(scope, { now: 0 }), compiled.value.run(scope, { now: 0 })];

        expect(JSON.stringify(first)).toBe(JSON.stringify(second));
      }),
    );
  });

  it('leaves no trace on the prototypes', () => {
    fc.assert(
      fc.property(documents, scopes, (document, scope) => {
        const compiled = compileMapping(document);

        if (compiled.ok) compiled.value.run(scope, { now: 0 });

        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });

  it('saves and loads a document unchanged', () => {
    fc.assert(
      fc.property(documents, (draft) => {
        const parsed = mappingDocument.safeParse(draft);
        if (!parsed.success) return;

        const loaded = mappingDocument.parse(parseJson(stringifyJson(parsed.data as unknown as Json)));

        expect(loaded).toEqual(JSON.parse(JSON.stringify(parsed.data)));
      }),
    );
  });
});
