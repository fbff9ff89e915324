import { parseJson, type Json, type JsonObject, type Result } from '@penstock/kernel';
import { compareJson, type FieldDifference } from '../compare-json';
import { compileMapping, type CompiledMapping } from '../compile';
import type { MappingDocument } from '../document';
import type { MappingError, MappingProblem } from '../problems';
import { isObject, type Scope } from '../values';
import type { MappingTest } from './mapping-test';

/** What a mapping did with the record of a test. */
export type TestedOutcome =
  | { readonly kind: 'made'; readonly output: JsonObject }
  | { readonly kind: 'refused'; readonly errors: readonly MappingError[] }
  /** The mapping, or the test, cannot be run at all. */
  | { readonly kind: 'not-runnable'; readonly message: string };

export interface MappingTestResult {
  readonly id: string;
  readonly name: string;
  readonly passed: boolean;
  readonly outcome: TestedOutcome;
  /** Where the output is another one, `before` as expected and `after` as made. Every digit of a number counts. */
  readonly differences: readonly FieldDifference[];
}

/**
 * Runs the tests a mapping carries, by id, as a deployed mapping runs: one value that cannot be made refuses the whole
 * output. Pure: the same in the browser, on the command line and on the server.
 */
export function runMappingTests({ tests = {}, ...document }: MappingDocument): readonly MappingTestResult[] {
  const named = Object.entries(tests).sort(([a], [b]) => (a < b ? -1 : 1));
  if (named.length === 0) return [];
  const compiled = compileMapping(document);
  return named.map(([id, test]) => judged({ id, test }, outcomeOf(compiled, test)));
}

function outcomeOf(compiled: Result<CompiledMapping, readonly MappingProblem[]>, test: MappingTest): TestedOutcome {
  if (!compiled.ok) return { kind: 'not-runnable', message: compiled.error.map(({ message }) => message).join(' ') };
  const sample = parseJson(test.sample);
  if (!isObject(sample)) return { kind: 'not-runnable', message: 'The sample of the test is no object.' };
  const made = compiled.value.run(sample as Scope, { now: Date.parse(test.at) });
  return made.ok ? { kind: 'made', output: made.value } : { kind: 'refused', errors: made.error };
}

function judged(
  { id, test }: { readonly id: string; readonly test: MappingTest },
  outcome: TestedOutcome,
): MappingTestResult {
  const differences = differencesOf(test, outcome);
  return { id, name: test.name, passed: isAsExpected(test, outcome) && differences.length === 0, outcome, differences };
}

function differencesOf({ expect }: MappingTest, outcome: TestedOutcome): readonly FieldDifference[] {
  if (!('output' in expect) || outcome.kind !== 'made') return [];
  return compareJson(parseJson(expect.output), outcome.output as Json, { numbers: 'digits' });
}

function isAsExpected({ expect }: MappingTest, outcome: TestedOutcome): boolean {
  if ('output' in expect) return outcome.kind === 'made';
  return outcome.kind === 'refused' && placesOf(outcome.errors) === placesOf(expect.refused);
}

const placesOf = (refusals: readonly { readonly path: string; readonly code: string }[]): string =>
  refusals
    .map(({ path, code }) => `${path} ${code}`)
    .sort()
    .join('\n');
