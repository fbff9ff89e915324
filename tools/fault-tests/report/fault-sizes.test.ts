import { sizesText } from './fault-sizes';

const rows = (ran: ReadonlyMap<string, number>) => new Map(sizesText(ran).filter((line) => line.startsWith('| ')).map((line) => [line.split(' | ')[0]?.slice(2), line]));

test('a row says its size in the plan, here and in this run, and how many times smaller that is', () => {
  expect(rows(new Map([['4', 150]])).get('4')).toMatch(/^\| 4 \| 10,000 \| 1,000, ÷ 10 \| 150, ÷ 67 \|/);
});

test('a row in the plan’s own size says so', () => {
  expect(rows(new Map([['21', 50]])).get('21')).toContain('| 50 | 50, full size | 50, full size |');
});

test('a row that was not run says so, and one that the plan does not know has no factor', () => {
  const found = rows(new Map([['41', 300]]));

  expect([found.get('4'), found.get('41')]).toEqual([expect.stringContaining('**not run**'), expect.stringContaining('| not in the plan | 500 | 300 |')]);
});
