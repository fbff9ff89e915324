import { comparedPathsOf } from './condition';
import type { Condition, SourceRef } from './document';
import { anything, shapeAt, type JsonSchema, type SchemaShape } from './json-schema';
import { parsePath } from './field-path';
import type { MappingProblem } from './problems';

/** The schemas paths may start from: the roots of the record, and inside a loop the item under its name. */
export type SourceSchemas = Readonly<Record<string, JsonSchema>>;

export interface SourceCheck {
  readonly ruleId: string;
  readonly sources: SourceSchemas | undefined;
  readonly problems: MappingProblem[];
}

const unknownRoot = 'UNKNOWN_SOURCE';
/** Code of the problem that a source has no such field; its `path` is the one that was asked for. */
export const UNKNOWN_SOURCE_PATH = 'UNKNOWN_SOURCE_PATH';

/** What stands at a source path; unknown places are reported and treated as anything. */
export function checkSource(path: string, check: SourceCheck): SchemaShape {
  const parsed = parsePath(path);
  if (!parsed.ok || !check.sources) return anything;
  const [root, ...rest] = parsed.value;
  const schema = typeof root === 'string' && Object.hasOwn(check.sources, root) ? check.sources[root] : undefined;
  if (!schema) {
    report(check, {
      code: unknownRoot,
      path,
      message: `There is no source "${String(root)}" here.`,
      fix: `Start the path with one of: ${Object.keys(check.sources).join(', ')}.`,
    });
    return anything;
  }
  const shape = shapeAt(schema, rest);
  if (shape) return shape;
  report(check, {
    code: UNKNOWN_SOURCE_PATH,
    path,
    message: `The source has no field "${path}".`,
    fix: 'Choose a field of the source, or check the schema of the step before.',
  });
  return anything;
}

export function checkSourceRefs(from: readonly SourceRef[], check: SourceCheck): SchemaShape[] {
  return from.map(({ path }) => checkSource(path, check));
}

/** Formulas are checked with their types. */
export function checkConditionSources(condition: Condition | undefined, check: SourceCheck): void {
  if (condition) for (const path of comparedPathsOf(condition)) checkSource(path, check);
}

function report(check: SourceCheck, problem: Omit<MappingProblem, 'ruleId' | 'severity'>): void {
  check.problems.push({ ruleId: check.ruleId, severity: 'error', ...problem });
}
