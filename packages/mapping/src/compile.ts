import { err, ok, type JsonObject, type Result } from '@penstock/kernel';
import { defaultLimits, type MappingLimits } from './budget';
import { compileRules } from './compile-rule';
import { compileVariables } from './compile-variables';
import { formulaProblems } from './formula-problems';
import { FormulaRefused } from './formula/run/compile-formula';
import type { CompileScope } from './compile-steps';
import { mappingDocument, type MappingDocument, type MappingRule } from './document';
import { BudgetExceeded, CompileFailure, describeFailure, type MappingError, type MappingProblem } from './problems';
import { RuleRun, type RunContext } from './rule-run';
import type { Evaluate } from './target-tree';
import type { Scope } from './values';

export interface CompileOptions {
  readonly limits?: Partial<MappingLimits>;
}

export interface CompiledMapping {
  /** Makes the output, or says which values could not be made and why. Never throws. */
  run(scope: Scope, context?: RunContext): Result<JsonObject, readonly MappingError[]>;
}

/** The rule id of errors that concern the run as a whole. */
export const wholeMapping = '*';

/**
 * Turns a document into closures, once; running them is cheap. Refused with every problem found, each naming its rule.
 * Documents that were not checked against the schema are checked here.
 */
export function compileMapping(
  document: MappingDocument,
  options: CompileOptions = {},
): Result<CompiledMapping, readonly MappingProblem[]> {
  const compiled = compileDocument(document);
  if (!compiled.ok) return compiled;
  const limits = { ...defaultLimits, ...options.limits };
  return ok({ run: (scope, context) => runMapping(compiled.value, new RuleRun(limits, context), scope) });
}

function compileDocument(document: unknown): Result<Evaluate, readonly MappingProblem[]> {
  const parsed = readDocument(document);
  if (!parsed.ok) return parsed;
  const problems: MappingProblem[] = [];
  const { tables, rules, vars = [], parts = {} } = parsed.value;
  const variables = compileVariables(vars, { tables, problems });
  const evaluate = compileRules(rules, rootScope({ tables, parts, problems }));
  if (problems.length > 0) return err(problems);
  return ok(vars.length === 0 ? evaluate : (scope, run) => evaluate(variables(scope, run), run));
}

/** Uses of parts in one document, counted with those inside of used parts. */
const mostUses = 200;

function rootScope(
  document: Pick<CompileScope, 'tables' | 'parts'> & { readonly problems: MappingProblem[] },
): CompileScope {
  const { tables, parts, problems } = document;
  let uses = 0;
  const scopeWithin = (using: readonly string[]): CompileScope => ({
    tables,
    parts,
    using,
    insideEach: false,
    usePart: (name) => {
      uses += 1;
      if (uses <= mostUses) return [...using, name];
      throw new CompileFailure(
        'TOO_MANY_PARTS',
        `Parts are used more than ${mostUses} times together.`,
        'Use fewer parts inside of parts.',
      );
    },
    guard: (rule, compile) => problems.push(...problemsOf(rule, compile)),
  });
  return scopeWithin([]);
}

/** Everything that keeps a document from being compiled. */
export function structuralProblems(document: MappingDocument): readonly MappingProblem[] {
  const compiled = compileDocument(document);
  return compiled.ok ? [] : compiled.error;
}

function runMapping(evaluate: Evaluate, run: RuleRun, scope: Scope): Result<JsonObject, readonly MappingError[]> {
  try {
    const output = evaluate(scope, run) as JsonObject;
    return run.errors.length === 0 ? ok(output) : err(run.errors);
  } catch (thrown) {
    const last = run.errors.at(-1);
    const ruleId = thrown instanceof BudgetExceeded && last ? last.ruleId : wholeMapping;
    return err([...run.errors, { ruleId, path: '', ...describeFailure(thrown) }]);
  }
}

/** Deeper documents cannot come from the designer, and would exhaust the stack of whoever walks them. */
const deepestDocument = 60;

function readDocument(document: unknown): Result<MappingDocument, readonly MappingProblem[]> {
  if (isDeeperThanAllowed(document)) {
    return err([
      {
        code: 'BAD_DOCUMENT',
        severity: 'error',
        message: `The mapping is nested deeper than ${deepestDocument} levels.`,
      },
    ]);
  }
  const parsed = mappingDocument.safeParse(document);
  if (parsed.success) return ok(parsed.data);
  return err(
    parsed.error.issues.map((issue) => ({
      code: 'BAD_DOCUMENT',
      severity: 'error' as const,
      path: issue.path.map(String).join('.'),
      message: `The mapping document is not valid: ${issue.message}.`,
    })),
  );
}

/** Whether a document is nested deeper than anything here is ready to walk. */
export const isDeeperThanAllowed = (document: unknown): boolean => isDeeperThan(document, deepestDocument);

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => isDeeperThan(member, levels - 1));
}

function problemsOf(rule: MappingRule, compile: () => void): MappingProblem[] {
  try {
    compile();
    return [];
  } catch (thrown) {
    if (thrown instanceof FormulaRefused) return formulaProblems(rule, thrown);
    const place = { ruleId: rule.id, severity: 'error' as const, path: rule.target };
    if (thrown instanceof CompileFailure)
      return [{ ...place, code: thrown.code, message: thrown.message, fix: thrown.fix }];
    const { code, message, hint } = describeFailure(thrown);
    return [{ ...place, code, message, fix: hint }];
  }
}
