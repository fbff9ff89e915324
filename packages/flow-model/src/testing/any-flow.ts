import type { Condition, ConstantValue, MappingDocument, MappingRule } from '@penstock/mapping';
import fc from 'fast-check';
import { flowDocument, TRIGGER_ID, type FlowDocument, type FlowStep, type WaitFor } from '../document';
import type { FlowTest } from '../flow-test';

/** Words that trip readers of YAML: other types, signs, line ends, scripts. */
const awkward = [
  'yes', 'no', 'on', 'null', '~', 'true', '1.0', '19.90', '007', '0x1f', '1e3', '.inf', '2026-01-31', '12:30:45', '', ' ', ' lead', 'trail ',
  '- item', 'key: value', '# no comment', '&anchor', '*alias', '!tag', '%percent', '@at', '`tick', '{a}', '[a]', 'a, b', '"quoted"', "it's", '\\n', '<<',
  'two\nlines', 'ends with\n', '\nstarts', 'three\n\nwith an empty one\n\n', '  indented\nless', 'tab\there', 'crlf\r\nline', 'Zoë – Ångström', '日本語', '🦊 fox', '\u2028', '\u0085', '\ufeff', '€ 1.234,50',
];

/** JSON cannot carry half of a surrogate pair to the server, nor can a database hold a NUL. */
const isText = (text: string): boolean => !/[\ud800-\udfff\u0000]/u.test(text);
const anyText = fc.oneof(fc.constantFrom(...awkward), fc.string({ maxLength: 30, unit: 'binary' }).filter(isText));
const textOf = (maxLength: number) => anyText.map((text) => text.slice(0, maxLength)).filter((text) => text.length > 0 && isText(text));
const anyName = textOf(60);
const anyPath = textOf(80);
const anyId = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/).filter((id) => id !== TRIGGER_ID);
const anyNumber = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })).map((number) => (number === 0 ? 0 : number));
const anyKey = anyText.filter((key) => key !== '__proto__');

const { value: anyValue } = fc.letrec<{ value: ConstantValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), anyNumber, anyText),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record({ left: anyPath, op: fc.constantFrom('equals', 'at-least', 'is-empty'), value: anyValue, right: anyPath }, { requiredKeys: ['left', 'op'] }) as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 2 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));

const ruleBase = { id: textOf(12), target: anyPath, when: anyCondition, otherwise: anyValue, default: anyValue, onError: fc.constantFrom('fail', 'omit'), origin: fc.constantFrom('user', 'imported'), comment: anyText };
const requiredOfRule = ['id', 'target', 'onError', 'origin'] as const;
const sourceRef = fc.record({ path: anyPath, as: textOf(10) }, { requiredKeys: ['path'] });
const stepCall = fc.record({ op: textOf(20), args: fc.dictionary(anyKey, anyValue, { maxKeys: 2, noNullPrototype: true }) });

const { rule: anyRule } = fc.letrec<{ rule: MappingRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.record({ ...ruleBase, kind: fc.constant('const'), value: anyValue }, { requiredKeys: [...requiredOfRule, 'kind', 'value'] }) as unknown as fc.Arbitrary<MappingRule>,
    fc.record({ ...ruleBase, kind: fc.constant('copy'), from: sourceRef }, { requiredKeys: [...requiredOfRule, 'kind', 'from'] }) as unknown as fc.Arbitrary<MappingRule>,
    fc.record({ ...ruleBase, kind: fc.constant('pipe'), from: fc.array(sourceRef, { maxLength: 2 }), steps: fc.array(stepCall, { maxLength: 2 }) }, { requiredKeys: [...requiredOfRule, 'kind', 'from', 'steps'] }) as unknown as fc.Arbitrary<MappingRule>,
    fc.record({ id: textOf(12), target: anyPath, kind: fc.constant('each' as const), from: sourceRef, as: textOf(10), rules: fc.array(tie('rule'), { maxLength: 2 }) }),
  ),
}));

const anyTable = fc.record(
  { rows: fc.array(fc.tuple(anyText, anyValue), { maxLength: 3 }), ignoreCase: fc.boolean(), unmatched: fc.constantFrom('error' as const, 'pass' as const), default: anyValue },
  { requiredKeys: ['rows', 'ignoreCase', 'unmatched'] },
);
const anyMapping: fc.Arbitrary<MappingDocument> = fc.record({
  v: fc.constant(1 as const),
  rules: fc.array(anyRule, { maxLength: 4 }),
  tables: fc.dictionary(anyKey, anyTable, { maxKeys: 2, noNullPrototype: true }),
}) as fc.Arbitrary<MappingDocument>;

const seconds = fc.integer({ min: 1, max: 7 * 24 * 3600 });
const anyWait = fc.oneof(
  fc.record({ kind: fc.constant('duration' as const), seconds }),
  fc.record({ kind: fc.constant('until' as const), path: anyPath }),
  fc.record({ kind: fc.constant('callback' as const), timeoutSeconds: seconds }),
  fc.record({
    kind: fc.constant('decision' as const),
    question: anyName,
    choices: fc.array(fc.record({ id: anyId, label: anyName }), { minLength: 1, maxLength: 3 }),
    show: fc.array(anyPath, { maxLength: 2 }),
    timeoutSeconds: seconds,
  }),
) as fc.Arbitrary<WaitFor>;

const anyPosition = fc.record({ x: anyNumber, y: anyNumber });
const anySchema = fc.dictionary(anyKey, anyValue, { maxKeys: 2, noNullPrototype: true });
const kinds = {
  action: { connector: textOf(20), action: textOf(20), version: fc.integer({ min: 1, max: 9 }), slot: anyId, input: anyMapping, timeoutSeconds: fc.integer({ min: 1, max: 3600 }) },
  map: { mapping: anyMapping },
  if: { condition: anyCondition },
  switch: { cases: fc.array(fc.record({ id: anyId, name: anyName, condition: anyCondition }), { minLength: 1, maxLength: 3 }) },
  filter: { condition: anyCondition },
  'for-each': { items: anyPath, concurrency: fc.integer({ min: 1, max: 50 }), onItemError: fc.constantFrom('stop', 'continue') },
  try: { undo: fc.array(anyId, { maxLength: 2 }) },
  'sub-flow': { flowId: fc.uuid(), input: anyMapping, wait: fc.boolean(), contract: fc.record({ input: anySchema, output: anySchema }) },
  wait: { wait: anyWait },
  respond: { status: fc.integer({ min: 200, max: 599 }), body: anyMapping },
  stop: { message: anyName },
};
const optionalMembers = ['slot', 'timeoutSeconds', 'contract', 'note', 'parent'];

function stepsOf(id: string): fc.Arbitrary<FlowStep> {
  const base = { id: fc.constant(id), name: anyName, note: anyText, disabled: fc.boolean(), position: anyPosition, parent: anyId };
  const each = Object.entries(kinds).map(([kind, members]) => {
    const model = { ...base, kind: fc.constant(kind), ...members } as Record<string, fc.Arbitrary<unknown>>;
    return fc.record(model, { requiredKeys: Object.keys(model).filter((name) => !optionalMembers.includes(name)) });
  });
  return fc.oneof(...each) as unknown as fc.Arbitrary<FlowStep>;
}

const anyTrigger = fc.record(
  {
    name: anyName,
    connector: textOf(20),
    trigger: textOf(20),
    version: fc.integer({ min: 1, max: 9 }),
    slot: anyId,
    path: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,19}$/),
    settings: fc.dictionary(anyKey, anyValue, { maxKeys: 3, noNullPrototype: true }),
    sampleEventId: fc.uuid(),
    position: anyPosition,
  },
  { requiredKeys: ['name', 'connector', 'trigger', 'version', 'settings', 'position'] },
);
const anySettings = fc.record(
  { deadlineSeconds: seconds, undo: fc.array(anyId, { maxLength: 2 }), lane: fc.record({ name: anyId, path: anyPath, onFailure: fc.constantFrom('hold' as const, 'skip' as const) }) },
  { requiredKeys: ['undo'] },
);

const anyJsonText = anyValue.map((value) => JSON.stringify(value, null, 2));
const anyFields = fc.dictionary(anyPath.filter((path) => path !== '__proto__'), anyValue, { maxKeys: 2, noNullPrototype: true });
const optional = <T>(model: { [Key in keyof T]: fc.Arbitrary<T[Key]> }, requiredKeys: (keyof T)[]) => fc.record(model, { requiredKeys });
const anyTest = optional(
  {
    name: anyName,
    note: anyText,
    event: anyJsonText,
    at: fc.constant('2026-03-09T10:00:00.000Z'),
    answers: fc.dictionary(anyId, fc.oneof(fc.record({ output: anyJsonText }), fc.record({ failure: fc.record({ code: anyName, message: anyName }) })), { maxKeys: 2, noNullPrototype: true }),
    choices: fc.dictionary(anyId, anyId, { maxKeys: 2, noNullPrototype: true }),
    expect: optional(
      {
        outcome: fc.constantFrom('succeeded', 'needs-attention'),
        effects: fc.array(optional({ step: anyName, action: fc.constant('paytrace.sale'), amount: fc.constantFrom('19.90', '-1'), currency: fc.constant('USD'), fields: anyFields }, ['step', 'fields']), { maxLength: 2 }),
        outputs: fc.dictionary(anyId, optional({ value: anyJsonText, fields: anyFields }, ['fields']), { maxKeys: 2, noNullPrototype: true }),
      },
      ['outcome', 'outputs'],
    ),
  },
  ['name', 'event', 'answers', 'choices', 'expect'],
) as unknown as fc.Arbitrary<FlowTest>;

const anyNote = fc.record({ id: anyId, text: anyText, position: anyPosition, width: fc.integer({ min: 120, max: 1200 }), height: fc.integer({ min: 60, max: 1200 }) });
const anyGroup = fc.record({ id: anyId, name: anyName, tint: fc.constantFrom('slate' as const, 'amber' as const), steps: fc.array(anyId, { minLength: 1, maxLength: 2 }) });

/** Every document the schema takes, sound or not: what is stored half done must survive a file too. */
export const anyFlow: fc.Arbitrary<FlowDocument> = fc.uniqueArray(anyId, { maxLength: 6 }).chain((ids) =>
  fc
    .record(
      {
        schemaVersion: fc.constant(1 as const),
        name: anyName,
        description: anyText,
        trigger: anyTrigger as fc.Arbitrary<FlowDocument['trigger']>,
        steps: fc.tuple(...ids.map(stepsOf)).map((steps) => Object.fromEntries(steps.map((step) => [step.id, step]))),
        edges: fc.array(fc.record({ id: anyId, from: fc.oneof(anyId, fc.constant(TRIGGER_ID)), port: fc.oneof(anyId, fc.constant('default')), to: anyId }), { maxLength: 5 }),
        settings: anySettings as fc.Arbitrary<NonNullable<FlowDocument['settings']>>,
        tests: fc.dictionary(anyId, anyTest, { maxKeys: 2, noNullPrototype: true }),
        notes: fc.array(anyNote, { maxLength: 2 }),
        groups: fc.array(anyGroup, { maxLength: 2 }),
      },
      { requiredKeys: ['schemaVersion', 'name', 'trigger', 'steps', 'edges'] },
    )
    .map((flow) => flowDocument.parse(flow)),
);
