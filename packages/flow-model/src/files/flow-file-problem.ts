/** Something that keeps a flow file from being read, at the place where a person mends it. */
export interface FlowFileProblem {
  readonly code: FlowFileProblemCode;
  /** Both counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Dotted path in the file, e.g. `steps.charge.slot`; absent when the text as a whole is meant. */
  readonly path?: string;
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

export type FlowFileProblemCode =
  | 'FILE_TOO_LARGE'
  | 'NESTED_TOO_DEEPLY'
  | 'YAML_SYNTAX'
  | 'DUPLICATE_NAME'
  | 'NAME_NOT_TEXT'
  | 'NAME_NOT_ALLOWED'
  | 'REFERENCE_NOT_ALLOWED'
  | 'TAG_NOT_ALLOWED'
  | 'DIRECTIVE_NOT_ALLOWED'
  | 'SEVERAL_DOCUMENTS'
  | 'NUMBER_NOT_EXACT'
  | 'UNKNOWN_FIELD'
  | 'UNKNOWN_STEP'
  | 'VALUE_INVALID';

/** More than a person mends in one go; the rest shows when these are gone. */
export const mostProblems = 50;
