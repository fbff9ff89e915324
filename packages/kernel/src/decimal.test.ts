import fc from 'fast-check';
import { Decimal, DecimalError } from './decimal';
import { roundings } from './rounding';

const text = (value: string) => Decimal.from(value).toString();

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 12 }))
  .map(([units, scale]) => Decimal.of(units, scale));

describe('Decimal reading', () => {
  it.each([
    ['1.00', '1.00'],
    ['-12.5', '-12.5'],
    ['+3', '3'],
    ['.5', '0.5'],
    ['007', '7'],
    ['1e3', '1000'],
    ['1.25e-3', '0.00125'],
    ['12345678901234567890.10', '12345678901234567890.10'],
    ['-0.05', '-0.05'],
  ])('reads %s as %s', (given, expected) => {
    expect(text(given)).toBe(expected);
  });

  it.each(['', ' ', '1,000.00', '$5', '1.', 'NaN', 'Infinity', '0x10', '1e', '--1', '1 000', '१'])(
    'refuses %p as not a number',
    (given) => {
      const parsed = Decimal.parse(given);

      expect(parsed).toMatchObject({ ok: false, error: { code: 'NOT_A_NUMBER' } });
    },
  );

  it.each(['1e1001', '1e-1001', '1e999999', `1${'0'.repeat(1000)}`])(
    'refuses more digits than it can hold',
    (given) => {
      const parsed = Decimal.parse(given);

      expect(parsed).toMatchObject({ ok: false, error: { code: 'OUT_OF_RANGE' } });
    },
  );

  it('takes a JS number by its shortest text', () => {
    expect(Decimal.from(0.1).toString()).toBe('0.1');
    expect(Decimal.from(1e21).toString()).toBe('1000000000000000000000');
    expect(Decimal.from(5e-7).toString()).toBe('0.0000005');
    expect(Decimal.from(42n).toString()).toBe('42');
  });

  it('reads the largest and the smallest JS number', () => {
    expect(Decimal.from(Number.MAX_VALUE).toNumber()).toBe(Number.MAX_VALUE);
    expect(Decimal.from(Number.MIN_VALUE).toNumber()).toBe(Number.MIN_VALUE);
  });

  it.each([NaN, Infinity, -Infinity])('refuses the number %p', (given) => {
    expect(() => Decimal.from(given)).toThrow(DecimalError);
  });
});

describe('Decimal arithmetic', () => {
  it('multiplies without the error of floating point', () => {
    expect(Decimal.from('19.99').times(Decimal.from(100)).toString()).toBe('1999.00');
    expect(Decimal.from('0.1').plus(Decimal.from('0.2')).toString()).toBe('0.3');
  });

  it('keeps the larger scale when adding', () => {
    expect(Decimal.from('1.5').plus(Decimal.from('0.50')).toString()).toBe('2.00');
    expect(Decimal.from('1').minus(Decimal.from('0.01')).toString()).toBe('0.99');
  });

  it.each([
    ['half-up', '2.5', '3'],
    ['half-up', '-2.5', '-3'],
    ['half-even', '2.5', '2'],
    ['half-even', '3.5', '4'],
    ['half-even', '2.51', '3'],
    ['half-down', '2.5', '2'],
    ['half-down', '2.51', '3'],
    ['down', '-2.9', '-2'],
    ['up', '2.1', '3'],
    ['floor', '-2.1', '-3'],
    ['floor', '2.9', '2'],
    ['ceiling', '-2.9', '-2'],
    ['ceiling', '2.1', '3'],
  ] as const)('rounds %s: %s becomes %s', (rounding, given, expected) => {
    expect(Decimal.from(given).round(0, rounding).toString()).toBe(expected);
  });

  it('fills up with zeros when rounding to more digits', () => {
    expect(Decimal.from('5').round(2, 'half-up').toString()).toBe('5.00');
  });

  it('divides to the wanted scale', () => {
    const third = Decimal.from('100').dividedBy(Decimal.from('3'), { scale: 4, rounding: 'half-up' });
    const cent = Decimal.from('0.0300').dividedBy(Decimal.from('3'), { scale: 2, rounding: 'half-up' });

    expect(third.toString()).toBe('33.3333');
    expect(cent.toString()).toBe('0.01');
  });

  it('refuses to divide by zero', () => {
    const divide = () => Decimal.from(1).dividedBy(Decimal.from('0.00'), { scale: 2, rounding: 'half-up' });

    expect(divide).toThrow(expect.objectContaining({ code: 'DIVISION_BY_ZERO' }));
  });

  it('compares by size, not by scale', () => {
    expect(Decimal.from('1.0').equals(Decimal.from('1.00'))).toBe(true);
    expect(Decimal.from('-1').compare(Decimal.from('0.5'))).toBe(-1);
    expect(Decimal.from('2').compare(Decimal.from('1.99'))).toBe(1);
    expect(Decimal.from('-0.00').isZero()).toBe(true);
  });

  it('counts an amount in its smallest coin', () => {
    expect(Decimal.from('19.99').minorUnits(2)).toBe(1999n);
    expect(Decimal.from('500').minorUnits(0)).toBe(500n);
    expect(Decimal.from('1.250').minorUnits(2)).toBe(125n);
  });

  it('refuses to lose a part of a coin', () => {
    expect(() => Decimal.from('1.255').minorUnits(2)).toThrow(expect.objectContaining({ code: 'NOT_A_WHOLE_AMOUNT' }));
  });

  it('refuses results of more than a thousand digits', () => {
    const huge = Decimal.from(`1${'0'.repeat(999)}`);

    expect(() => huge.times(huge)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });

  it('says whether digits after the point matter', () => {
    expect(Decimal.from('2.00').isInteger()).toBe(true);
    expect(Decimal.from('2.01').isInteger()).toBe(false);
    expect(Decimal.from('-3.5').abs().toString()).toBe('3.5');
    expect(Decimal.from('2.50').normalized().toString()).toBe('2.5');
  });
});

describe('Decimal laws', () => {
  it('reads back what it writes', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        const read = Decimal.from(value.toString());

        expect([read.units, read.scale]).toEqual([value.units, value.scale]);
      }),
    );
  });

  it('subtracts what it added', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(a.plus(b).minus(b).equals(a)).toBe(true);
      }),
    );
  });

  it('distributes multiplication over addition', () => {
    fc.assert(
      fc.property(decimals, decimals, decimals, (a, b, c) => {
        expect(a.times(b.plus(c)).equals(a.times(b).plus(a.times(c)))).toBe(true);
      }),
    );
  });

  it('never rounds further than one unit away', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 6 }), fc.constantFrom(...roundings), (value, scale, rounding) => {
        const distance = value.round(scale, rounding).minus(value).abs();

        expect(distance.compare(Decimal.of(1n, scale))).toBe(-1);
      }),
    );
  });
});
