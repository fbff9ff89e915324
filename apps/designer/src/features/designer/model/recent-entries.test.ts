import { readRecent, rememberRecent } from './recent-entries';

beforeEach(() => localStorage.clear());

describe('recently used steps', () => {
  test('the newest is first, and none is there twice', () => {
    for (const key of ['a', 'b', 'a', 'c']) rememberRecent(localStorage, key);

    expect(readRecent(localStorage)).toEqual(['c', 'a', 'b']);
  });

  test('five are kept', () => {
    for (const key of 'abcdefg') rememberRecent(localStorage, key);

    expect(readRecent(localStorage)).toEqual(['g', 'f', 'e', 'd', 'c']);
  });

  test('spoilt storage is as good as none', () => {
    localStorage.setItem('penstock.palette.recent', '{"a":');

    expect(readRecent(localStorage)).toEqual([]);
  });
});
