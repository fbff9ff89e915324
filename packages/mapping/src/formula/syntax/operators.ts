import type { BinaryOperator } from './ast';

/** How strongly an operator holds its sides together. */
export const binaryOperators: ReadonlyMap<BinaryOperator, number> = new Map([
  ['||', 10],
  ['&&', 20],
  ['==', 30],
  ['!=', 30],
  ['<', 30],
  ['<=', 30],
  ['>', 30],
  ['>=', 30],
  ['in', 30],
  ['+', 50],
  ['-', 50],
  ['*', 60],
  ['/', 60],
  ['%', 60],
]);

/** What other languages write, and what it is called here. */
export const mistakenOperators: ReadonlyMap<string, string> = new Map([
  ['=', '=='],
  ['<>', '!='],
  ['&', '+'],
  ['|', '||'],
]);

export const wordOperators: ReadonlyMap<string, string> = new Map([
  ['AND', '&&'],
  ['OR', '||'],
  ['EQ', '=='],
  ['NE', '!='],
]);
