import fc from 'fast-check';
import { diffForPeople, lineDiff } from './line-diff';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 }).map((some) => some.join('\n'));

describe('a difference by lines', () => {
  test('gives back both sides', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after);
        const side = (left: 'removed' | 'added') => diff.filter(({ kind }) => kind === 'same' || kind === left).map(({ text }) => text).join('\n');
        expect([side('removed'), side('added')]).toEqual([before, after]);
      }),
    );
  });

  test('keeps what is common and shows three lines around what is not', () => {
    expect(diffForPeople(lineDiff('1\n2\n3\n4\n5\n6\n7\n8\n9', '1\n2\n3\n4\nfive\n6\n7\n8\n9'))).toEqual(['  …', '  2', '  3', '  4', '- 5', '+ five', '  6', '  7', '  8']);
  });

  test('is nothing between equal texts', () => {
    expect(diffForPeople(lineDiff('a\nb', 'a\nb'))).toEqual([]);
  });
});
