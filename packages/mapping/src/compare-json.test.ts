import { parseJson } from '@penstock/kernel';
import { compareJson } from './compare-json';

const differences = (before: string, after: string) =>
  compareJson(parseJson(before), parseJson(after)).map(({ path, before: was, after: is }) => [path, was, is]);

describe('two values', () => {
  test.each([
    ['equal', '{"a":[1,{"b":null}]}', '{"a":[1,{"b":null}]}'],
    ['numbers with more zeros', '{"amount":5}', '{"amount":5.00}'],
    ['members in another order', '{"a":1,"b":2}', '{"b":2,"a":1}'],
  ])('do not differ when they are %s', (_name, before, after) => {
    expect(differences(before, after)).toEqual([]);
  });

  test.each([
    ['a member', '{"a":1}', '{"a":2}', [['a', 1, 2]]],
    ['a text of another length', '{"no":"007"}', '{"no":"7"}', [['no', '007', '7']]],
    ['a number and its text', '{"a":5}', '{"a":"5"}', [['a', 5, '5']]],
    ['a member that is gone', '{"a":1,"b":2}', '{"a":1}', [['b', 2, undefined]]],
    ['a member that is null now', '{"a":1}', '{"a":null}', [['a', 1, null]]],
    [
      'an item of a list',
      '{"lines":[{"sku":"A"},{"sku":"B"}]}',
      '{"lines":[{"sku":"A"},{"sku":"C"}]}',
      [['lines[1].sku', 'B', 'C']],
    ],
    ['a longer list', '[1]', '[1,2]', [['[1]', undefined, 2]]],
    ['an object that became a text', '{"a":{"b":1}}', '{"a":"x"}', [['a', { b: 1 }, 'x']]],
    ['the value as a whole', '1', '2', [['', 1, 2]]],
    ['a name with a dot', '{"odd.name":1}', '{"odd.name":2}', [['["odd.name"]', 1, 2]]],
  ])('differ in %s', (_name, before, after, expected) => {
    expect(differences(before, after)).toEqual(expected);
  });

  test('differ in the last digit of a number no float can hold', () => {
    expect(differences('{"id":12345678901234567890}', '{"id":12345678901234567891}')).toHaveLength(1);
  });
});
