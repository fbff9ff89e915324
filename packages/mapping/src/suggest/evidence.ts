import { claimsOf, conflictBetween, kindFit, roleFit, type Claims } from './conflicts';
import { typeFit } from './declared-type';
import { LetterSimilarity } from './letters';
import type { FieldReading } from './read-field';
import type { SampleFormat } from './sample-format';
import type { TermSpace } from './term-space';

/** What speaks for and against a pair. All from 0 to 1 but `conflict` (0 to about 3) and `role` (-1 to 1). */
export interface Evidence {
  /** How much of the source's meaning the target has, and the other way round. */
  readonly sourceCovered: number;
  readonly targetCovered: number;
  /** The same for the terms that name the field itself. */
  readonly coreBoth: number;
  /** 1 when both name the same, leaving aside whose it is. */
  readonly coreEqual: number;
  readonly letters: number;
  readonly conflict: number;
  readonly role: number;
  readonly kind: number;
  readonly type: number;
  readonly format: number;
  readonly list: number;
  readonly described: number;
  readonly position: number;
  readonly required: number;
  /** How well the containers of the two go together, among all the target's container could go with. */
  readonly container: number;
}

export type EvidenceName = keyof Evidence;

export interface Side {
  readonly reading: FieldReading;
  readonly claims: Claims;
  /** Weight of all terms. */
  readonly total: number;
}

export function makeSide(reading: FieldReading, space: TermSpace): Side {
  let total = 0;
  for (const [term, weight] of reading.terms) total += weight * space.weight(term);
  return { reading, claims: claimsOf(reading), total };
}

/** Compares two fields, without regard to their containers. */
export class EvidenceReader {
  private readonly alphabet = new LetterSimilarity();

  constructor(
    private readonly space: TermSpace,
    private readonly sizes: { readonly sources: number; readonly targets: number },
  ) {}

  between(source: Side, target: Side): Evidence {
    const [s, t] = [source.reading, target.reading];
    const [coreS, coreT] = [this.coreCovered(source, target), this.coreCovered(target, source)];
    return {
      sourceCovered: this.covered(source, target),
      targetCovered: this.covered(target, source),
      coreBoth: coreS + coreT === 0 ? 0 : (2 * coreS * coreT) / (coreS + coreT),
      coreEqual: sameTerms(source.claims.subject, target.claims.subject) ? 1 : 0,
      letters: s.letters === '' || t.letters === '' ? 0 : this.alphabet.between(s.letters, t.letters),
      conflict: conflictBetween(source.claims, target.claims),
      role: roleFit(s.role, t.role),
      kind: kindFit(s.kind, t.kind),
      type: typeFit(s.type.family, t.type.family),
      format: formatFit(s.format, t),
      list: listFit(s.listDepth, t.listDepth),
      described: shareOf(s.words, t.words),
      position: 1 - Math.abs(s.index / this.sizes.sources - t.index / this.sizes.targets),
      required: t.field.required === true ? 1 : 0,
      container: 0.5,
    };
  }

  private covered(one: Side, other: Side): number {
    if (one.total === 0) return 0;
    let sum = 0;
    for (const [term, weight] of one.reading.terms) {
      sum += weight * this.space.weight(term) * this.bestMatch(term, weight, other.reading.terms);
    }
    return sum / one.total;
  }

  /** A leaf's term found among the other's ancestors counts, but less. */
  private bestMatch(term: string, weight: number, others: ReadonlyMap<string, number>): number {
    let best = 0;
    for (const [other, otherWeight] of others) {
      const nearness = this.space.nearness(term, other);
      if (nearness > 0) best = Math.max(best, nearness * (otherWeight >= weight * 0.6 ? 1 : 0.7));
    }
    return best;
  }

  /** A brief description is another name: the better of the two counts. */
  private coreCovered(one: Side, other: Side): number {
    const [mine, its] = [one.reading, other.reading];
    return Math.max(
      this.shareCovered(mine.core, its.core),
      its.alias.length > 0 ? this.shareCovered(mine.core, its.alias) : 0,
      mine.alias.length > 0 ? this.shareCovered(mine.alias, its.core) : 0,
    );
  }

  private shareCovered(terms: readonly string[], others: readonly string[]): number {
    let [sum, total] = [0, 0];
    for (const term of terms) {
      let best = 0;
      for (const candidate of others) best = Math.max(best, this.space.nearness(term, candidate));
      const weight = this.space.weight(term);
      sum += weight * best;
      total += weight;
    }
    return total === 0 ? 0 : sum / total;
  }
}

const sameTerms = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && a.every((term) => b.includes(term)) && b.every((term) => a.includes(term));

const formatFamilies: readonly (readonly SampleFormat[])[] = [
  ['iso-date', 'iso-date-time', 'us-date', 'us-date-time', 'compact-date'],
  ['money', 'decimal', 'whole-number'],
  ['zip', 'whole-number'],
  ['compact-date', 'whole-number'],
  ['yes-no', 'boolean'],
  ['upper-word', 'words', 'country-code', 'region-code', 'currency-code', 'yes-no'],
  ['phone', 'whole-number'],
];
const expected: Partial<Record<string, readonly SampleFormat[]>> = {
  email: ['email'],
  phone: ['phone', 'whole-number'],
  url: ['url'],
  date: ['iso-date', 'iso-date-time', 'us-date', 'us-date-time', 'compact-date', 'whole-number'],
  money: ['money', 'decimal', 'whole-number'],
  quantity: ['whole-number', 'decimal', 'money'],
  currency: ['currency-code', 'upper-word'],
  country: ['country-code', 'words', 'region-code', 'upper-word'],
  region: ['region-code', 'words', 'upper-word', 'country-code'],
  'postal-code': ['zip', 'whole-number', 'upper-word'],
};

/** Whether the source's values look like the target's, or like what the target is for. */
function formatFit(format: SampleFormat | undefined, target: FieldReading): number {
  if (format === undefined) return 0.5;
  if (target.format !== undefined) {
    if (format === target.format) return 0.9;
    return formatFamilies.some((family) => family.includes(format) && family.includes(target.format as SampleFormat))
      ? 0.6
      : 0.1;
  }
  const wanted = target.kind && expected[target.kind];
  if (!wanted) return format === 'email' || format === 'url' ? 0.3 : 0.5;
  return wanted.includes(format) ? 0.8 : 0;
}

/** From a list into a single value is a choice somebody has to make; a single value repeated in a list is rarer than not. */
function listFit(source: number, target: number): number {
  if (source === target) return 1;
  return source > target ? 0.1 : 0.35;
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / Math.min(a.size, b.size);
}
