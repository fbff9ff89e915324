import { cardLastFour } from './card-last-four';

describe('the last four digits of a card', () => {
  test('come from a masked number, wherever it stands', () => {
    expect(cardLastFour({ amount: '9.60' }, { order: { payment: [{ masked_card_number: 'xxxxxxxxxxxx5439' }] } })).toBe(
      '5439',
    );
    expect(cardLastFour({ payment: { last_four: '1111' } })).toBe('1111');
  });

  test('are not guessed from other numbers', () => {
    expect(cardLastFour({ zip: '9410', invoice: 'xxxx1234' }, null)).toBeNull();
  });
});
