import { isWholePage, partOfWhole, wholePage } from './paging';

const listOf = (...ids: string[]) => wholePage(ids.map((id) => ({ id })));
const idsOf = ({ items }: { readonly items: readonly unknown[] }) => (items as { id: string }[]).map(({ id }) => id).join('');

describe('a list that is made whole', () => {
  test('comes whole to who asks for no pages', () => {
    expect(partOfWhole(listOf('a', 'b'), {})).toEqual({ items: [{ id: 'a' }, { id: 'b' }], nextCursor: null });
  });

  test('comes in pages that leave nothing out and say where they end', () => {
    const first = partOfWhole(listOf('a', 'b', 'c'), { limit: 2 });
    const second = partOfWhole(listOf('a', 'b', 'c'), { limit: 2, cursor: first.nextCursor ?? '' });

    expect([idsOf(first), idsOf(second), second.nextCursor]).toEqual(['ab', 'c', null]);
  });

  test('shows nothing twice when something came in before', () => {
    const { nextCursor } = partOfWhole(listOf('a', 'b', 'c'), { limit: 2 });

    expect(idsOf(partOfWhole(listOf('new', 'a', 'b', 'c'), { limit: 2, cursor: nextCursor ?? '' }))).toBe('c');
  });

  test('goes on at the same number when the item before is gone', () => {
    const { nextCursor } = partOfWhole(listOf('a', 'b', 'c', 'd'), { limit: 2 });

    expect(idsOf(partOfWhole(listOf('a', 'x', 'c', 'd'), { limit: 2, cursor: nextCursor ?? '' }))).toBe('cd');
  });

  test.each(['nonsense', Buffer.from('[0,"a"]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url')])('refuses the cursor %s', (cursor) => {
    expect(() => partOfWhole(listOf('a'), { cursor })).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
  });

  test('is told from other answers', () => {
    expect([isWholePage(listOf('a')), isWholePage({ items: [], nextCursor: null }), isWholePage(null)]).toEqual([true, false, false]);
  });
});
