import fc from 'fast-check';
import { currencyCodes, currencyExponent } from './currency';
import { Decimal } from './decimal';
import { Money, MoneyError } from './money';

const amounts = (parts: readonly Money[]) => parts.map((part) => part.amount.toString());

describe('currencies', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['BHD', 3],
    ['KWD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('knows the smallest coin of %s', (code, exponent) => {
    expect(currencyExponent(code)).toBe(exponent);
  });

  it('lists every code once', () => {
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
    expect(currencyCodes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });
});

describe('Money', () => {
  it('refuses a currency that does not exist', () => {
    expect(() => Money.of('1', 'usd')).toThrow(MoneyError);
    expect(() => Money.of('1', 'constructor')).toThrow(expect.objectContaining({ code: 'UNKNOWN_CURRENCY' }));
  });

  it('refuses to mix currencies', () => {
    const add = () => Money.of('1', 'USD').plus(Money.of('1', 'EUR'));

    expect(add).toThrow(expect.objectContaining({ code: 'CURRENCIES_DIFFER' }));
  });

  it('rounds to whole coins of its currency', () => {
    expect(Money.of('10.005', 'USD').round().toString()).toBe('10.01 USD');
    expect(Money.of('10.5', 'JPY').round('half-even').toString()).toBe('10 JPY');
    expect(Money.of('1.2', 'BHD').round().toString()).toBe('1.200 BHD');
  });

  it('counts in smallest coins and back', () => {
    expect(Money.of('19.99', 'USD').minorUnits()).toBe(1999n);
    expect(Money.fromMinorUnits(1999n, 'KWD').toString()).toBe('1.999 KWD');
  });

  it('adds, subtracts and compares exactly', () => {
    const total = Money.of('0.10', 'USD').plus(Money.of('0.20', 'USD'));

    expect(total.equals(Money.of('0.3', 'USD'))).toBe(true);
    expect(total.minus(total).isZero()).toBe(true);
    expect(total.compare(Money.of('0.31', 'USD'))).toBe(-1);
    expect(total.negated().times(Decimal.from(2)).toString()).toBe('-0.60 USD');
  });

  it('gives leftover coins to the largest remainders', () => {
    expect(amounts(Money.of('100.00', 'USD').allocate([1, 1, 1]))).toEqual(['33.34', '33.33', '33.33']);
    expect(amounts(Money.of('0.05', 'USD').allocate([3, 7]))).toEqual(['0.02', '0.03']);
    expect(amounts(Money.of('-0.05', 'USD').allocate([1, 1]))).toEqual(['-0.03', '-0.02']);
    expect(amounts(Money.of('7', 'JPY').allocate([Decimal.from('0.5'), Decimal.from('0.5')]))).toEqual(['4', '3']);
  });

  it('refuses to split by nothing', () => {
    expect(() => Money.of('1.00', 'USD').allocate([0, 0])).toThrow(
      expect.objectContaining({ code: 'NOTHING_TO_ALLOCATE_BY' }),
    );
  });

  it('never loses or invents a coin when splitting', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 })
      .filter((list) => list.some((weight) => weight > 0));

    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), weights, (units, list) => {
        const whole = Money.fromMinorUnits(units, 'USD');

        const parts = whole.allocate(list);

        expect(parts.reduce((sum, part) => sum.plus(part), Money.of(0, 'USD')).equals(whole)).toBe(true);
      }),
    );
  });
});
