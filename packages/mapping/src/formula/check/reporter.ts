import type { Type } from '../../types/type';
import type { FormulaDiagnostic, TextFix, TextRange } from '../diagnostic';

export interface FaultWords {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly fixes?: readonly TextFix[];
  /** Types it rests on: one that was only observed makes it a warning. */
  readonly rests?: readonly Type[];
  readonly severity?: 'error' | 'warning';
}

/** Collects what is wrong with one formula. */
export class Reporter {
  readonly problems: FormulaDiagnostic[] = [];

  report(range: TextRange, { rests = [], fixes = [], severity, ...words }: FaultWords): void {
    const observed = rests.some((type) => type.observed === true);
    this.problems.push({ ...words, severity: severity ?? (observed ? 'warning' : 'error'), range, fixes });
  }
}
