import type { Comparison } from '@penstock/mapping';

/** A comparison as it is said between its two values. */
export const comparisonWords: Readonly<Record<Comparison, string>> = {
  equals: 'is',
  'not-equals': 'is not',
  'greater-than': 'is more than',
  'at-least': 'is at least',
  'less-than': 'is less than',
  'at-most': 'is at most',
  contains: 'contains',
  'starts-with': 'starts with',
  'one-of': 'is one of',
  'is-empty': 'is empty',
  'is-present': 'is there',
};
