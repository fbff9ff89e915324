import type { TextRange } from '../diagnostic';

export type TokenKind = 'int' | 'decimal' | 'string' | 'name' | 'sign' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string, what it means. */
  readonly text: string;
  readonly range: TextRange;
}
