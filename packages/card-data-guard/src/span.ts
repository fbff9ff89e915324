export type CardDataKind = 'card-number' | 'security-code' | 'track';

/** Where card data stands in a text; never the data. */
export interface CardDataSpan {
  readonly kind: CardDataKind;
  readonly start: number;
  readonly end: number;
}
