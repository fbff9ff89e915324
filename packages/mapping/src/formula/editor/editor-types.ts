import type { TextRange } from '../diagnostic';

/** One entry of the list that opens while a formula is typed. */
export interface Completion {
  readonly label: string;
  readonly kind: 'field' | 'variable' | 'function' | 'value' | 'keyword';
  /** The type, or how a function is called. */
  readonly detail: string;
  readonly documentation?: string;
  /** What replaces the characters of `range`. */
  readonly insertText: string;
  readonly range: TextRange;
  /** Where the cursor stands afterwards, counted in `insertText`; absent: behind it. */
  readonly cursor?: number;
  /** Lists are sorted by this text. */
  readonly sortText: string;
}

export interface Hover {
  readonly range: TextRange;
  /** What stands there and its type, in one line. */
  readonly title: string;
  readonly lines: readonly string[];
}

export interface SignatureParameter {
  /** Where it stands in the label of its signature. */
  readonly range: TextRange;
  readonly documentation: string;
}

/** How the function around the cursor is called. */
export interface Signature {
  readonly label: string;
  readonly documentation: string;
  readonly parameters: readonly SignatureParameter[];
  /** Index of the parameter the cursor is in. */
  readonly activeParameter: number;
}
