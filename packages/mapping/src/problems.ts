import { DecimalError, InvariantViolation, PenstockError } from '@penstock/kernel';
import type { DocumentEdit } from './document-edit';
import type { TextRange } from './formula/diagnostic';
import { maskedShape, type Value } from './values';

/** Why a rule could not make its value from this record. Data, never thrown at the caller; holds no source values. */
export interface MappingError {
  readonly ruleId: string;
  /** Stable, upper snake case. */
  readonly code: string;
  /** Where in the output the value is missing now. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/** What is wrong with a mapping document, before any record is seen. */
export interface MappingProblem {
  readonly ruleId?: string;
  /** Stable, upper snake case. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** The target or source path it is about. */
  readonly path?: string;
  readonly message: string;
  /** How to mend it. */
  readonly fix?: string;
  /** The formula it is about, as a path into its rule: `formula`, `defaultFormula`, `when.formula`, `orderBy[0].by`. */
  readonly place?: string;
  /** The characters of that formula. */
  readonly range?: TextRange;
  /** Mends it when it is applied to the document. */
  readonly edit?: DocumentEdit;
}

/** Raised while a rule runs, caught at the rule's border and turned into a `MappingError`. */
export class ValueFailure extends PenstockError {
  constructor(
    code: string,
    message: string,
    readonly hint: string,
  ) {
    super(code, message);
  }
}

/** A limit of the whole run was passed: no `onError` of a single rule may hide it. */
export class BudgetExceeded extends ValueFailure {}

/** Raised while a document is compiled, caught at the rule's border and turned into a `MappingProblem`. */
export class CompileFailure extends PenstockError {
  constructor(
    code: string,
    message: string,
    readonly fix: string,
  ) {
    super(code, message);
  }
}

export function wrongKind(wanted: string, got: Value, hint: string): ValueFailure {
  return new ValueFailure('WRONG_KIND', `This needs ${wanted} and got ${maskedShape(got)}.`, hint);
}

export interface Failed {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Turns whatever a rule raised into data. A fault of ours is named as one and still does not escape. */
export function describeFailure(thrown: unknown): Failed {
  if (thrown instanceof ValueFailure) return { code: thrown.code, message: thrown.message, hint: thrown.hint };
  if (thrown instanceof DecimalError) {
    return { code: thrown.code, message: thrown.message, hint: 'Check the amounts and the order of the steps.' };
  }
  const what = thrown instanceof InvariantViolation ? thrown.message : 'The rule broke in a way nobody foresaw.';
  return {
    code: 'RULE_BROKE',
    message: what,
    hint: 'This is a fault of the platform: report it with the rule and its test record.',
  };
}
