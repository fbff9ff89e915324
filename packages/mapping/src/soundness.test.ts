import fc from 'fast-check';
import { parseJson, stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { checkMapping } from './check';
import { compileMapping } from './compile';
import { mappingDocument, type MappingDocument } from './document';
import { misfitOf } from './testing/fits-schema';
import { formulaOver } from './testing/random-formula';
import { sourceSchema, targetSchema } from './testing/random-schema';

/** Failures that depend on the value, not on its kind: a checker cannot see them. */
const valueFailures = new Set(['TEXT_TOO_LONG', 'OUT_OF_RANGE', 'TOO_MANY_STEPS', 'NO_SUCH_DATE']);

type Draft = Readonly<Record<string, unknown>>;

/** A rule for a target: a formula, a copy or a pipe, with or without a default. */
const ruleFor = (source: Record<string, unknown>, target: string): fc.Arbitrary<Draft> => {
  const base = { id: target, target };
  const paths = Object.keys(source['properties'] as object).map((name) => `r.${name}`);
  const fallback = fc.option(fc.constantFrom<Json>('none', 0, false), { nil: undefined, freq: 2 });
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(formulaOver(source), fallback)
        .map(([formula, value]) => ({
          ...base,
          kind: 'formula',
          formula,
          ...(value !== undefined && { default: value }),
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...paths), fallback)
        .map(([path, value]) => ({
          ...base,
          kind: 'copy',
          from: { path },
          ...(value !== undefined && { default: value }),
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...paths)
        .map((path) => ({ ...base, kind: 'copy', from: { path }, when: { left: path, op: 'is-present' } })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...paths), fc.integer({ min: 1, max: 12 }))
        .map(([path, length]) => ({
          ...base,
          kind: 'pipe',
          from: [{ path }],
          steps: [{ op: 'trim' }, { op: 'left', args: { length } }],
        })),
    },
  );
};

interface Trial {
  readonly source: Record<string, unknown>;
  readonly target: Record<string, unknown>;
  readonly document: MappingDocument;
  readonly records: readonly Json[];
}

const trial: fc.Arbitrary<Trial> = fc.tuple(sourceSchema, targetSchema).chain(([{ schema: source, data }, target]) => {
  const names = Object.keys(target['properties'] as object);
  return fc
    .tuple(
      fc.tuple(...names.map((name) => fc.array(ruleFor(source, name), { minLength: 12, maxLength: 12 }))),
      fc.array(data, { minLength: 3, maxLength: 3 }),
    )
    .map(([candidates, records]) => ({ source, target, records, document: wellTyped(candidates, source, target) }));
});

/** Of the rules drawn for each target, the first one the checker has nothing to say against. */
function wellTyped(
  candidates: readonly (readonly Draft[])[],
  source: Record<string, unknown>,
  target: Record<string, unknown>,
): MappingDocument {
  const isRight = (rule: Draft): boolean => {
    const found = checkMapping(mappingDocument.parse({ v: 1, rules: [rule] }), {
      sources: { r: source },
      target,
      thorough: true,
    });
    return found.every(({ code }) => code === 'REQUIRED_TARGET');
  };
  return mappingDocument.parse({ v: 1, rules: candidates.flatMap((drafts) => drafts.filter(isRight).slice(0, 1)) });
}

describe('a mapping the checker has nothing against', () => {
  it('never fails on the kind of a value, and its output fits the target', () => {
    let rulesRun = 0;
    fc.assert(
      fc.property(trial, ({ source, target, document, records }) => {
        const isComplete = checkMapping(document, { sources: { r: source }, target, thorough: true }).length === 0;
        const compiled = compileMapping(document);
        for (const record of records) {
          const ran = compiled.ok ? compiled.value.run({ r: record }, { now: 0 }) : compiled;
          rulesRun += document.rules.length;
          if (ran.ok) {
            const wanted = isComplete ? target : { ...target, required: [] };
            expect([document.rules, record, misfitOf(ran.value, wanted)]).toEqual([document.rules, record, undefined]);
          } else {
            expect([document.rules, record, ran.error.filter(({ code }) => !valueFailures.has(code))]).toEqual([
              document.rules,
              record,
              [],
            ]);
          }
        }
      }),
      { numRuns: 250 },
    );
    // Enough of what was drawn was right, or nothing was tried.
    expect(rulesRun).toBeGreaterThan(400);
  });
});

describe('a mapping document', () => {
  it('is the same after it was saved and loaded', () => {
    fc.assert(
      fc.property(trial, ({ document }) => {
        const saved = stringifyJson(document as unknown as Json);
        const loaded = mappingDocument.parse(parseJson(saved));

        expect(stringifyJson(loaded as unknown as Json)).toBe(saved);
      }),
      { numRuns: 100 },
    );
  });

  it('carries every digit of a record through to the output', () => {
    const amounts = fc
      .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 9 }))
      .map(([units, scale]) => {
        const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
        return `${units < 0n ? '-' : ''}${scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`}`;
      });
    const rules = [
      { id: 'c', kind: 'copy', target: 'copied', from: { path: 'r.amount' } },
      { id: 'f', kind: 'formula', target: 'named', formula: 'r.amount' },
      { id: 'i', kind: 'formula', target: 'chosen', formula: 'IF(true, r.amount, 0)' },
      { id: 'l', kind: 'formula', target: 'listed', formula: '[r.amount].map(x, x)' },
    ];
    const compiled = compileMapping(mappingDocument.parse({ v: 1, rules }));

    fc.assert(
      fc.property(amounts, (amount) => {
        const ran = compiled.ok && compiled.value.run({ r: parseJson(`{"amount":${amount}}`) as JsonObject });

        expect(ran && ran.ok && stringifyJson(ran.value)).toBe(
          `{"copied":${amount},"named":${amount},"chosen":${amount},"listed":[${amount}]}`,
        );
      }),
    );
  });
});
