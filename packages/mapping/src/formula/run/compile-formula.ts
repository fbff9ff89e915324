import type { ValueTable } from '../../document';
import type { Getter } from '../../field-path';
import { CompileFailure } from '../../problems';
import { checkFormula } from '../check/check-formula';
import type { FormulaDiagnostic } from '../diagnostic';
import { types } from '../../types/type';
import { FormulaCompiler } from './compiler';
import type { RunFormula } from './part';

export interface FormulaSurroundings {
  /** Sources of the rule by their names; other names are read from the record. */
  readonly sources: ReadonlyMap<string, Getter>;
  readonly tables: Readonly<Record<string, ValueTable>>;
  /** Where in its rule the formula stands. */
  readonly place: string;
}

/** A formula that cannot be compiled, with everything that is wrong with it. */
export class FormulaRefused extends CompileFailure {
  constructor(
    readonly place: string,
    readonly diagnostics: readonly FormulaDiagnostic[],
  ) {
    const [first] = diagnostics;
    super(first?.code ?? 'BAD_FORMULA', first?.message ?? 'The formula cannot be read.', first?.hint ?? 'Correct it.');
  }
}

/**
 * Turns a formula into closures; parts that do not depend on the record are worked out here, once. What is known of
 * the record's types is the checker's business: the closures look at each value themselves.
 * @throws FormulaRefused
 */
export function compileFormula(text: string, { sources, tables, place }: FormulaSurroundings): RunFormula {
  const names = new Map([...sources.keys()].map((name) => [name, types.any] as const));
  const { root, diagnostics } = checkFormula(text, { names, open: true, tables, facts: new Map() });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new FormulaRefused(place, errors);
  return new FormulaCompiler({ sources, tables }).compile(root);
}
