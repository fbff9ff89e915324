import { consequenceOf, outcomeOf } from './plan-words';

type Plan = Parameters<typeof consequenceOf>[0];
const effect = (standing: Plan['effects'][number]['standing']) => ({ standing }) as Plan['effects'][number];

describe('the consequence of a plan', () => {
  test('is told in numbers and money, one line per standing', () => {
    const lines = consequenceOf({
      effects: [effect('new'), effect('new'), effect('confirmed')],
      totals: [
        { kind: 'money', standing: 'new', currency: 'USD', count: 1, amount: '1059.97' },
        { kind: 'ledger', standing: 'new', currency: 'USD', count: 1, amount: '59.9' },
        { kind: 'money', standing: 'confirmed', currency: 'EUR', count: 1, amount: '5' },
      ],
    });

    expect(lines).toEqual([
      '2 effects would be sent: payments USD 1,059.97, postings USD 59.90',
      '1 effect done already and skipped: payments EUR 5.00',
    ]);
  });

  test('is nothing without effects', () => {
    expect(consequenceOf({ effects: [], totals: [] })).toEqual([]);
  });
});

describe('the outcome', () => {
  const problem = { key: 'a', stepId: 'a', field: null, code: 'X', message: 'The field is missing.', remedy: null };

  test('says that nothing was sent, whatever it is', () => {
    const words = [
      outcomeOf({ outcome: 'succeeded', problems: [] }),
      outcomeOf({ outcome: 'needs-attention', problems: [] }),
    ].map((each) => each.words);

    expect(words.every((each) => each.includes('Nothing was sent.'))).toBe(true);
  });

  test('names the first problem that nobody deals with', () => {
    const caught = { ...problem, message: 'Caught.', isCaught: true };

    expect(
      outcomeOf({ outcome: 'needs-attention', problems: [caught, { ...problem, isCaught: false }] }),
    ).toMatchObject({ tone: 'attention', words: expect.stringContaining('The field is missing.') });
  });
});
