import type { Json } from '@penstock/kernel';
import type { MappingVariable, ValueTable } from './document';
import { variableProblems } from './formula-problems';
import { compileFormula, FormulaRefused } from './formula/run/compile-formula';
import { leaveFormula } from './formula/run/leave-formula';
import type { RunFormula } from './formula/run/part';
import { BudgetExceeded, type MappingProblem } from './problems';
import type { RuleRun } from './rule-run';
import { scopeWith, type Scope } from './values';

/** Under this name rules read variables, and problems of a variable name it: `vars.total`. */
export const variablesName = 'vars';
export const variableId = (name: string): string => `${variablesName}.${name}`;

export interface VariablesAround {
  readonly tables: Readonly<Record<string, ValueTable>>;
  readonly problems: MappingProblem[];
}

/** The record with the values of all variables, each worked out once. A failing one is an error of its own. */
export function compileVariables(
  vars: readonly MappingVariable[],
  around: VariablesAround,
): (scope: Scope, run: RuleRun) => Scope {
  const compiled = vars.flatMap((variable) => compileVariable(variable, around));
  return (scope, run) => {
    const values: Record<string, Json> = {};
    const inner = scopeWith(scope, variablesName, values);
    for (const { name, evaluate } of compiled) {
      try {
        const value = leaveFormula(evaluate(inner, run.frame));
        if (value !== undefined) values[name] = value;
      } catch (thrown) {
        if (thrown instanceof BudgetExceeded) throw thrown;
        run.report(variableId(name), '', thrown);
      }
    }
    return inner;
  };
}

function compileVariable(
  variable: MappingVariable,
  { tables, problems }: VariablesAround,
): { name: string; evaluate: RunFormula }[] {
  const { name, formula } = variable;
  try {
    return [{ name, evaluate: compileFormula(formula, { sources: new Map(), tables, place: 'formula' }) }];
  } catch (thrown) {
    if (!(thrown instanceof FormulaRefused)) throw thrown;
    problems.push(...variableProblems(variable, thrown.diagnostics));
    return [];
  }
}
