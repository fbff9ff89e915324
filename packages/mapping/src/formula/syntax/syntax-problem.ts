import type { FormulaDiagnostic, TextFix, TextRange } from '../diagnostic';

export interface ProblemWords {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly fixes?: readonly TextFix[];
}

export const syntaxProblem = (range: TextRange, { fixes = [], ...words }: ProblemWords): FormulaDiagnostic => ({
  severity: 'error',
  range,
  fixes,
  ...words,
});
