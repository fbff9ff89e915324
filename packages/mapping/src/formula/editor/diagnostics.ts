import { checkFormula } from '../check/check-formula';
import type { FormulaDiagnostic } from '../diagnostic';
import { formulaScope, type FormulaScope } from '../scope';

/** Nothing is known: only what is wrong whatever the data. */
const openScope = formulaScope({});

/** Everything that is wrong with a formula, in the order of the text. Never fails. */
export const diagnostics = (text: string, scope: FormulaScope = openScope): readonly FormulaDiagnostic[] =>
  checkFormula(text, scope).diagnostics;
