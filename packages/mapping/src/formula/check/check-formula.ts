import { membersOf, types, type Type } from '../../types/type';
import type { FormulaDiagnostic } from '../diagnostic';
import type { Node } from '../syntax/ast';
import { parseFormula } from '../syntax/parser';
import type { FormulaScope } from '../scope';
import { Checker } from './checker';
import { emptyEnv, withFacts } from './env';
import { Reporter } from './reporter';
import { wrapping } from '../fixes';

export interface CheckedFormula {
  readonly root: Node;
  /** Of the whole formula; `any` where that cannot be said. */
  readonly type: Type;
  readonly typeOf: ReadonlyMap<Node, Type>;
  /** In the order in which they stand in the text. */
  readonly diagnostics: readonly FormulaDiagnostic[];
}

/** Reads a formula and works out its types. Never fails; a formula without errors can be compiled. */
export function checkFormula(text: string, scope: FormulaScope): CheckedFormula {
  const { root, rest, problems } = parseFormula(text);
  const reporter = new Reporter();
  const checker = new Checker(scope, reporter);
  const env = withFacts(emptyEnv, scope.facts);
  const type = checker.infer(root, env);
  for (const node of rest) checker.infer(node, env);
  if (problems.length === 0) refuseInner(root, type, reporter);
  const diagnostics = [...problems, ...reporter.problems].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
  return {
    root,
    type: membersOf(type).some(({ kind }) => kind === 'ratio' || kind === 'duration') ? types.any : type,
    typeOf: checker.typeOf,
    diagnostics,
  };
}

/** Fractions and durations exist inside of formulas only. */
function refuseInner(root: Node, type: Type, reporter: Reporter): void {
  for (const { kind } of membersOf(type)) {
    if (kind === 'ratio') {
      reporter.report(root.range, {
        code: 'DIVISION_NEEDS_ROUND',
        message: 'A division has no last digit until somebody says how many there are.',
        hint: 'Put ROUND(…, 2) around it.',
        fixes: [wrapping(root.range, { before: 'ROUND(', after: ', 2)', title: 'Round to 2 digits' })],
      });
    }
    if (kind === 'duration') {
      reporter.report(root.range, {
        code: 'DURATION_LEFT',
        message: 'A duration is no value a field can have.',
        hint: 'Add it to a date, compare it, or write it as text with TOTEXT.',
      });
    }
  }
}
