import { allItems, type PagePosition } from './all-items';

const letters = ['a', 'b', 'c', 'd', 'e'];
const listOf = (asked: PagePosition[]) => (position: PagePosition) => {
  asked.push(position);
  const start = Number(position.cursor ?? 0);
  const end = start + position.limit;
  return Promise.resolve({ items: letters.slice(start, end), nextCursor: end < letters.length ? String(end) : null });
};

describe('all items of a list', () => {
  test('come in order, page by page', async () => {
    const asked: PagePosition[] = [];

    const items: string[] = [];
    for await (const item of allItems(listOf(asked), 2)) items.push(item);

    expect(items).toEqual(letters);
    expect(asked).toEqual([{ limit: 2 }, { cursor: '2', limit: 2 }, { cursor: '4', limit: 2 }]);
  });

  test('are not asked for beyond what is wanted', async () => {
    const asked: PagePosition[] = [];

    for await (const item of allItems(listOf(asked), 2)) if (item === 'b') break;

    expect(asked).toHaveLength(1);
  });
});
