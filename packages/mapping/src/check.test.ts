import { z } from 'zod';
import { checkMapping } from './check';
import { mappingDocument } from './document';
import type { JsonSchema } from './json-schema';

type Draft = Readonly<Record<string, unknown>>;

const schemaOf = (type: z.ZodType): JsonSchema => z.toJSONSchema(type) as JsonSchema;
const trigger = schemaOf(
  z.object({
    id: z.int(),
    amount: z.string(),
    total: z.number(),
    paid: z.boolean(),
    due: z.iso.date(),
    note: z.string().nullable(),
    extra: z.looseObject({ known: z.string() }),
    lines: z.array(z.object({ sku: z.string(), qty: z.number() })),
  }),
);
const target = schemaOf(
  z.object({
    customer: z.string().optional(),
    amount: z.number().optional(),
    due: z.iso.date().optional(),
    status: z.enum(['open', 'paid']).optional(),
    lines: z.array(z.object({ item: z.string(), qty: z.number().optional() })).optional(),
  }),
);

function check(
  rules: readonly Draft[],
  options: Parameters<typeof checkMapping>[1] = { sources: { trigger }, target },
): string[] {
  const document = mappingDocument.parse({
    v: 1,
    rules: rules.map((rule, index) => ({ id: `r${index + 1}`, ...rule })),
  });
  return checkMapping(document, options).map(({ code, severity, path }) => `${severity} ${code} ${path ?? ''}`);
}

const copy = (to: string, path: string): Draft => ({ kind: 'copy', target: to, from: { path } });
const pipe = (to: string, paths: readonly string[], ...steps: Draft[]): Draft => ({
  kind: 'pipe',
  target: to,
  from: paths.map((path) => ({ path })),
  steps,
});
const each = (rules: readonly Draft[], path = 'trigger.lines'): Draft => ({
  kind: 'each',
  target: 'lines',
  from: { path },
  as: 'line',
  rules: rules.map((rule, index) => ({ id: `i${index + 1}`, ...rule })),
});

describe('checkMapping accepts', () => {
  it.each<[string, Draft]>([
    ['a text in a text', copy('customer', 'trigger.amount')],
    ['a nullable text in a text', copy('customer', 'trigger.note')],
    ['a date in a text', copy('customer', 'trigger.due')],
    ['a number read from a text', pipe('amount', ['trigger.amount'], { op: 'toDecimal' })],
    ['a date read from a text', pipe('due', ['trigger.amount'], { op: 'parseDate', args: { format: 'MM/DD/YYYY' } })],
    ['anything from an open object', copy('amount', 'trigger.extra.whatever')],
    ['several sources put together', pipe('customer', ['trigger.amount', 'trigger.note'], { op: 'concat' })],
    ['a loop with its item and index', each([copy('item', 'line.sku'), copy('qty', 'index')])],
    ['a choice of the target', { kind: 'const', target: 'status', value: 'paid' }],
    [
      'a decision over its own input',
      pipe('customer', ['trigger.amount'], {
        op: 'decisionTable',
        args: { rows: [{ when: { left: 'value', op: 'is-present' }, value: 'x' }] },
      }),
    ],
  ])('%s', (_, rule) => {
    expect(check([rule])).toEqual([]);
  });

  it('any path when no schema is known', () => {
    expect(check([copy('x.y', 'nowhere.z')], {})).toEqual([]);
  });
});

describe('checkMapping reports', () => {
  it.each<[string, string, Draft]>([
    ['an unknown root', 'error UNKNOWN_SOURCE order.id', copy('customer', 'order.id')],
    ['an unknown field', 'error UNKNOWN_SOURCE_PATH trigger.nope', copy('customer', 'trigger.nope')],
    ['a field of a text', 'error UNKNOWN_SOURCE_PATH trigger.amount.x', copy('customer', 'trigger.amount.x')],
    [
      'an unknown field in a condition',
      'error UNKNOWN_SOURCE_PATH trigger.x',
      { ...copy('customer', 'trigger.amount'), when: { left: 'trigger.x', op: 'is-present' } },
    ],
    [
      'an unknown field in a decision',
      'error UNKNOWN_SOURCE_PATH trigger.x',
      pipe('customer', [], {
        op: 'decisionTable',
        args: { rows: [{ when: { left: 'trigger.x', op: 'is-present' }, value: 1 }] },
      }),
    ],
    ['an unknown target', 'error UNKNOWN_TARGET nope', copy('nope', 'trigger.amount')],
    ['a text in a number', 'error TARGET_KIND amount', copy('amount', 'trigger.amount')],
    ['a number in a text', 'error TARGET_KIND customer', copy('customer', 'trigger.total')],
    ['a list in a text', 'error TARGET_KIND customer', copy('customer', 'trigger.lines')],
    ['a yes/no in a number', 'error TARGET_KIND amount', { kind: 'const', target: 'amount', value: true }],
    ['a plain text in a date, as a warning', 'warning TARGET_KIND_UNSURE due', copy('due', 'trigger.amount')],
    ['a step that cannot take a text', 'error STEP_KIND amount', pipe('amount', ['trigger.amount'], { op: 'round' })],
    [
      'a step that cannot take a list',
      'error STEP_KIND customer',
      pipe('customer', ['trigger.lines'], { op: 'upper' }),
    ],
    ['a constant that is no choice', 'error NOT_A_CHOICE status', { kind: 'const', target: 'status', value: 'done' }],
    ['a loop over a text', 'error NOT_A_LIST trigger.amount', each([copy('item', 'line')], 'trigger.amount')],
    ['an unknown field of an item', 'error UNKNOWN_SOURCE_PATH line.nope', each([copy('item', 'line.nope')])],
    ['a required field of an item', 'error REQUIRED_TARGET lines[].item', each([copy('qty', 'line.qty')])],
    ['an unknown step', 'error UNKNOWN_STEP customer', pipe('customer', ['trigger.amount'], { op: 'nope' })],
  ])('%s', (_, problem, rule) => {
    expect(check([rule])).toEqual([problem]);
  });

  it('two rules on one target', () => {
    expect(check([copy('customer', 'trigger.amount'), copy('customer', 'trigger.amount')])).toEqual([
      'error TARGET_TWICE customer',
    ]);
  });

  it('two rules with one id', () => {
    expect(
      check([
        { ...copy('customer', 'trigger.amount'), id: 'x' },
        { ...copy('amount', 'trigger.total'), id: 'x' },
      ]),
    ).toEqual(['error REPEATED_ID amount']);
  });

  it('a message and a fix in plain words', () => {
    const document = mappingDocument.parse({ v: 1, rules: [{ id: 'r', ...copy('amount', 'trigger.amount') }] });

    expect(checkMapping(document, { sources: { trigger }, target })).toEqual([
      {
        ruleId: 'r',
        code: 'TARGET_KIND',
        severity: 'error',
        path: 'amount',
        message: '"amount" wants a number and gets a text.',
        fix: 'Add the step toDecimal.',
      },
    ]);
  });
});

describe('required targets', () => {
  const required = schemaOf(
    z.object({
      id: z.string(),
      name: z.string().meta({ title: 'Name' }),
      terms: z.string().default('NET30'),
      address: z.object({ city: z.string(), zip: z.string().optional() }),
      contact: z.object({ mail: z.string() }).optional(),
      refs: z.array(z.object({ no: z.string() })).optional(),
    }),
  );
  const missing = (rules: readonly Draft[]) => check(rules, { target: required });
  const filled = [copy('id', 'a'), copy('name', 'b')];

  it('are reported field by field', () => {
    expect(missing([])).toEqual([
      'error REQUIRED_TARGET id',
      'error REQUIRED_TARGET name',
      'error REQUIRED_TARGET address.city',
    ]);
  });

  it('are filled by a rule on them or above them', () => {
    expect(missing([...filled, copy('address', 'c')])).toEqual([]);
    expect(missing([...filled, copy('address.city', 'c')])).toEqual([]);
  });

  it('are not filled by a rule that takes its value from nowhere', () => {
    const begun = pipe('id', []);

    expect(missing([begun, copy('name', 'b'), copy('address', 'c')])).toEqual(['error REQUIRED_TARGET id']);
    expect(missing([...filled, pipe('address', [])])).toEqual(['error REQUIRED_TARGET address.city']);
    expect(missing([pipe('id', [], { op: 'upper' }), copy('name', 'b'), copy('address', 'c')])).toEqual([
      'error REQUIRED_TARGET id',
    ]);
    expect(check([each([pipe('item', [])])])).toEqual(['error REQUIRED_TARGET lines[].item']);
  });

  it('are filled without a source by a default or by a step that makes a value', () => {
    const others = [copy('name', 'b'), copy('address', 'c')];

    expect(missing([{ ...pipe('id', []), default: 'none' }, ...others])).toEqual([]);
    expect(missing([pipe('id', [], { op: 'now' }), ...others])).toEqual([]);
  });

  it('count inside an optional object only when it is used', () => {
    expect(missing([...filled, copy('address', 'c'), { kind: 'const', target: 'contact', value: {} }])).toEqual([]);
    expect(missing([...filled, copy('address.zip', 'c')])).toEqual(['error REQUIRED_TARGET address.city']);
  });

  it('count for every position of a list', () => {
    expect(missing([...filled, copy('address', 'c'), copy('refs[0].no', 'd')])).toEqual([]);
    expect(missing([...filled, copy('address', 'c'), copy('refs[0].other', 'd')])).toContain(
      'error REQUIRED_TARGET refs[0].no',
    );
  });
});
