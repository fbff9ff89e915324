import { applyEdit } from './document-edit';
import { checkMapping, type CheckOptions } from './check';
import { compileMapping } from './compile';
import { mappingDocument, type MappingDocument } from './document';
import type { JsonSchema } from './json-schema';

type Draft = Readonly<Record<string, unknown>>;

const trigger: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    amount: { type: 'number', multipleOf: 0.0001 },
    name: { type: 'string', maxLength: 80 },
    note: { type: 'string' },
    status: { enum: ['open', 'paid', 'void'] },
    paid_at: { type: 'string', format: 'date-time' },
    tags: { type: 'array', items: { type: 'string' } },
    card: {
      type: 'object',
      properties: { number: { type: 'string', 'x-card-data': 'pan' }, brand: { type: 'string' } },
      required: ['number', 'brand'],
    },
    ship: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { sku: { type: 'string' }, qty: { type: 'integer' } },
        required: ['sku', 'qty'],
        additionalProperties: false,
      },
    },
  },
  required: ['id', 'amount', 'name', 'status', 'paid_at', 'tags', 'card', 'lines'],
  additionalProperties: false,
};
const target: JsonSchema = {
  type: 'object',
  properties: {
    total: { type: 'number', multipleOf: 0.01 },
    text: { type: 'string' },
    short: { type: 'string', maxLength: 60 },
    day: { type: 'string', format: 'date' },
    count: { type: 'integer' },
    state: { enum: ['Open', 'Paid'] },
    vaulted: { type: 'string', 'x-card-data': 'pan' },
    address: {
      type: 'object',
      properties: { city: { type: 'string' }, zip: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { item: { type: 'string' }, qty: { type: 'integer' } },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
};

const documentOf = (rules: readonly Draft[], rest: Draft = {}): MappingDocument =>
  mappingDocument.parse({ v: 1, ...rest, rules: rules.map((rule, at) => ({ id: `r${at + 1}`, ...rule })) });
const check = (rules: readonly Draft[], { rest = {}, ...options }: CheckOptions & { rest?: Draft } = {}): string[] =>
  checkMapping(documentOf(rules, rest), { sources: { trigger }, target, ...options }).map(
    ({ code, severity, path }) => `${severity} ${code} ${path ?? ''}`,
  );

const formula = (to: string, text: string, more: Draft = {}): Draft => ({
  kind: 'formula',
  target: to,
  formula: text,
  ...more,
});
const copy = (to: string, path: string, more: Draft = {}): Draft => ({
  kind: 'copy',
  target: to,
  from: { path },
  ...more,
});

describe('formulas are checked with the types of their document', () => {
  it.each<[string, Draft]>([
    ['a sum rounded for its target', formula('total', 'ROUND(trigger.amount * 1.0825, 2)')],
    ['a field asked for first', formula('text', 'has(trigger.note) ? UPPER(trigger.note) : ""')],
    [
      'a field its own condition asks for',
      formula('text', 'UPPER(trigger.note)', { when: { left: 'trigger.note', op: 'is-present' } }),
    ],
    [
      'a field a formula condition asks for',
      formula('text', 'UPPER(trigger.note)', { when: { formula: 'has(trigger.note)' } }),
    ],
    [
      'sources under their names',
      formula('text', 'CONCAT(a, who)', { from: [{ path: 'trigger.id' }, { path: 'trigger.name', as: 'who' }] }),
    ],
    ['a missing value with a calculated default', formula('text', 'trigger.note', { defaultFormula: '"none"' })],
    [
      'a choice for every value',
      formula('state', 'SWITCH(trigger.status, "open", "Open", "paid", "Paid", "void", "Open")'),
    ],
    [
      'items put in order',
      {
        kind: 'each',
        target: 'lines',
        from: { path: 'trigger.lines' },
        as: 'line',
        orderBy: [{ by: 'line.sku' }],
        limit: 5,
        rules: [{ id: 'i', ...formula('qty', 'line.qty * 2') }],
      },
    ],
    [
      'items in groups',
      {
        kind: 'each',
        target: 'lines',
        from: { path: 'trigger.lines' },
        as: 'g',
        groupBy: 'g.sku',
        rules: [{ id: 'i', ...formula('qty', 'SUM(g.items.map(x, x.qty))') }],
      },
    ],
    [
      'an object with its source',
      {
        kind: 'object',
        target: 'address',
        from: { path: 'trigger.ship' },
        as: 'ship',
        rules: [{ id: 'i', ...formula('city', 'UPPER(ship.city)') }],
      },
    ],
    ['card data where it belongs', copy('vaulted', 'trigger.card.number')],
    ['the last digits of a card', formula('text', 'RIGHT(trigger.card.number, 4)')],
    [
      'a masked card',
      { kind: 'pipe', target: 'text', from: [{ path: 'trigger.card.number' }], steps: [{ op: 'mask' }] },
    ],
  ])('%s is right', (_, rule) => {
    expect(check([rule])).toEqual([]);
  });

  it.each<[string, string, Draft]>([
    ['an unknown field', 'error UNKNOWN_FIELD text', formula('text', 'trigger.nmae')],
    ['a division nobody rounds', 'error DIVISION_NEEDS_ROUND total', formula('total', 'trigger.amount / 3')],
    ['a text in a number', 'error TARGET_KIND total', formula('total', 'trigger.name')],
    ['too many digits', 'warning LOSSY total', formula('total', 'trigger.amount')],
    ['too many characters', 'warning LOSSY short', copy('short', 'trigger.name')],
    ['a time where a day is wanted', 'warning LOSSY day', copy('day', 'trigger.paid_at')],
    [
      'a value the target does not list',
      'warning LOSSY state',
      formula('state', 'trigger.status == "open" ? "Open" : "Gone"'),
    ],
    ['a missing value in a calculation', 'error MAY_BE_MISSING text', formula('text', 'UPPER(trigger.note)')],
    [
      'a branch that is never taken',
      'warning UNREACHABLE count',
      formula(
        'count',
        'trigger.status == "open" ? 1 : trigger.status == "paid" ? 2 : trigger.status == "void" ? 3 : 4',
      ),
    ],
    [
      'a rule that never applies',
      'warning RULE_NEVER_APPLIES text',
      copy('text', 'trigger.name', { when: { left: 'trigger.status', op: 'equals', value: 'gone' } }),
    ],
    [
      'a condition that is no question',
      'error NOT_A_CONDITION text',
      copy('text', 'trigger.name', { when: { formula: 'trigger.id' } }),
    ],
    [
      'a formula in a part of a condition',
      'error UNKNOWN_FIELD text',
      copy('text', 'trigger.name', { when: { any: [{ formula: 'trigger.nope == 1' }] } }),
    ],
    [
      'a required part of an object',
      'error REQUIRED_TARGET address.city',
      { kind: 'object', target: 'address', rules: [{ id: 'i', ...copy('zip', 'trigger.name') }] },
    ],
    [
      'an unknown part of an object',
      'error UNKNOWN_TARGET town',
      {
        kind: 'object',
        target: 'address',
        rules: [
          { id: 'i', ...copy('town', 'trigger.name') },
          { id: 'k', ...copy('city', 'trigger.name') },
        ],
      },
    ],
    [
      'an item that cannot be added',
      'error WRONG_KINDS qty',
      {
        kind: 'each',
        target: 'lines',
        from: { path: 'trigger.lines' },
        as: 'line',
        rules: [{ id: 'i', ...formula('qty', 'line.sku - 1') }],
      },
    ],
    [
      'an order over nothing',
      'error UNKNOWN_FIELD lines',
      {
        kind: 'each',
        target: 'lines',
        from: { path: 'trigger.lines' },
        as: 'line',
        orderBy: [{ by: 'line.nope' }],
        rules: [],
      },
    ],
    ['card data in a plain field', 'error CARD_DATA text', copy('text', 'trigger.card.number')],
    ['card data in a formula', 'error CARD_DATA text', formula('text', 'CONCAT("card ", trigger.card.number)')],
    ['card data inside of a list', 'error CARD_DATA text', formula('text', 'JOIN([trigger.card.number])')],
    [
      'an unknown part of the document',
      'error UNKNOWN_PART address',
      { kind: 'object', target: 'address', rules: [], use: 'nowhere' },
    ],
    [
      'a required field that may stay empty',
      'warning REQUIRED_MAY_BE_MISSING city',
      { kind: 'object', target: 'address', rules: [{ id: 'i', ...formula('city', 'trigger.note') }] },
    ],
  ])('%s is told', (_, problem, rule) => {
    expect(check([rule])).toContain(problem);
  });

  it('what was only seen in samples makes warnings', () => {
    const seen = {
      type: 'object',
      'x-observed': true,
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };

    expect(check([formula('total', 'seen.a * 2'), formula('text', 'seen.b')], { sources: { seen } })).toEqual([
      'warning WRONG_KINDS total',
      'warning UNKNOWN_FIELD text',
    ]);
  });

  it('a thorough check tells what the schemas leave open', () => {
    const rules = [copy('short', 'trigger.note'), copy('count', 'trigger.amount')];

    expect(check(rules)).toEqual(['warning LOSSY count']);
    expect(check(rules, { thorough: true })).toEqual([
      'warning LOSSY short',
      'warning MAY_BE_NULL short',
      'warning LOSSY count',
    ]);
  });
});

describe('value tables and decision tables', () => {
  const table = (rest: Draft) => ({
    tables: {
      states: {
        rows: [
          ['open', 'Open'],
          ['paid', 'Paid'],
        ],
        ...rest,
      },
    },
  });
  const lookup = {
    kind: 'pipe',
    target: 'state',
    from: [{ path: 'trigger.status' }],
    steps: [{ op: 'valueTable', args: { table: 'states' } }],
  };

  it('a table must have a row for every value of its source', () => {
    expect(check([lookup], { rest: table({}) })).toEqual(['warning TABLE_NOT_COMPLETE state']);
    expect(check([lookup], { rest: table({ unmatched: 'default', default: 'Open' }) })).toEqual([]);
  });

  const decision = (rows: readonly Draft[], more: Draft = {}) => ({
    kind: 'decision',
    target: 'text',
    columns: [{ formula: 'trigger.status' }, { formula: 'trigger.amount' }],
    rows,
    ...more,
  });
  const row = (value: string, ...cells: unknown[]) => ({ cells, value });

  it('a decision covers every record', () => {
    expect(
      check([decision([row('a', { oneOf: ['open', 'paid'] }, null), row('b', { oneOf: ['void'] }, { below: 10 })])]),
    ).toEqual(['warning ROWS_WITH_GAP text']);
    expect(
      check([decision([row('a', { oneOf: ['open', 'paid'] }, null), row('b', { oneOf: ['void'] }, null)])]),
    ).toEqual([]);
    expect(check([decision([row('a', { oneOf: ['open'] }, null)], { fallback: 'x' })])).toEqual([]);
  });

  it('a row that is never taken is told', () => {
    expect(check([decision([row('a', null, null), row('b', { oneOf: ['open'] }, null)])])).toEqual([
      'warning UNREACHABLE_ROW text',
    ]);
  });

  it('rows that take the same records are told, unless one is a special case of the other', () => {
    const overlapping = [row('a', { oneOf: ['open'] }, null), row('b', null, { from: 10 }), row('c', null, null)];

    expect(check([decision(overlapping)])).toEqual(['warning ROWS_OVERLAP text']);
    expect(
      check([
        decision([
          row('a', { oneOf: ['open'] }, { from: 10 }),
          row('b', { oneOf: ['open'] }, null),
          row('c', null, null),
        ]),
      ]),
    ).toEqual([]);
  });
});

describe('problems come with their place and their mending', () => {
  const first = (rules: readonly Draft[], rest: Draft = {}) =>
    checkMapping(documentOf(rules, rest), { sources: { trigger }, target })[0]!;

  it('the characters of the formula', () => {
    expect(first([formula('text', 'UPPER(trigger.nmae)')])).toMatchObject({
      ruleId: 'r1',
      code: 'UNKNOWN_FIELD',
      place: 'formula',
      range: { start: 14, end: 18 },
    });
    expect(first([copy('text', 'trigger.name', { when: { all: [{ formula: 'trigger.x == 1' }] } })])).toMatchObject({
      place: 'when.all[0].formula',
      range: { start: 8, end: 9 },
    });
  });

  it.each<[string, Draft, Draft]>([
    ['a formula', formula('text', 'UPPER(trigger.nmae)'), { formula: 'UPPER(trigger.name)' }],
    [
      'a formula inside of a condition',
      copy('text', 'trigger.name', { when: { not: { formula: 'trigger.sttus == "open"' } } }),
      { when: { not: { formula: 'trigger.status == "open"' } } },
    ],
    [
      'a text that is too long',
      copy('short', 'trigger.name'),
      { kind: 'pipe', steps: [{ op: 'left', args: { length: 60 } }] },
    ],
    ['a number with too many digits', formula('total', 'trigger.amount'), { formula: 'ROUND(trigger.amount, 2)' }],
    ['a text in a number', formula('total', 'trigger.name'), { formula: 'VALUE(trigger.name)' }],
    ['a time where a day is wanted', formula('day', 'trigger.paid_at'), { formula: 'TODATE(trigger.paid_at)' }],
  ])('%s is mended by its edit', (_, rule, mended) => {
    const document = documentOf([rule]);
    const { edit } = checkMapping(document, { sources: { trigger }, target })[0]!;
    const after = applyEdit(document, edit!);

    expect(after.rules[0]).toMatchObject(mended);
    expect(
      checkMapping(after, { sources: { trigger }, target }).filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  it('variables are named and mended like rules', () => {
    const problem = first([formula('text', 'vars.total')], { vars: [{ name: 'total', formula: 'trigger.amuont' }] });

    expect(problem).toMatchObject({
      ruleId: 'vars.total',
      code: 'UNKNOWN_FIELD',
      edit: { kind: 'replace-variable', formula: 'trigger.amount' },
    });
  });

  it('a formula that cannot be read is told once, by the checker and by the compiler', () => {
    const document = documentOf([formula('text', 'UPER(trigger.name')]);

    expect(checkMapping(document, { sources: { trigger }, target }).map(({ code }) => code)).toEqual([
      'UNKNOWN_FUNCTION',
      'OPEN_BRACKET',
    ]);
    expect(compileMapping(document)).toMatchObject({
      ok: false,
      error: [{ code: 'UNKNOWN_FUNCTION' }, { code: 'OPEN_BRACKET' }],
    });
  });
});
