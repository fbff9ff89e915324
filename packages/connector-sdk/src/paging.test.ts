import { collectPages, nextLink, streamPages, type Page } from './paging';

const pages: Readonly<Record<string, Page<number>>> = {
  first: { items: [1, 2], next: 'b' },
  b: { items: [3], next: 'c' },
  c: { items: [] },
};
const read = (next: string | undefined) => Promise.resolve(pages[next ?? 'first']!);

test('pages are read to the end, an empty one included', async () => {
  expect(await collectPages(read, { maxItems: 3 })).toEqual([1, 2, 3]);
});

test('more records than allowed are refused as a whole', async () => {
  await expect(collectPages(read, { maxItems: 2 })).rejects.toMatchObject({ details: { class: 'config', code: 'TOO_MANY_RECORDS' } });
});

test('a page is asked for only when it is needed', async () => {
  const asked: (string | undefined)[] = [];
  const stream = streamPages((next) => {
    asked.push(next);
    return read(next);
  });

  await stream.next();

  expect(asked).toEqual([undefined]);
});

test('pages that lead in a circle end in a failure', async () => {
  const circle = () => Promise.resolve({ items: [1], next: 'a' });

  await expect(collectPages(circle, { maxItems: 100 })).rejects.toMatchObject({ details: { code: 'PAGES_IN_A_CIRCLE' } });
});

test.each([
  ['<https://shop.example/o?page_info=x>; rel="next"', 'https://shop.example/o?page_info=x'],
  ['<https://a.example/1>; rel="previous", <https://a.example/3>; rel="next"', 'https://a.example/3'],
  ['<https://a.example/a,b>; rel=next', 'https://a.example/a,b'],
  ['<https://a.example/1>; rel="previous"', undefined],
  ['<https://a.example/1>; title="rel=next"', undefined],
  ['', undefined],
])('the next link of %s', (link, expected) => {
  expect(nextLink({ headers: { link } })).toBe(expected);
});
