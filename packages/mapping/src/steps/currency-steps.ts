import { currencyExponent, Decimal, roundings } from '@penstock/kernel';
import { z } from 'zod';
import type { ConstantValue } from '../document';
import { CompileFailure, ValueFailure, wrongKind } from '../problems';
import type { Scope, Value } from '../values';
import { asDecimal, decimalArg, defineStep, nameArg, scaleArg, type StepSurroundings } from './step-definition';
import { wholeNumber } from './whole-number';

const code = z.string().regex(/^[A-Z]{3}$/, 'a currency code such as USD');

const convertCurrency = defineStep({
  op: 'convertCurrency',
  title: 'Convert currency',
  summary: 'Multiplies by the rate of the source currency and rounds to the coins of the target currency.',
  family: 'number',
  takes: ['number'],
  gives: 'number',
  args: z.strictObject({
    to: code,
    /** The currency of the amount: a constant … */
    from: code.optional(),
    /** … or the source of the rule that holds its code. */
    fromSource: nameArg.optional(),
    /** Price of one unit of each source currency in the target currency … */
    rates: z.record(code, decimalArg).optional(),
    /** … or the value table that holds these prices. */
    table: z.string().min(1).optional(),
    /** Default: as many digits as the target currency has. */
    scale: scaleArg.optional(),
    mode: z.enum(roundings).default('half-up'),
  }),
  examples: [
    { input: 100, args: { from: 'EUR', to: 'USD', rates: { EUR: '1.0825' } }, output: '108.25' },
    {
      input: 19.99,
      args: { fromSource: 'currency', to: 'USD', rates: { CAD: 0.7312 } },
      sources: { currency: 'CAD' },
      output: '14.62',
    },
    { input: 5, args: { from: 'USD', to: 'USD' }, output: '5.00' },
    {
      input: 10,
      args: { from: 'USD', to: 'JPY', table: 'rates' },
      tables: { rates: { rows: [['USD', '151.237']], ignoreCase: false, unmatched: 'error' } },
      output: '1512',
    },
  ],
  compile: (args, surroundings) => {
    const currency = compileCurrency(args.from, args.fromSource, surroundings);
    const rates = compileRates(args, surroundings);
    const scale = args.scale ?? knownExponent(args.to);
    return (input, frame) => {
      const from = currency(frame.scope);
      const rate = from === args.to ? Decimal.from(1) : rates.get(from);
      if (!rate)
        throw new ValueFailure(
          'NO_RATE',
          `There is no rate from ${from} to ${args.to}.`,
          'Add the rate to the step or to its value table.',
        );
      return asDecimal(input).times(rate).round(scale, args.mode);
    };
  },
});

const minorUnits = defineStep({
  op: 'minorUnits',
  title: 'In smallest coins',
  summary: 'Counts an amount in the smallest coin: 19.99 USD is 1999, 500 JPY is 500. Parts of a coin are refused.',
  family: 'number',
  takes: ['number'],
  gives: 'number',
  args: z.strictObject({ currency: code.optional(), currencySource: nameArg.optional() }),
  examples: [
    { input: 19.99, args: { currency: 'USD' }, output: '1999' },
    { input: 500, args: { currencySource: 'currency' }, sources: { currency: 'JPY' }, output: '500' },
  ],
  compile: (args, surroundings) => {
    const currency = compileCurrency(args.currency, args.currencySource, surroundings);
    return (input, frame) => {
      const from = currency(frame.scope);
      const exponent = currencyExponent(from);
      if (exponent === undefined)
        throw new ValueFailure('NO_CURRENCY', `${from} is not a currency.`, 'Check the currency of the record.');
      return wholeNumber(asDecimal(input).minorUnits(exponent));
    };
  },
});

export const currencySteps = [convertCurrency, minorUnits];

function compileCurrency(
  constant: string | undefined,
  source: string | undefined,
  surroundings: StepSurroundings,
): (scope: Scope) => string {
  if ((constant === undefined) === (source === undefined)) {
    throw new CompileFailure(
      'BAD_ARGUMENT',
      'The currency of the amount is not clear.',
      'Name either a currency or the source that holds it.',
    );
  }
  if (constant !== undefined) {
    knownExponent(constant);
    return () => constant;
  }
  const read = surroundings.source(source ?? '');
  return (scope) => currencyCode(read(scope));
}

function currencyCode(value: Value): string {
  if (typeof value === 'string' && /^[A-Za-z]{3}$/.test(value.trim())) return value.trim().toUpperCase();
  throw wrongKind('a currency code such as USD', value, 'Map the field that holds the currency.');
}

function knownExponent(currency: string): number {
  const exponent = currencyExponent(currency);
  if (exponent !== undefined) return exponent;
  throw new CompileFailure('BAD_ARGUMENT', `${currency} is not a currency.`, 'Use a code of ISO 4217, such as USD.');
}

interface RateArgs {
  readonly rates?: Readonly<Record<string, number | string>> | undefined;
  readonly table?: string | undefined;
}

function compileRates(args: RateArgs, surroundings: StepSurroundings): Map<string, Decimal> {
  const rows: (readonly [string, ConstantValue])[] =
    args.table === undefined ? [] : surroundings.table(args.table).rows.slice();
  return new Map(
    [...rows.reverse(), ...Object.entries(args.rates ?? {})].map(([currency, rate]) => [
      currency,
      positiveRate(currency, rate),
    ]),
  );
}

function positiveRate(currency: string, rate: ConstantValue): Decimal {
  const parsed = Decimal.parse(String(rate));
  if (parsed.ok && !parsed.value.isNegative() && !parsed.value.isZero()) return parsed.value;
  throw new CompileFailure('BAD_ARGUMENT', `The rate of ${currency} is not a number above zero.`, 'Correct the rate.');
}
