import { parseJson, stringifyJson, type JsonObject } from '@penstock/kernel';
import { findStep, stepArgsSchema, stepCatalogue } from './catalogue';
import { compileMapping } from './compile';
import type { MappingDocument } from './document';
import type { StepDefinition, StepExample } from './steps/step-definition';

/** The example as a mapping of one rule, run through the real compiler. */
function runExample(step: StepDefinition, example: StepExample): string {
  const names = Object.keys(example.sources ?? {});
  const document: MappingDocument = {
    v: 1,
    tables: { ...example.tables },
    rules: [
      {
        id: 'example',
        kind: 'pipe',
        target: 'output',
        from: names.map((name) => ({ path: `sources.${name}`, as: name })),
        steps: [
          { op: 'constant', args: { value: example.input } },
          { op: step.op, args: { ...example.args } },
        ],
        onError: 'fail',
        origin: 'user',
      },
    ],
  };
  const compiled = compileMapping(document);
  if (!compiled.ok) return JSON.stringify(compiled.error);
  const ran = compiled.value.run(
    { sources: (example.sources ?? {}) as JsonObject },
    { now: Date.UTC(2026, 2, 9, 20, 32, 10) },
  );
  return ran.ok ? stringifyJson(ran.value['output'] ?? null) : JSON.stringify(ran.error);
}

const examples = stepCatalogue.flatMap((step) =>
  step.examples.map((example, index) => ({ name: `${step.op} example ${index + 1}`, step, example })),
);

describe('step catalogue', () => {
  it.each(examples)('keeps the promise of $name', ({ step, example }) => {
    expect(runExample(step, example)).toBe(example.output);
  });

  it('names every step once', () => {
    expect(new Set(stepCatalogue.map(({ op }) => op)).size).toBe(stepCatalogue.length);
  });

  it('has an example for every step', () => {
    expect(stepCatalogue.filter((step) => step.examples.length === 0)).toEqual([]);
  });

  it('offers every step of the transformation row', () => {
    const ops =
      'valueTable convertCurrency parseDate formatDate reformatDate concat template decisionTable flag mask sum minorUnits'.split(
        ' ',
      );

    expect(ops.filter((op) => !findStep(op))).toEqual([]);
  });

  it.each(stepCatalogue.map((step) => [step.op, step] as const))(
    'describes the arguments of %s as an object schema',
    (_, step) => {
      expect(stepArgsSchema(step)).toMatchObject({ type: 'object' });
    },
  );

  it.each(stepCatalogue.map((step) => [step.op, step] as const))('refuses an unknown argument of %s', (_, step) => {
    const parsed = step.args.safeParse({ ...step.examples[0]?.args, nonsense: 1 });

    expect(parsed.success).toBe(false);
  });

  it('writes example outputs that are themselves JSON', () => {
    expect(() => examples.map(({ example }) => parseJson(example.output))).not.toThrow();
  });
});
