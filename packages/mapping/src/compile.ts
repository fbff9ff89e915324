import { err, ok, type JsonObject, type Result } from '@penstock/kernel';
import { defaultLimits, type MappingLimits } from './budget';
import { compileRules } from './compile-rule';
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
  const scope: CompileScope = {
    tables: parsed.value.tables,
    insideEach: false,
    guard: (rule, compile) => {
      const problem = problemOf(rule, compile);
      if (problem) problems.push(problem);
    },
  };
  const evaluate = compileRules(parsed.value.rules, scope);
  return problems.length === 0 ? ok(evaluate) : err(problems);
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

function problemOf(rule: MappingRule, compile: () => void): MappingProblem | undefined {
  try {
    compile();
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof CompileFailure)) {
      const { code, message, hint } = describeFailure(thrown);
      return { ruleId: rule.id, code, severity: 'error', path: rule.target, message, fix: hint };
    }
    return {
      ruleId: rule.id,
      code: thrown.code,
      severity: 'error',
      path: rule.target,
      message: thrown.message,
      fix: thrown.fix,
    };
  }
}
