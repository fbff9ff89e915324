import { isArticleNumber, isCardNumber, longestCardNumber, shortestCardNumber } from './card-number';
import type { CardDataSpan } from './span';

/**
 * Digits that may be grouped by one separator at a time: blank, no-break blank, hyphens, dot, plus (a blank in form
 * bodies), underscore, zero-width blank. Every step is deterministic, so the time is linear.
 */
const digitRun = /\d(?:[ \u00a0\u2007\u202f\u200b\-\u2010-\u2015.+_]?\d){12,}/g;
const digitGroup = /\d+/g;

/** Of a grouped number every group but the last has at least four digits: 4-4-4-4, 4-6-5, 4-4-4-4-3, 8-8. */
const smallestGroup = 4;

interface Group {
  readonly digits: string;
  readonly start: number;
}

/** `key` is the name the text stands under, where there is one. */
export function findCardNumbers(text: string, key: string | undefined): CardDataSpan[] {
  const spans: CardDataSpan[] = [];
  for (const run of text.matchAll(digitRun)) {
    const groups = [...run[0].matchAll(digitGroup)].map((group) => ({
      digits: group[0],
      start: run.index + group.index,
    }));
    let first = 0;
    while (first < groups.length) {
      const found = cardNumberFrom(groups, first, { text, key });
      if (found) spans.push(found.span);
      first = found ? found.next : first + 1;
    }
  }
  return spans;
}

interface Surroundings {
  readonly text: string;
  readonly key: string | undefined;
}

/** The longest card number that starts at a group. */
function cardNumberFrom(
  groups: readonly Group[],
  first: number,
  around: Surroundings,
): { span: CardDataSpan; next: number } | undefined {
  let digits = '';
  let best: { span: CardDataSpan; next: number } | undefined;
  for (let at = first; at < groups.length && digits.length <= longestCardNumber; at += 1) {
    const group = groups[at] as Group;
    if (at > first && (groups[at - 1] as Group).digits.length < smallestGroup) break;
    digits += group.digits;
    const start = (groups[first] as Group).start;
    const span: CardDataSpan = { kind: 'card-number', start, end: group.start + group.digits.length };
    const hit = at === first ? holdsCardNumber(digits) : isOfCardLength(digits) && isCardNumber(digits);
    if (hit && !isHarmless(digits, span, around)) best = { span, next: at + 1 };
  }
  return best;
}

const isOfCardLength = (digits: string): boolean =>
  digits.length >= shortestCardNumber && digits.length <= longestCardNumber;

/** The lengths that nearly all cards have, looked for at both ends of longer runs. */
const usualLengths = [15, 16];

/**
 * A single run of digits. Longer ones are looked at from both ends (expiry and code glued on, zeros filled in front);
 * trying every window would condemn each tenth long reference.
 */
function holdsCardNumber(digits: string): boolean {
  if (digits.length < shortestCardNumber) return false;
  const unpadded = digits.replace(/^0+/, '');
  if (isOfCardLength(unpadded) && isCardNumber(unpadded)) return true;
  return usualLengths.some(
    (length) =>
      digits.length > length && (isCardNumber(digits.slice(0, length)) || isCardNumber(digits.slice(-length))),
  );
}

function isHarmless(digits: string, span: CardDataSpan, { text, key }: Surroundings): boolean {
  return (
    isFraction(span.start, text) ||
    isPartOfUuidOrHash(span, text) ||
    (isArticleNumber(digits) && namesAnArticle(key ?? keyBefore(text, span.start)))
  );
}

/** The digits after the point of `0.4111111111111111`: the noise of floating point, not a card. */
function isFraction(start: number, text: string): boolean {
  return text[start - 1] === '.' && /\d/.test(text[start - 2] ?? '');
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const hash = /^(?=.*[a-f])[0-9a-f]{32,128}$/i;
const longestWord = 128;

function isPartOfUuidOrHash({ start, end }: CardDataSpan, text: string): boolean {
  return (
    uuid.test(wordAround(text, { start, end, letters: /[0-9a-f-]/i })) ||
    hash.test(wordAround(text, { start, end, letters: /[0-9a-z]/i }))
  );
}

function wordAround(text: string, { start, end, letters }: { start: number; end: number; letters: RegExp }): string {
  let from = start;
  let to = end;
  while (from > 0 && end - from <= longestWord && letters.test(text[from - 1] ?? '')) from -= 1;
  while (to < text.length && to - start <= longestWord && letters.test(text[to] ?? '')) to += 1;
  return text.slice(from, to);
}

/** 13-digit article numbers of the GS1 prefixes 400-499 look like old Visa numbers; only their own fields excuse them. */
const articleName = /(?:ean|gtin|upc|barcode|articlenumber|itemid|itemno|itemnumber|sku|productcode)\d*$/;

function namesAnArticle(key: string): boolean {
  return articleName.test(key.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

function keyBefore(text: string, start: number): string {
  return (
    /([A-Za-z_][\w.-]{0,40})\\?["']?\s?[:=>]\s?\\?["']?$/.exec(text.slice(Math.max(0, start - 60), start))?.[1] ?? ''
  );
}
