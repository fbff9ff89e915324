import { abbreviations } from './vocabulary/abbreviations';
import { addressConcepts } from './vocabulary/address-concepts';
import { commerceConcepts } from './vocabulary/commerce-concepts';
import { commonConcepts } from './vocabulary/common-concepts';
import type { Concept } from './vocabulary/concept';
import { partyConcepts } from './vocabulary/party-concepts';
import { paymentConcepts } from './vocabulary/payment-concepts';
import { phrases } from './vocabulary/phrases';
import { readWords, singular } from './words';

export const concepts: readonly Concept[] = [
  ...partyConcepts,
  ...addressConcepts,
  ...commerceConcepts,
  ...paymentConcepts,
  ...commonConcepts,
];

const conceptById = new Map(concepts.map((concept) => [concept.id, concept]));
export const findConcept = (id: string): Concept | undefined => conceptById.get(id);

const nearness = new Map<string, number>();
const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
for (const { id, near } of concepts) {
  for (const [other, value] of Object.entries(near ?? {})) {
    const key = pairKey(id, other);
    nearness.set(key, Math.max(value, nearness.get(key) ?? 0));
  }
}
/** How near two different concepts are, from 0 to 1. */
export const conceptNearness = (a: string, b: string): number => nearness.get(pairKey(a, b)) ?? 0;

interface PhraseNode {
  readonly next: Map<string, PhraseNode>;
  means?: readonly string[];
}
const newNode = (): PhraseNode => ({ next: new Map() });
const root = newNode();
const vocabulary = new Set<string>();

function learn(words: string, means: readonly string[]): void {
  for (const text of words.split('|')) {
    let node = root;
    for (const word of text.trim().split(' ').map(singular)) {
      if (!/^\d+$/.test(word)) vocabulary.add(word);
      const next = node.next.get(word) ?? newNode();
      node.next.set(word, next);
      node = next;
    }
    node.means ??= means;
  }
}
for (const { words, means } of phrases) learn(words, means);
for (const { id, words } of concepts) learn(words, [id]);
for (const short of abbreviations.keys()) if (short.length > 2) vocabulary.add(short);

const shortestPart = 3;
const shortParts = new Set(['id', 'no', 'po', 'to', 'by', 'of', 'at', 'cc', 'co', 'dt']);
const longestCompound = 40;

/** The fewest words of the vocabulary that make up a word, if any do. */
export function takeApart(word: string): readonly string[] | undefined {
  if (word.length < 5 || word.length > longestCompound || vocabulary.has(singular(word))) return undefined;
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = Math.max(0, end - 16); start < end; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      if (!before || !isPart(part) || (best[end]?.length ?? Infinity) <= before.length + 1) continue;
      best[end] = [...before, part];
    }
  }
  const parts = best[word.length];
  return parts && parts.length <= 4 && parts.filter(isShortAbbreviation).length <= 1 ? parts : undefined;
}

/** `rec` and `ord` make no `record`: more than one of these is chance. */
const isShortAbbreviation = (part: string): boolean => part.length === 3 && abbreviations.has(part);

const isPart = (part: string): boolean =>
  part.length >= shortestPart ? vocabulary.has(singular(part)) || vocabulary.has(part) : shortParts.has(part);

/** Words that only join others. */
const fillers = new Set([
  'the',
  'of',
  'a',
  'an',
  'for',
  'and',
  'or',
  'in',
  'this',
  'that',
  'with',
  'by',
  'to',
  'from',
  'at',
  'on',
  'is',
  'was',
  'were',
  'be',
  'as',
  'it',
  'its',
  'if',
  'any',
  'data',
  'field',
  'value',
  'detail',
  'iso',
  'please',
  'used',
  'when',
  'which',
  'default',
  'custom',
]);

/** A name as concepts, and as plain words where the vocabulary knows none. The longest phrase wins. */
export function readConcepts(name: string): readonly string[] {
  const words = readWords(name, takeApart).map(singular);
  const found: string[] = [];
  for (let at = 0; at < words.length;) {
    const match = longestPhrase(words, at);
    if (match) found.push(...match.means);
    else if (!fillers.has(words[at] as string)) found.push(words[at] as string);
    at += match?.length ?? 1;
  }
  return withoutPlace(withoutCode(found));
}

const codedKinds = new Set<string | undefined>(['currency', 'country', 'region', 'postal-code', 'enum']);

/** The code of a currency is the currency; that of an item is not the item. */
function withoutCode(terms: readonly string[]): readonly string[] {
  const isCode = terms.at(-1) === 'code' && codedKinds.has(findConcept(terms.at(-2) ?? '')?.kind);
  return isCode ? terms.slice(0, -1) : terms;
}

const wholeAddress = new Set(['address', 'street', 'street-2', 'street-3']);

/** `address1_city` is a city: what stands before another part of an address only says where. */
function withoutPlace(terms: readonly string[]): readonly string[] {
  const head = findConcept(terms.at(-1) ?? '');
  return head?.group === 'address-part'
    ? terms.filter((term, at) => at === terms.length - 1 || !wholeAddress.has(term))
    : terms;
}

function longestPhrase(
  words: readonly string[],
  from: number,
): { readonly means: readonly string[]; readonly length: number } | undefined {
  let node = root;
  let longest: { means: readonly string[]; length: number } | undefined;
  for (let at = from; at < words.length; at += 1) {
    const next = node.next.get(words[at] as string);
    if (!next) break;
    node = next;
    if (node.means) longest = { means: node.means, length: at - from + 1 };
  }
  return longest;
}
