import { Decimal } from '@penstock/kernel';
import { date, money, positiveMoney, quantity, text, wholeNumber } from './fields';

describe('a field of an action', () => {
  test('keeps the digits of a decimal', () => {
    expect(money.parse(Decimal.from('19.90'))).toBe('19.90');
    expect(money.parse(-0.5)).toBe('-0.5');
  });

  test.each(['19.99999', '1,000.00', '$5', '', '1e3'])('does not take %j for an amount', (value) => {
    expect(money.safeParse(value).success).toBe(false);
  });

  test.each(['0', '0.00', '-1'])('does not take %j for a payment', (value) => {
    expect(positiveMoney.safeParse(value).success).toBe(false);
  });

  test('takes an id as number or text up to its column', () => {
    expect(text(19).parse(100198)).toBe('100198');
    expect(text(19).parse(' 100198 ')).toBe('100198');
    expect(text(8).safeParse('123456789').success).toBe(false);
  });

  test('takes quantities with nine decimals', () => {
    expect(quantity.parse('2.123456789')).toBe('2.123456789');
  });

  test('takes whole numbers of a limited length', () => {
    expect(wholeNumber(3).parse(9)).toBe('9');
    expect(wholeNumber(3).safeParse('9.5').success).toBe(false);
  });

  test('cuts a date off its time', () => {
    expect(date.parse('2026-09-12T23:30:00Z')).toBe('2026-09-12');
    expect(date.safeParse('09/12/2026').success).toBe(false);
  });
});
