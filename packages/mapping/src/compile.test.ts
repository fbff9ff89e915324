import { Decimal, parseJson, stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { compileMapping } from './compile';
import { mappingDocument, type MappingDocument } from './document';

type Draft = Readonly<Record<string, unknown>>;

const mapping = (rules: readonly Draft[], tables: Draft = {}): MappingDocument =>
  mappingDocument.parse({ v: 1, tables, rules: rules.map((rule, index) => ({ id: `r${index + 1}`, ...rule })) });

const problems = (rules: readonly Draft[], tables: Draft = {}) => {
  const compiled = compileMapping(mapping(rules, tables));
  return compiled.ok ? [] : compiled.error;
};

function run(rules: readonly Draft[], scope: Record<string, Json>, tables: Draft = {}) {
  const compiled = compileMapping(mapping(rules, tables));
  if (!compiled.ok) return { problems: compiled.error };
  return compiled.value.run(scope, { now: Date.UTC(2026, 8, 12, 10) });
}

const output = (rules: readonly Draft[], scope: Record<string, Json>, tables: Draft = {}): string => {
  const ran = run(rules, scope, tables);
  return 'ok' in ran && ran.ok ? stringifyJson(ran.value) : JSON.stringify(ran);
};

const copy = (target: string, path: string, rest: Draft = {}): Draft => ({
  kind: 'copy',
  target,
  from: { path },
  ...rest,
});
const pipe = (target: string, path: string, ...steps: Draft[]): Draft => ({
  kind: 'pipe',
  target,
  from: [{ path }],
  steps,
});

describe('copy and const rules', () => {
  it('builds nested objects in the order of the rules', () => {
    const rules = [
      copy('z', 'order.id'),
      copy('billing_address.name', 'order.name'),
      { kind: 'const', target: 'a', value: true },
      copy('billing_address.city', 'order.city'),
    ];

    expect(output(rules, { order: { id: 7, name: 'Ann', city: 'Reno' } })).toBe(
      '{"z":7,"billing_address":{"name":"Ann","city":"Reno"},"a":true}',
    );
  });

  it('fills list positions and closes the gaps with null', () => {
    const rules = [copy('refs[1].value', 'id'), { kind: 'const', target: 'refs[1].type', value: 'PT' }];

    expect(output(rules, { id: 'x' })).toBe('{"refs":[null,{"value":"x","type":"PT"}]}');
  });

  it('leaves out what is missing, with its empty shell', () => {
    expect(output([copy('a.b', 'nowhere'), copy('c', 'here')], { here: 1 })).toBe('{"c":1}');
  });

  it('copies null and empty texts as they are', () => {
    expect(output([copy('a', 'x'), copy('b', 'y')], { x: null, y: '' })).toBe('{"a":null,"b":""}');
  });

  it.each<[string, Json]>([
    ['null', null],
    ['an empty text', ''],
    ['an empty list', []],
  ])('puts the default in place of %s', (_, value) => {
    expect(output([copy('a', 'x', { default: 'none' })], { x: value })).toBe('{"a":"none"}');
  });

  it('keeps zero and false from the default', () => {
    expect(output([copy('a', 'x', { default: 9 }), copy('b', 'y', { default: true })], { x: 0, y: false })).toBe(
      '{"a":0,"b":false}',
    );
  });

  it('carries exact numbers through untouched', () => {
    expect(output([copy('total', 'e.total')], { e: parseJson('{"total":12345678901234567890.10}') })).toBe(
      '{"total":12345678901234567890.10}',
    );
  });

  it('does not change the source it copies from', () => {
    const source = { order: { lines: [{ sku: 'A' }] } };

    run([copy('order', 'order'), copy('extra', 'order.lines')], source);

    expect(source).toEqual({ order: { lines: [{ sku: 'A' }] } });
  });
});

describe('conditions on rules', () => {
  const whenUs = { when: { left: 'country', op: 'equals', value: 'US' } };

  it('makes the value only when the condition holds', () => {
    expect(output([copy('zip', 'zip', whenUs)], { country: 'US', zip: '1' })).toBe('{"zip":"1"}');
    expect(output([copy('zip', 'zip', whenUs)], { country: 'DE', zip: '1' })).toBe('{}');
  });

  it('takes otherwise when the condition does not hold', () => {
    expect(output([copy('zip', 'zip', { ...whenUs, otherwise: 'n/a' })], { country: 'DE', zip: '1' })).toBe(
      '{"zip":"n/a"}',
    );
  });
});

describe('pipes', () => {
  it('multiplies money exactly', () => {
    expect(
      output([pipe('cents', 'amount', { op: 'toDecimal' }, { op: 'multiply', args: { value: 100 } })], {
        amount: '19.99',
      }),
    ).toBe('{"cents":1999.00}');
  });

  it('never takes the way through floating point', () => {
    const rules = [{ kind: 'pipe', target: 'sum', from: [{ path: 'a' }, { path: 'b' }], steps: [{ op: 'plus' }] }];

    expect(output(rules, { a: 0.1, b: 0.2 })).toBe('{"sum":0.3}');
    expect(output(rules, { a: Decimal.from('9007199254740993.01'), b: 1 })).toBe('{"sum":9007199254740994.01}');
  });

  it('maps a status through a value table', () => {
    const tables = {
      status: {
        rows: [
          ['Approved', 'Paid'],
          ['Declined', 'Payment Failed'],
        ],
      },
    };

    expect(
      output([pipe('status', 's', { op: 'valueTable', args: { table: 'status' } })], { s: 'Declined' }, tables),
    ).toBe('{"status":"Payment Failed"}');
  });

  it('chooses a GL account by a decision table over the record', () => {
    const steps = [
      {
        op: 'decisionTable',
        args: {
          rows: [
            {
              when: {
                all: [
                  { left: 'card.brand', op: 'equals', value: 'Amex' },
                  { left: 'card.total', op: 'at-least', value: 1000 },
                ],
              },
              value: '1015-09',
            },
            { when: { left: 'card.brand', op: 'equals', value: 'Amex' }, value: '1015-02' },
          ],
          otherwise: '1015-01',
        },
      },
    ];
    const rules = [{ kind: 'pipe', target: 'gl_account', from: [], steps }];

    expect(output(rules, { card: { brand: 'Amex', total: Decimal.from('1000.00') } })).toBe('{"gl_account":"1015-09"}');
    expect(output(rules, { card: { brand: 'Amex', total: 5 } })).toBe('{"gl_account":"1015-02"}');
    expect(output(rules, { card: { brand: 'Visa', total: 5 } })).toBe('{"gl_account":"1015-01"}');
  });

  it('puts names together and leaves no blank for a missing one', () => {
    const rules = [
      { kind: 'pipe', target: 'name', from: [{ path: 'first' }, { path: 'last' }], steps: [{ op: 'concat' }] },
    ];

    expect(output(rules, { first: 'Ann', last: 'Lee' })).toBe('{"name":"Ann Lee"}');
    expect(output(rules, { first: 'Ann' })).toBe('{"name":"Ann"}');
    expect(output(rules, {})).toBe('{}');
  });

  it('passes a missing value through the steps to the default', () => {
    const rule = { ...pipe('total', 'nowhere', { op: 'toDecimal' }, { op: 'round' }), default: 0 };

    expect(output([rule], {})).toBe('{"total":0}');
  });

  it('treats an empty text as missing where a number is wanted', () => {
    expect(output([pipe('total', 'x', { op: 'toDecimal' })], { x: '' })).toBe('{}');
  });

  it('freezes the clock for the whole run', () => {
    expect(output([pipe('a', 'x', { op: 'now' })], { x: 1 })).toBe('{"a":"2026-09-12T10:00:00Z"}');
  });
});

describe('each rules', () => {
  const lines = [
    { sku: 'A', qty: 2, price: '1.50' },
    { sku: 'B', qty: 0, price: '9.99' },
    { sku: 'C', qty: 1, price: 'free' },
  ];
  const each = (rules: readonly Draft[], rest: Draft = {}): Draft => ({
    kind: 'each',
    target: 'items',
    from: { path: 'order.lines' },
    as: 'line',
    rules: rules.map((rule, index) => ({ id: `i${index + 1}`, ...rule })),
    ...rest,
  });

  it('makes one item per source item and still sees the whole record', () => {
    const rules = [
      each([
        copy('id', 'line.sku'),
        copy('order', 'order.no'),
        pipe('no', 'index', { op: 'plus', args: { value: 1 } }),
      ]),
    ];

    expect(output(rules, { order: { no: 7, lines: [{ sku: 'A' }, { sku: 'B' }] } })).toBe(
      '{"items":[{"id":"A","order":7,"no":1},{"id":"B","order":7,"no":2}]}',
    );
  });

  it('keeps only the items that pass the filter', () => {
    const rules = [each([copy('id', 'line.sku')], { filter: { left: 'line.qty', op: 'greater-than', value: 0 } })];

    expect(output(rules, { order: { lines } })).toBe('{"items":[{"id":"A"},{"id":"C"}]}');
  });

  it('makes a list of plain values with the target "."', () => {
    expect(output([each([copy('.', 'line.sku')])], { order: { lines } })).toBe('{"items":["A","B","C"]}');
  });

  it('leaves the target out when the list is missing', () => {
    expect(output([each([copy('id', 'line.sku')])], { order: {} })).toBe('{}');
    expect(output([each([copy('id', 'line.sku')])], { order: { lines: [] } })).toBe('{"items":[]}');
  });

  it('names the item in an error', () => {
    expect(run([each([pipe('price', 'line.price', { op: 'toDecimal' })])], { order: { lines } })).toMatchObject({
      ok: false,
      error: [{ ruleId: 'i1', code: 'WRONG_KIND', path: 'items[2].price' }],
    });
  });

  it('refuses a single object in place of a list', () => {
    expect(run([each([copy('id', 'line.sku')])], { order: { lines: { sku: 'A' } } })).toMatchObject({
      ok: false,
      error: [{ ruleId: 'r1', code: 'WRONG_KIND', path: 'items' }],
    });
  });

  it('goes through lists inside lists', () => {
    const inner = {
      kind: 'each',
      target: 'lots',
      from: { path: 'line.lots' },
      as: 'lot',
      rules: [
        { id: 'x', ...copy('no', 'lot.n') },
        { id: 'y', ...copy('sku', 'line.sku') },
      ],
    };

    expect(output([each([inner])], { order: { lines: [{ sku: 'A', lots: [{ n: 1 }, { n: 2 }] }] } })).toBe(
      '{"items":[{"lots":[{"no":1,"sku":"A"},{"no":2,"sku":"A"}]}]}',
    );
  });
});

describe('errors as data', () => {
  const bad = (rest: Draft = {}) => ({ ...pipe('amount', 'x', { op: 'toDecimal' }), ...rest });

  it('tells rule, code, path and hint, and shows only the shape of the value', () => {
    expect(run([bad()], { x: 'Secret-12' })).toEqual({
      ok: false,
      error: [
        {
          ruleId: 'r1',
          code: 'WRONG_KIND',
          path: 'amount',
          message: 'This needs a number and got Aaaaaa-99.',
          hint: 'Check the separators in the settings of the step, or fix the source.',
        },
      ],
    });
  });

  it('reports every broken rule, not only the first', () => {
    const ran = run([bad(), { ...bad(), target: 'other' }], { x: 'x' });

    expect(ran).toMatchObject({ ok: false, error: [{ path: 'amount' }, { path: 'other' }] });
  });

  it.each<[string, Draft, string]>([
    ['default', { onError: 'default', default: 0 }, '{"amount":0}'],
    ['null', { onError: 'null' }, '{"amount":null}'],
    ['omit', { onError: 'omit' }, '{}'],
  ])('reacts with %s when told so', (_, rest, expected) => {
    expect(output([bad(rest)], { x: 'x' })).toBe(expected);
  });

  it('refuses a text where a number is calculated with', () => {
    expect(run([pipe('a', 'x', { op: 'multiply', args: { value: 2 } })], { x: '5' })).toMatchObject({
      ok: false,
      error: [{ code: 'WRONG_KIND', hint: 'Add the step toDecimal before this one.' }],
    });
  });

  it.each(['02/30/2026', '13/01/2026', '2/3/2026', '02/03/26', '2026-02-03', '02/03/2026 '.repeat(20)])(
    'refuses %p as MM/DD/YYYY',
    (text) => {
      const ran = run([pipe('d', 'x', { op: 'reformatDate', args: { from: 'MM/DD/YYYY' } })], { x: text });

      expect(ran).toMatchObject({ ok: false, error: [{ code: 'WRONG_KIND' }] });
    },
  );

  it('stops after a hundred errors', () => {
    const rule = {
      kind: 'each',
      target: 'a',
      from: { path: 'x' },
      as: 'i',
      rules: [{ id: 'n', ...pipe('n', 'i', { op: 'toDecimal' }) }],
    };

    const ran = run([rule], { x: Array.from({ length: 500 }, () => 'no number') });

    expect('ok' in ran && !ran.ok && ran.error.length).toBe(101);
    expect(ran).toMatchObject({
      error: expect.arrayContaining([expect.objectContaining({ code: 'TOO_MANY_ERRORS' })]),
    });
  });
});

describe('budgets', () => {
  const each = {
    kind: 'each',
    target: 'a',
    from: { path: 'x' },
    as: 'i',
    rules: [{ id: 'n', kind: 'copy', target: 'n', from: { path: 'big' } }],
  };

  it('refuses more than ten thousand items', () => {
    expect(run([each], { x: new Array<null>(10_001).fill(null), big: 1 })).toMatchObject({
      ok: false,
      error: [{ code: 'TOO_MANY_ITEMS' }],
    });
    expect(run([each], { x: new Array<null>(10_000).fill(null), big: 1 })).toMatchObject({ ok: true });
  });

  it('refuses an output that grows without bounds', () => {
    expect(run([each], { x: new Array<null>(10_000).fill(null), big: 'x'.repeat(1000) })).toMatchObject({
      ok: false,
      error: [{ code: 'OUTPUT_TOO_LARGE' }],
    });
  });

  it('does not let onError hide a passed budget', () => {
    const hungry = copy('a', 'big', { onError: 'omit' });

    expect(run([hungry], { big: 'x'.repeat(5_000_000) })).toMatchObject({
      ok: false,
      error: [{ code: 'OUTPUT_TOO_LARGE' }],
    });
  });

  it('refuses to blow up a text by replacing', () => {
    const rule = pipe('a', 'x', { op: 'replace', args: { search: 'a', replacement: 'b'.repeat(1000) } });

    expect(run([rule], { x: 'a'.repeat(50_000) })).toMatchObject({ ok: false, error: [{ code: 'TEXT_TOO_LONG' }] });
  });

  it('survives multiplying until the digits run out', () => {
    const squares = Array.from({ length: 12 }, () => ({ op: 'multiply', args: { source: 'a' } }));
    const huge = Decimal.from('9'.repeat(900));

    expect(run([pipe('a', 'x', ...squares)], { x: huge })).toMatchObject({
      ok: false,
      error: [{ code: 'OUT_OF_RANGE' }],
    });
  });
});

describe('compileMapping refuses', () => {
  it.each<[string, string, readonly Draft[]]>([
    ['an unknown step', 'UNKNOWN_STEP', [pipe('a', 'x', { op: 'eval' })]],
    ['a step named like a method', 'UNKNOWN_STEP', [pipe('a', 'x', { op: 'constructor' })]],
    ['bad arguments', 'BAD_ARGUMENT', [pipe('a', 'x', { op: 'left', args: { length: 'ten' } })]],
    ['an unknown value table', 'UNKNOWN_TABLE', [pipe('a', 'x', { op: 'valueTable', args: { table: 'toString' } })]],
    ['an unknown source name', 'UNKNOWN_NAME', [pipe('a', 'x', { op: 'template', args: { text: '{nobody}' } })]],
    ['an open brace', 'BAD_ARGUMENT', [pipe('a', 'x', { op: 'template', args: { text: '{a' } })]],
    ['a broken source path', 'BAD_PATH', [copy('a', 'x..y')]],
    ['a broken target', 'BAD_TARGET', [copy('a..b', 'x')]],
    ['a target on the prototype', 'BAD_TARGET', [copy('a.__proto__.b', 'x')]],
    ['a list as the whole output', 'BAD_TARGET', [copy('[0].a', 'x')]],
    ['two rules on one target', 'TARGET_TWICE', [copy('a.b', 'x'), copy('a.b', 'y')]],
    ['a part of what is copied whole', 'TARGET_OVERLAPS', [copy('a', 'x'), copy('a.b', 'y')]],
    ['a whole of which parts are mapped', 'TARGET_OVERLAPS', [copy('a.b', 'x'), copy('a', 'y')]],
    ['a list that is also an object', 'TARGET_OVERLAPS', [copy('a[0]', 'x'), copy('a.b', 'y')]],
    ['a default that is not there', 'NO_DEFAULT', [copy('a', 'x', { onError: 'default' })]],
    ['an unknown time zone', 'BAD_ARGUMENT', [pipe('a', 'x', { op: 'now', args: { zone: 'Mars/Base' } })]],
    ['a date format without a day', 'BAD_ARGUMENT', [pipe('a', 'x', { op: 'parseDate', args: { format: 'MM/YYYY' } })]],
    [
      'a rate that is not a number',
      'BAD_ARGUMENT',
      [pipe('a', 'x', { op: 'convertCurrency', args: { from: 'EUR', to: 'USD', rates: { EUR: 0 } } })],
    ],
    ['a whole item outside a list', 'BAD_TARGET', [copy('.', 'x')]],
    [
      'an item name that hides the index',
      'BAD_NAME',
      [{ kind: 'each', target: 'a', from: { path: 'x' }, as: 'index', rules: [] }],
    ],
    [
      'two sources of one name',
      'BAD_NAME',
      [
        {
          kind: 'pipe',
          target: 'a',
          from: [
            { path: 'x', as: 'n' },
            { path: 'y', as: 'n' },
          ],
          steps: [],
        },
      ],
    ],
  ])('%s', (_, code, rules) => {
    expect(problems(rules).map((problem) => problem.code)).toEqual([code]);
  });

  it('names rule, target and fix in a problem', () => {
    expect(problems([pipe('a', 'x', { op: 'eval' })])).toEqual([
      {
        ruleId: 'r1',
        code: 'UNKNOWN_STEP',
        severity: 'error',
        path: 'a',
        message: 'Step 1 uses "eval", which does not exist.',
        fix: 'Choose a step of the catalogue.',
      },
    ]);
  });

  it('a document that does not fit the schema', () => {
    const compiled = compileMapping({ v: 2, rules: [] } as unknown as MappingDocument);

    expect(compiled).toMatchObject({ ok: false, error: [{ code: 'BAD_DOCUMENT' }] });
  });

  it('a document nested beyond reason', () => {
    let condition: JsonObject = { left: 'x', op: 'is-present' };
    for (let depth = 0; depth < 5_000; depth += 1) condition = { not: condition };
    const document = { v: 1, rules: [copy('a', 'x', { id: 'r', when: condition })] } as unknown as MappingDocument;

    expect(compileMapping(document)).toMatchObject({ ok: false, error: [{ code: 'BAD_DOCUMENT' }] });
  });
});
