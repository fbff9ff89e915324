/** What sort of value a concept stands for; decides which fields can carry the same thing. */
export type ConceptKind =
  | 'id'
  | 'name'
  | 'text'
  | 'enum'
  | 'flag'
  | 'money'
  | 'quantity'
  | 'rate'
  | 'date'
  | 'email'
  | 'phone'
  | 'url'
  | 'street'
  | 'city'
  | 'region'
  | 'postal-code'
  | 'country'
  | 'currency'
  | 'object';

/** Concepts of one group exclude each other: a field is about billing or about shipping, not about both. */
export type ConceptGroup =
  | 'role'
  | 'address-part'
  | 'name-part'
  | 'date-part'
  | 'moment'
  | 'money-part'
  | 'level'
  | 'tax-basis'
  | 'medium'
  | 'entity'
  | 'card';

export interface Concept {
  readonly id: string;
  readonly kind?: ConceptKind;
  readonly group?: ConceptGroup;
  /** How near in meaning another concept is, from 0 to 1; holds both ways. */
  readonly near?: Readonly<Record<string, number>>;
  /** The ways of writing it, as words after splitting and expansion, separated by `|`. */
  readonly words: string;
}

/** Words that stand for several concepts together: a SKU is an item's identifier. */
export interface Phrase {
  readonly words: string;
  /** Concept ids in order, the head last. */
  readonly means: readonly string[];
}
