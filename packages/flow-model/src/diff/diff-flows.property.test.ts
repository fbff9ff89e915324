import { canonicalJson, type Json } from '@penstock/kernel';
import type { MappingRule } from '@penstock/mapping';
import fc from 'fast-check';
import { flowDocument, type FlowDocument, type FlowStep } from '../document';
import { aFlow, aStep } from '../testing/a-flow';
import { diffFlows } from './diff-flows';
import { reversedDifference, type FlowDifference } from './flow-difference';

const ids = ['a', 'b', 'c', 'd', 'e'];
const kinds = ['action', 'map', 'if', 'switch', 'filter', 'for-each', 'try', 'sub-flow', 'wait', 'respond', 'stop'] as const;
const word = fc.constantFrom('one', 'two', 'three');

const rule: fc.Arbitrary<MappingRule> = fc
  .record({ target: word, path: word, id: word, when: fc.option(fc.constant({ left: 'trigger.x', op: 'is-present' as const }), { nil: undefined }) })
  .map(({ when, target, path, id }) => ({ kind: 'copy', id, target, from: { path }, onError: 'fail', origin: 'user', ...(when && { when }) }));
const nested: fc.Arbitrary<MappingRule> = fc.array(rule, { maxLength: 3 }).map((rules) => ({ kind: 'each', id: 'n', target: 'lines', from: { path: 'trigger.lines' }, as: 'line', rules }));
const mapping = fc
  .record({
    rules: fc.array(fc.oneof(rule, nested), { maxLength: 4 }),
    value: fc.option(word, { nil: undefined }),
    vars: fc.option(fc.uniqueArray(fc.record({ name: word, formula: word }), { selector: ({ name }) => name, minLength: 1 }), { nil: undefined }),
    part: fc.option(rule, { nil: undefined }),
    tested: fc.option(word, { nil: undefined }),
  })
  .map(({ rules, value, vars, part, tested }) => ({
    v: 1 as const,
    rules,
    ...(vars && { vars }),
    ...(part && { parts: { address: { as: 'address', rules: [part] } } }),
    ...(tested && { tests: { order: { name: tested, sample: '{}', at: '2026-03-01T12:00:00Z', expect: { output: '{}' } } } }),
    tables: value ? { status: { rows: [['Approved', value]], ignoreCase: false, unmatched: 'error' } } : {},
  }));

const step = (id: string): fc.Arbitrary<FlowStep> =>
  fc
    .record({ kind: fc.constantFrom(...kinds), name: word, disabled: fc.boolean(), x: fc.nat(3), input: mapping, cases: fc.uniqueArray(fc.constantFrom('big', 'small', 'odd'), { minLength: 1 }), note: fc.option(word, { nil: undefined }) })
    .map(({ kind, name, disabled, x, input, cases, note }) => {
      const made = { ...aStep(id, kind), name, disabled, position: { x, y: 0 }, ...(note && { note }) };
      const held = 'input' in made ? { input } : 'mapping' in made ? { mapping: input } : 'body' in made ? { body: input } : {};
      return { ...made, ...held, ...(made.kind === 'switch' && { cases: cases.map((key) => ({ id: key, name: key, condition: { all: [] } })) }) } as FlowStep;
    });

const note = fc
  .record({ id: fc.constantFrom('n1', 'n2', 'n3'), text: word, x: fc.nat(2), width: fc.constantFrom(200, 300) })
  .map(({ id, text, x, width }) => ({ id, text, position: { x, y: 0 }, width, height: 100 }));
const group = fc.record({
  id: fc.constantFrom('g1', 'g2'),
  name: word,
  tint: fc.constantFrom('slate' as const, 'teal' as const),
  steps: fc.subarray(ids, { minLength: 1 }),
});

const flow: fc.Arbitrary<FlowDocument> = fc
  .record({
    steps: fc.tuple(...ids.map(step)).chain((all) => fc.subarray(all)),
    lines: fc.array(fc.tuple(fc.constantFrom('trigger', ...ids), fc.constantFrom('default', 'error'), fc.constantFrom(...ids)), { maxLength: 6 }),
    name: word,
    description: fc.option(word, { nil: undefined }),
    deadline: fc.option(fc.constantFrom(60, 90), { nil: undefined }),
    zone: fc.option(word, { nil: undefined }),
    notes: fc.option(fc.array(note, { maxLength: 3 }), { nil: undefined }),
    groups: fc.option(fc.uniqueArray(group, { selector: ({ id }) => id }), { nil: undefined }),
  })
  .map(({ steps, lines, name, description, deadline, zone, notes, groups }) => {
    const made = aFlow(steps, lines.map(([from, port, to]) => [from, to, port] as const));
    return {
      ...made,
      steps: Object.fromEntries(steps.map((each) => [each.id, each])),
      name,
      trigger: { ...made.trigger, settings: zone ? { zone } : {} },
      ...(description && { description }),
      ...(notes && { notes }),
      ...(groups && { groups }),
      ...(deadline && { settings: { undo: [], deadlineSeconds: deadline } }),
    };
  });

const text = (document: FlowDocument): string => canonicalJson(document as unknown as Json);
/** Names are those of the newer document, and so depend on the direction. */
const comparable = ({ stepName: _, ...rest }: Omit<FlowDifference, 'sentence'>): string => canonicalJson(rest as unknown as Json);
const withoutSentence = ({ sentence: _, ...rest }: FlowDifference): Omit<FlowDifference, 'sentence'> => rest;

describe('the differences between any two flows', () => {
  test('are made of documents that can be saved', () => {
    fc.assert(fc.property(flow, (document) => flowDocument.safeParse(document).success), { numRuns: 100 });
  });

  test('are none between a flow and itself (D1)', () => {
    fc.assert(fc.property(flow, (document) => diffFlows(document, structuredClone(document)).length === 0), { numRuns: 200 });
  });

  test('are some between any two that are not the same (D1)', () => {
    fc.assert(fc.property(flow, flow, (before, after) => text(before) === text(after) || diffFlows(before, after).length > 0), { numRuns: 300 });
  });

  test('are the same things, reversed, the other way round (D2)', () => {
    fc.assert(
      fc.property(flow, flow, (before, after) => {
        const there = diffFlows(before, after).map(reversedDifference).map(comparable).sort();
        const back = diffFlows(after, before).map(withoutSentence).map(comparable).sort();
        expect(there).toEqual(back);
      }),
      { numRuns: 300 },
    );
  });

  test('say something about each in a sentence', () => {
    fc.assert(fc.property(flow, flow, (before, after) => diffFlows(before, after).every(({ sentence }) => /^[“A-Z].+\.$/.test(sentence))), { numRuns: 200 });
  });
});
