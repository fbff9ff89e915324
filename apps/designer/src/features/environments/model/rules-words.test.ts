import type { Environment } from '@penstock/contracts';
import { keyFrom } from './key-from-name';
import { daysWords, rulesWords } from './rules-words';

const now = Date.parse('2026-11-26T12:00:00Z');
const production: Environment = {
  id: '0193a000-0000-7000-8000-000000000003',
  key: 'production',
  name: 'Production',
  kind: 'production',
  position: 2,
  demandsPromotion: true,
  changeWindow: { days: [4, 1, 2, 3], from: '08:00', to: '17:00', timeZone: 'America/Chicago' },
  freezes: [
    { from: '2026-11-20T00:00:00Z', to: '2026-11-25T00:00:00Z', reason: 'over' },
    { from: '2026-12-20T00:00:00Z', to: '2026-12-25T00:00:00Z', reason: 'to come' },
  ],
  shadowRules: { isRequired: true, mostMoney: '100.00', mostDifferent: 1 },
};

describe('how versions go live, in words', () => {
  test('names the promotion, the window, what is ahead and the limits', () => {
    expect(rulesWords(production, now)).toEqual([
      'By an approved promotion',
      'Mon–Thu, 08:00 to 17:00 (America/Chicago)',
      '1 freeze ahead',
      'Shadow run: at most 100.00 of money different, 1 run different',
    ]);
  });

  test('a freeze that holds now comes first, with its reason', () => {
    const [first] = rulesWords({ ...production, freezes: [{ from: '2026-11-26T00:00:00Z', to: '2026-12-01T00:00:00Z', reason: 'month end' }] }, now);

    expect(first).toMatch(/^Frozen until .*2026.*: month end$/);
  });

  test('nothing demanded says so in one line', () => {
    const open = { ...production, demandsPromotion: false, changeWindow: null, freezes: [], shadowRules: { isRequired: false, mostMoney: null, mostDifferent: null } };

    expect(rulesWords(open, now)).toEqual(['Freely, by whoever may deploy there']);
  });

  test.each([
    [[5, 1], 'Mon, Fri'],
    [[1, 2, 3, 4, 5, 6, 7], 'Mon–Sun'],
    [[6, 7], 'Sat, Sun'],
  ])('days %j are %s', (days, words) => expect(daysWords(days)).toBe(words));
});

test.each([
  ['North America (test)', 'north-america-test'],
  ['2nd try', 'nd-try'],
  ['§', ''],
])('the key of %s starts as %j', (name, key) => expect(keyFrom(name)).toBe(key));
