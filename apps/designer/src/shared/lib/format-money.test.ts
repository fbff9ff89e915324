import { formatAmount, formatMoney } from './format-money';

describe('an amount', () => {
  test.each([
    ['18240.1', '18,240.10'],
    ['0.1', '0.10'],
    ['1234567890123456789.01', '1,234,567,890,123,456,789.01'],
    ['12.5000', '12.50'],
    ['12.3456', '12.3456'],
    ['-32.5', '(32.50)'],
    ['7', '7.00'],
    ['not a number', 'not a number'],
  ])('%s is shown as %s', (amount, shown) => {
    expect(formatAmount(amount, 'en-US')).toBe(shown);
  });

  test('follows the separators of the locale', () => {
    expect(formatAmount('1234.5', 'de-DE')).toBe('1.234,50');
  });

  test('carries its currency code', () => {
    expect(formatMoney('19.99', 'USD')).toBe('USD 19.99');
  });
});
