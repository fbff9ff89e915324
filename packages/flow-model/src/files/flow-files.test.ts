import { emptyMapping, type MappingDocument } from '@penstock/mapping';
import type { FlowDocument } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { readFlowFile } from './read-flow-file';
import { writeFlowFile } from './write-flow-file';

const frame = 'format: penstock-flow/1\nname: Payments\ntrigger: { name: Order, connector: webhook, trigger: signed-webhook, version: 1 }\n';
const problemsOf = (text: string) => {
  const read = readFlowFile(text);
  return read.ok ? [] : read.error;
};
const firstOf = (text: string) => problemsOf(text)[0];

const mapping: MappingDocument = {
  ...emptyMapping,
  rules: [
    { kind: 'copy', id: 'r1', target: 'amount', from: { path: 'trigger.total' }, onError: 'fail', origin: 'user' },
    { kind: 'const', id: 'r2', target: 'rate', value: '19.90', onError: 'fail', origin: 'user' },
  ],
};
const charge = { ...aStep('charge', 'action'), input: mapping, note: 'First line.\nSecond line.' } as FlowDocument['steps'][string];

describe('the text of a flow', () => {
  test('reads as a reviewer wants it: steps as blocks, rules and edges a line each, places apart', () => {
    expect(writeFlowFile(aFlow([charge], [['trigger', 'charge']]))).toBe(`format: penstock-flow/1
name: Card payments

trigger:
  name: Order placed
  connector: webhook
  trigger: signed-webhook
  version: 1
  path: orders

steps:
  charge:
    name: Step charge
    note: |-
      First line.
      Second line.
    kind: action
    connector: paytrace
    action: sale
    version: 1
    slot: paytrace
    input:
      v: 1
      rules:
        - { id: r1, target: amount, kind: copy, from: { path: trigger.total } }
        - { id: r2, target: rate, kind: const, value: "19.90" }

edges:
  - { id: edge-1, from: trigger, to: charge }

layout:
  charge: [ 300, 0 ]
  trigger: [ 0, 0 ]
`);
  });

  test('changes in one line when a box is moved', () => {
    const flow = aChain();
    const b = flow.steps['b']!;
    const moved = { ...flow, steps: { ...flow.steps, b: { ...b, position: { x: 777, y: 0 } } } };

    const [before, after] = [writeFlowFile(flow).split('\n'), writeFlowFile(moved).split('\n')];

    expect(after.filter((line, index) => line !== before[index])).toEqual(['  b: [ 777, 0 ]']);
  });
});

describe('a file written by hand', () => {
  test('needs no places: steps without one are laid out', () => {
    const read = readFlowFile(`${frame}steps:\n  a: { name: A, kind: stop, message: Enough. }\nedges: [{ id: e1, from: trigger, to: a }]\n`);

    expect(read).toMatchObject({ ok: true, value: { steps: { a: { id: 'a', disabled: false, position: { x: expect.any(Number) } } } } });
    expect((read as { value: FlowDocument }).value.steps['a']?.position.x).toBeGreaterThan(0);
  });

  test.each([
    ['a name nobody knows', `${frame}colour: red\n`, 'UNKNOWN_FIELD', 4, 1, 'colour'],
    ['a name nobody knows in a step', `${frame}steps:\n  a:\n    name: A\n    kind: stop\n    message: Enough.\n    organizationId: x\n`, 'UNKNOWN_FIELD', 9, 5, 'steps.a.organizationId'],
    ['an id inside a step', `${frame}steps:\n  a:\n    id: b\n    name: A\n    kind: stop\n    message: Enough.\n`, 'UNKNOWN_FIELD', 6, 5, 'steps.a.id'],
    ['a step of an unknown kind', `${frame}steps:\n  a:\n    name: A\n    kind: script\n`, 'VALUE_INVALID', 7, 11, 'steps.a.kind'],
    ['a number for a name', frame.replace('Payments', '12'), 'VALUE_INVALID', 2, 7, 'name'],
    ['a missing name', frame.replace('name: Payments\n', ''), 'VALUE_INVALID', 1, 1, 'name'],
    ['a step id that is a path', `${frame}steps:\n  ../../etc:\n    name: A\n    kind: stop\n    message: x\n`, 'VALUE_INVALID', 5, 3, 'steps.../../etc'],
    ['a place of no step', `${frame}layout:\n  gone: [1, 2]\n`, 'UNKNOWN_STEP', 5, 3, 'layout.gone'],
    ['another format', frame.replace('/1', '/2'), 'VALUE_INVALID', 1, 9, 'format'],
  ])('is refused with %s', (_, text, code, line, column, path) => {
    expect(firstOf(text)).toMatchObject({ code, line, column, path, fix: expect.any(String) });
  });

  test.each([
    ['the same name twice', `${frame}name: Again\n`, 'DUPLICATE_NAME', 4],
    ['an anchor', `${frame}description: &a text\n`, 'REFERENCE_NOT_ALLOWED', 4],
    ['an alias', `${frame}description: *a\n`, 'REFERENCE_NOT_ALLOWED', 4],
    ['a merge of an alias', `${frame}settings:\n  <<: *a\n`, 'REFERENCE_NOT_ALLOWED', 5],
    ['a tag', `${frame}description: !!binary aGk=\n`, 'TAG_NOT_ALLOWED', 4],
    ['a tag of the whole file', `--- !flow\n${frame}`, 'TAG_NOT_ALLOWED', 1],
    ['a directive', `%YAML 1.1\n---\n${frame}`, 'DIRECTIVE_NOT_ALLOWED', 1],
    ['a second document', `${frame}---\nname: Other\n`, 'SEVERAL_DOCUMENTS', 4],
    ['a bracket left open', `${frame}edges: [\n`, 'YAML_SYNTAX', 5],
    ['marks of an unfinished merge', `${frame}<<<<<<< ours\ndescription: a\n=======\ndescription: b\n>>>>>>> theirs\n`, 'YAML_SYNTAX', 4],
    ['a number that would lose its zeros', `${frame}layout: { trigger: [19.90, 1] }\n`, 'NUMBER_NOT_EXACT', 4],
    ['a number with more digits than a number has', `${frame}layout: { trigger: [12345678901234567890, 1] }\n`, 'NUMBER_NOT_EXACT', 4],
    ['a number that is none', `${frame}layout: { trigger: [.nan, 1] }\n`, 'NUMBER_NOT_EXACT', 4],
    ['a name that is a number', `${frame}layout: { 1: [1, 1] }\n`, 'NAME_NOT_TEXT', 4],
    ['a name that is a list', `${frame}? [a]\n: b\n`, 'NAME_NOT_TEXT', 4],
    ['the name of all prototypes', frame.replace('version: 1 }', 'version: 1, settings: { __proto__: { isAdmin: true } } }'), 'NAME_NOT_ALLOWED', 3],
  ])('is refused with %s', (_, text, code, line) => {
    expect(firstOf(text)).toMatchObject({ code, line });
  });

  test('is refused before anything is built from a bomb of references', () => {
    const levels = Array.from({ length: 30 }, (_, level) => `b${level}: &b${level} [${Array(10).fill(level === 0 ? 'x' : `*b${level - 1}`).join(', ')}]`);

    const problems = problemsOf(`${frame}${levels.join('\n')}\n`);

    expect(problems).toHaveLength(50);
    expect(problems[0]).toMatchObject({ code: 'REFERENCE_NOT_ALLOWED', fix: expect.stringContaining('Write the value out') });
  });

  test.each([
    ['a million brackets', '['.repeat(1_000_000)],
    ['a hundred thousand dashes', '- '.repeat(100_000)],
    ['braces as names of braces', '{? '.repeat(100_000)],
  ])('is refused with %s, quickly', (_, text) => {
    const started = performance.now();

    expect(firstOf(`${frame}description: ${text}`)).toMatchObject({ code: expect.stringMatching(/NESTED_TOO_DEEPLY|YAML_SYNTAX/) });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('is refused when it is larger than any flow', () => {
    expect(problemsOf(`${frame}description: "${'x'.repeat(2 * 1024 * 1024)}"\n`)).toMatchObject([{ code: 'FILE_TOO_LARGE', line: 1 }]);
  });

  test('names all that is wrong, from top to bottom', () => {
    const problems = problemsOf(`${frame.replace('Payments', '12')}colour: red\nsteps:\n  a: { name: A, kind: stop }\n`);

    expect(problems.map(({ line, code }) => [line, code])).toEqual([[2, 'VALUE_INVALID'], [4, 'UNKNOWN_FIELD'], [6, 'VALUE_INVALID']]);
  });
});
