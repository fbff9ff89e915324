import { conceptNearness, findConcept } from './lexicon';
import { isAbbreviation, LetterSimilarity } from './letters';
import type { FieldReading } from './read-field';

/** The terms of both schemas: how much each tells, and which mean about the same. */
export interface TermSpace {
  /** Rare terms tell more; from about 0.3 to 1. */
  weight(term: string): number;
  /** How near two terms are in meaning, from 0 to 1. */
  nearness(a: string, b: string): number;
  /** All terms in use that are near a term, itself included. */
  neighbours(term: string): readonly (readonly [term: string, nearness: number])[];
}

/** `2` in `class_2` tells fields apart and says nothing of what they are. */
const isNumeral = (term: string): boolean => /^(?:\d+|[a-z])$/.test(term);
const numeralShare = 0.3;

const alikeByLetters = 0.6;
const nearByLetters = 0.7;
const nearByAbbreviation = 0.75;
/** Unknown words are compared with others of the same beginning only, and no more of them than this. */
const mostAlikes = 300;

export function buildTermSpace(readings: readonly FieldReading[]): TermSpace {
  const uses = new Map<string, number>();
  for (const { terms } of readings) for (const term of terms.keys()) uses.set(term, (uses.get(term) ?? 0) + 1);
  const neighbours = findNeighbours([...uses.keys()]);
  const rarest = Math.log(1 + readings.length);
  return {
    weight: (term) =>
      (0.25 + (0.75 * Math.log(1 + readings.length / (uses.get(term) ?? 1))) / rarest) *
      (isNumeral(term) ? numeralShare : 1),
    nearness: (a, b) => (a === b ? 1 : (neighbours.get(a)?.get(b) ?? 0)),
    neighbours: (term) => [[term, 1], ...(neighbours.get(term) ?? [])],
  };
}

type Neighbours = Map<string, Map<string, number>>;

function findNeighbours(terms: readonly string[]): Neighbours {
  const neighbours: Neighbours = new Map();
  const join = (a: string, b: string, nearness: number): void => {
    if (nearness <= 0) return;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = neighbours.get(one) ?? new Map<string, number>();
      neighbours.set(one, known.set(other, nearness));
    }
  };
  const known = terms.filter((term) => findConcept(term));
  known.forEach((a, at) => known.slice(at + 1).forEach((b) => join(a, b, conceptNearness(a, b))));
  joinAlikes(
    terms.filter((term) => !findConcept(term) && /^[a-z]{3,}$/.test(term)),
    join,
  );
  return neighbours;
}

function joinAlikes(words: readonly string[], join: (a: string, b: string, nearness: number) => void): void {
  const letters = new LetterSimilarity();
  const byBeginning = new Map<string, string[]>();
  for (const word of words) {
    const alikes = byBeginning.get(word.slice(0, 2)) ?? [];
    byBeginning.set(word.slice(0, 2), alikes);
    for (const other of alikes.slice(0, mostAlikes)) {
      if (isAbbreviation(word, other)) join(word, other, nearByAbbreviation);
      else if (letters.between(word, other) >= alikeByLetters) join(word, other, nearByLetters);
    }
    alikes.push(word);
  }
}
