import { isJsonObject } from './json-object';
import { parseJson } from './lossless-json';

test.each([
  ['{"a":1}', true],
  ['{}', true],
  ['100.0000', false],
  ['12345678901234567890.10', false],
  ['[1]', false],
  ['null', false],
  ['"{}"', false],
  ['1', false],
])('%s is an object: %p', (text, expected) => {
  expect(isJsonObject(parseJson(text))).toBe(expected);
});

test('what is not there is no object', () => {
  expect(isJsonObject(undefined)).toBe(false);
});
