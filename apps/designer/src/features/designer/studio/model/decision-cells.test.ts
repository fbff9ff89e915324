import type { DecisionCell } from '@penstock/mapping';
import { cellFrom, cellText } from './decision-cells';

describe('a cell of a decision table', () => {
  test.each<[string, DecisionCell]>([
    ['', null],
    ['Visa', { oneOf: ['Visa'] }],
    ['Visa, Mastercard', { oneOf: ['Visa', 'Mastercard'] }],
    ['10, 20', { oneOf: [10, 20] }],
    ['007, 1.10', { oneOf: ['007', '1.10'] }],
    ['true', { oneOf: [true] }],
    ['null', { oneOf: [null] }],
    ['10..100', { from: 10, below: 100 }],
    ['-5.5..', { from: -5.5 }],
    ['..0', { below: 0 }],
  ])('%j means %j, and is written so again', (text, cell) => {
    expect(cellFrom(text)).toEqual(cell);
    expect(cellText(cell)).toBe(text);
  });

  test('two dots alone are a text, because they say nothing about numbers', () => {
    expect(cellFrom('..')).toEqual({ oneOf: ['..'] });
  });
});
