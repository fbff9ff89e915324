import type { ChosenPair } from './choose-pairs';
import type { Side } from './evidence';
import { findConcept } from './lexicon';
import { areKeysOfTwoSystems } from './own-keys';
import type { SampleFormat } from './sample-format';
import type { TermSpace } from './term-space';

const formatWords: Readonly<Record<SampleFormat, string>> = {
  'card-number': 'card numbers',
  'masked-card': 'masked card numbers',
  email: 'e-mail addresses',
  url: 'web addresses',
  uuid: 'UUIDs',
  'iso-date-time': 'ISO dates with time',
  'iso-date': 'ISO dates',
  'us-date': 'dates with the month first',
  'us-date-time': 'dates with time, the month first',
  'compact-date': 'dates in eight digits',
  zip: 'postal codes',
  phone: 'phone numbers',
  'yes-no': 'Y or N',
  boolean: 'yes or no',
  'country-code': 'country codes',
  'currency-code': 'currency codes',
  'region-code': 'state codes',
  iban: 'IBANs',
  money: 'amounts with two decimals',
  'whole-number': 'whole numbers',
  decimal: 'decimal numbers',
  ip: 'network addresses',
  'upper-word': 'codes in capitals',
  words: 'words',
};
const tellingFormats = new Set<SampleFormat>(
  'masked-card email url uuid iso-date-time iso-date us-date us-date-time compact-date zip phone yes-no currency-code country-code region-code iban money'.split(
    ' ',
  ) as SampleFormat[],
);
const roleWords: Readonly<Record<string, string>> = {
  'bill-to': 'bill-to',
  'ship-to': 'ship-to',
  'ship-from': 'ship-from',
  'remit-to': 'remit-to',
};

/** Why a pair is suggested, in plain words; no value of the samples is in them. */
export function reasonFor(
  pair: ChosenPair,
  sides: { readonly source: Side; readonly target: Side },
  space: TermSpace,
): string {
  const { source, target } = sides;
  const said = [
    meaningOf(pair, sides, space),
    placeOf(pair, sides),
    source.reading.format && tellingFormats.has(source.reading.format) && pair.evidence.format > 0.5
      ? `the samples are ${formatWords[source.reading.format]}`
      : undefined,
    pair.evidence.described > 0.3 ? 'their descriptions agree' : undefined,
    target.reading.field.required === true ? 'the target is required' : undefined,
    pair.isReuse ? 'the source is also used for another field' : undefined,
    areKeysOfTwoSystems(source.reading, target.reading) ? 'each system numbers its own: look whether the values are the same' : undefined,
    pair.aheadForTarget < 1 ? 'another source is nearly as good' : undefined,
  ];
  const reason = said.filter((each) => each !== undefined).join('; ');
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}

function meaningOf(
  { evidence }: ChosenPair,
  { source, target }: { source: Side; target: Side },
  space: TermSpace,
): string {
  const [a, b] = [leafOf(source), leafOf(target)];
  if (source.reading.letters === target.reading.letters && source.reading.letters !== '') return `same name: ${b}`;
  if (evidence.coreEqual === 1) return `same meaning: ${a} ~ ${b}`;
  const shared = sharedTerms(source, target, space);
  if (shared.length > 0) return `both are about ${shared.slice(0, 3).join(', ')}: ${a} ~ ${b}`;
  return evidence.letters > 0.4 ? `similar names: ${a} ~ ${b}` : `what both hold looks alike: ${a} ~ ${b}`;
}

const leafOf = ({ reading }: Side): string => reading.parts.at(-1)?.name ?? reading.field.path;

const sharedTerms = (source: Side, target: Side, space: TermSpace): readonly string[] =>
  target.reading.core
    .filter((term) => source.reading.core.some((other) => space.nearness(term, other) >= 0.5))
    .map((term) => (findConcept(term) ? term.replaceAll('-', ' ') : `“${term}”`));

function placeOf({ evidence }: ChosenPair, { source, target }: { source: Side; target: Side }): string | undefined {
  const role = target.reading.role && roleWords[target.reading.role];
  if (evidence.role === 1 && role) return `both under ${role}`;
  return source.reading.listDepth > 0 && source.reading.listDepth === target.reading.listDepth
    ? 'both repeat in a list'
    : undefined;
}
