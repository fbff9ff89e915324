import type { JsonObject } from '@penstock/kernel';
import type { MappingLimits } from './budget';
import { checkMapping, type CheckOptions } from './check';
import { compileMapping } from './compile';
import { variableId } from './compile-variables';
import type { MappingDocument, MappingRule } from './document';
import type { MappingError, MappingProblem } from './problems';
import type { RunContext } from './rule-run';
import type { Scope } from './values';

export interface PreviewRequest extends CheckOptions {
  readonly document: MappingDocument;
  /** Records, each with the roots its paths start from, e.g. `{ trigger: … }`. */
  readonly samples: readonly Scope[];
  readonly limits?: Partial<MappingLimits>;
}

export interface SamplePreview {
  /** What the rules without errors make; undefined when the run as a whole was given up. */
  readonly output: JsonObject | undefined;
  readonly errors: readonly MappingError[];
}

export interface MappingPreview {
  readonly problems: readonly MappingProblem[];
  /** One for each sample; without outputs when the document cannot be read at all. */
  readonly samples: readonly SamplePreview[];
}

/**
 * What a mapping makes of sample records while it is still being written: rules with problems are left out, and so are,
 * record by record, rules that fail. A deployed mapping never does that: there one error refuses the whole output.
 */
export function previewMapping(request: PreviewRequest, context: RunContext): MappingPreview {
  const { document, samples, limits = {}, ...schemas } = request;
  const problems = checkMapping(document, schemas);
  const faulty = problems.filter(({ severity }) => severity === 'error');
  // What nothing fills yet keeps a mapping from being deployed, not from being tried.
  const isReadable = faulty.every(({ code }) => code !== 'BAD_DOCUMENT');
  const runnable = isReadable ? without(document, new Set(faulty.flatMap(({ ruleId }) => ruleId ?? []))) : undefined;
  return {
    problems,
    samples: samples.map((sample) =>
      runnable ? previewSample(runnable, { sample, limits, context }) : { output: undefined, errors: [] },
    ),
  };
}

interface SampleRun {
  readonly sample: Scope;
  readonly limits: Partial<MappingLimits>;
  readonly context: RunContext;
}

function previewSample(document: MappingDocument, run: SampleRun): SamplePreview {
  const whole = runDocument(document, run);
  if (whole.errors.length === 0) return whole;
  const rest = runDocument(without(document, new Set(whole.errors.map(({ ruleId }) => ruleId))), run);
  return { output: rest.output, errors: whole.errors };
}

function runDocument(document: MappingDocument, { sample, limits, context }: SampleRun): SamplePreview {
  const compiled = compileMapping(document, { limits });
  if (!compiled.ok) return { output: undefined, errors: [] };
  const result = compiled.value.run(sample, context);
  return result.ok ? { output: result.value, errors: [] } : { output: undefined, errors: result.error };
}

function without(document: MappingDocument, ids: ReadonlySet<string>): MappingDocument {
  const { vars, parts } = document;
  const keptParts = Object.entries(parts ?? {}).map(([name, part]) => [
    name,
    { ...part, rules: keep(part.rules, ids) },
  ]);
  return {
    ...document,
    rules: keep(document.rules, ids),
    ...(vars && { vars: vars.filter(({ name }) => !ids.has(variableId(name))) }),
    ...(parts && { parts: Object.fromEntries(keptParts) as MappingDocument['parts'] }),
  };
}

function keep(rules: readonly MappingRule[], ids: ReadonlySet<string>): MappingRule[] {
  return rules
    .filter(({ id }) => !ids.has(id))
    .map((rule) => (rule.kind === 'each' || rule.kind === 'object' ? { ...rule, rules: keep(rule.rules, ids) } : rule));
}
