import { notRun, scenarios } from './plan';

/** The plan as data: what its table promises about every row. */
const byNumber = new Map(scenarios.map((scenario) => [scenario.number, scenario]));

test('every row has a number of its own', () => {
  expect(byNumber.size).toBe(scenarios.length);
});

test('every row of the plan is run here, or it is said why not', () => {
  const explained = notRun.flatMap(([numbers]) => numbers.split(', '));
  const covered = new Set([...scenarios.map(({ number }) => number.replace(/[a-z]$/, '')), ...explained]);

  expect(Array.from({ length: 40 }, (_, index) => String(index + 1)).filter((number) => !covered.has(number))).toEqual([]);
  expect(explained.filter((number) => byNumber.has(number))).toEqual([]);
});

test('every row has an ablation, or names the row whose ablation switches off the same safety', () => {
  const without = scenarios.filter(({ ablation, sharesAblationOf }) => (ablation === undefined) === (sharesAblationOf === undefined));
  const leadNowhere = scenarios.filter(({ sharesAblationOf }) => sharesAblationOf !== undefined && byNumber.get(sharesAblationOf)?.ablation === undefined);

  expect([without.map(({ number }) => number), leadNowhere.map(({ number }) => number)]).toEqual([[], []]);
});

test('a bounded run is never larger than a full one', () => {
  expect(scenarios.filter(({ orders, boundedOrders }) => boundedOrders > orders)).toEqual([]);
});
