import { isCardNumber } from '@penstock/card-data-guard';
import { isNumber } from '../values';
import type { Value } from '../values';

/** What the values of a field look like. */
export type SampleFormat =
  | 'card-number'
  | 'masked-card'
  | 'email'
  | 'url'
  | 'uuid'
  | 'iso-date-time'
  | 'iso-date'
  | 'us-date'
  | 'us-date-time'
  | 'compact-date'
  | 'zip'
  | 'phone'
  | 'yes-no'
  | 'boolean'
  | 'country-code'
  | 'currency-code'
  | 'region-code'
  | 'iban'
  | 'money'
  | 'whole-number'
  | 'decimal'
  | 'ip'
  | 'upper-word'
  | 'words';

const currencies = new Set(
  'USD EUR GBP CAD AUD JPY CHF MXN NZD SEK NOK DKK CNY INR BRL HKD SGD PLN CZK ZAR KRW'.split(' '),
);
const countries = new Set(
  'US GB CA DE FR AU NL BE IT ES MX CH AT SE NO DK FI IE NZ JP CN IN BR SG PL PT USA GBR CAN DEU FRA'.split(' '),
);
const regions = new Set(
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR AB BC MB NB NL NS ON PE QC SK'.split(
    ' ',
  ),
);

const patterns: readonly (readonly [SampleFormat, (text: string) => boolean])[] = [
  ['card-number', (text) => /^[\d -]{13,25}$/.test(text) && isCardNumber(text.replace(/\D/g, ''))],
  ['masked-card', (text) => /^(?=.*[xX*•#]{2})[\dxX*•# -]{8,25}$/.test(text) && /\d{3,4}$/.test(text)],
  ['email', (text) => /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,24}$/.test(text)],
  ['url', (text) => /^https?:\/\/\S+$/i.test(text)],
  ['uuid', (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)],
  ['iso-date-time', (text) => /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)],
  ['iso-date', (text) => /^\d{4}-\d{2}-\d{2}$/.test(text)],
  ['us-date-time', (text) => /^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}/.test(text)],
  ['us-date', (text) => /^\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4})$/.test(text)],
  ['compact-date', (text) => /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(text)],
  ['ip', (text) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text)],
  [
    'phone',
    (text) => /^(?:\+\d[\d ().-]{7,18}|\(\d{3}\)[\d .-]{7,12}|\d{3}[-. ]\d{3}[-. ]\d{4})(?: ?x\d+)?$/.test(text),
  ],
  [
    'zip',
    (text) =>
      /^\d{5}(?:-\d{4})?$/.test(text) ||
      /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i.test(text) ||
      /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/i.test(text),
  ],
  ['yes-no', (text) => /^[YN]$/i.test(text)],
  ['boolean', (text) => /^(?:true|false|yes|no)$/i.test(text)],
  ['currency-code', (text) => currencies.has(text)],
  ['country-code', (text) => countries.has(text) && !regions.has(text)],
  ['region-code', (text) => regions.has(text)],
  ['iban', (text) => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)],
  ['money', (text) => /^-?\$?\d{1,3}(?:,\d{3})*\.\d{2}$|^-?\$?\d+\.\d{2}$/.test(text)],
  ['decimal', (text) => /^-?\d+\.\d+$/.test(text)],
  ['whole-number', (text) => /^-?\d+$/.test(text)],
  ['upper-word', (text) => /^[A-Z][A-Z0-9_-]{1,30}$/.test(text)],
  ['words', (text) => /^[\p{L}][\p{L}'.& -]*$/u.test(text)],
];

const mostSamples = 20;
const longestSample = 500;

/** The samples of a field as texts; objects tell nothing about a field's own form. */
export function sampleTexts(sample: unknown): readonly string[] {
  const values = (Array.isArray(sample) ? sample : [sample]).slice(0, mostSamples) as readonly Value[];
  return values
    .filter((value) => typeof value === 'string' || typeof value === 'boolean' || isNumber(value))
    .map((value) => String(value).trim())
    .filter((text) => text !== '' && text.length <= longestSample);
}

/** The form all samples share; undefined without samples or when they differ. */
export function sampleFormat(texts: readonly string[]): SampleFormat | undefined {
  const [first, ...others] = texts;
  if (first === undefined) return undefined;
  if (texts.some((text) => formatOf(text) === 'card-number')) return 'card-number';
  const format = formatOf(first);
  return others.every((text) => formatOf(text) === format) ? format : undefined;
}

const formatOf = (text: string): SampleFormat | undefined => patterns.find(([, holds]) => holds(text))?.[0];
