const trigramsOf = (text: string): ReadonlySet<string> => {
  const padded = `  ${text} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  return found;
};

/** Compares names letter by letter; remembers what it has taken apart. */
export class LetterSimilarity {
  private readonly trigrams = new Map<string, ReadonlySet<string>>();

  /** Shared trigrams of all (Dice), from 0 to 1. */
  between(a: string, b: string): number {
    if (a === b) return 1;
    const [one, other] = [this.of(a), this.of(b)];
    let shared = 0;
    for (const trigram of one) if (other.has(trigram)) shared += 1;
    return (2 * shared) / (one.size + other.size);
  }

  private of(text: string): ReadonlySet<string> {
    const known = this.trigrams.get(text);
    if (known) return known;
    const made = trigramsOf(text);
    this.trigrams.set(text, made);
    return made;
  }
}

const shortestAbbreviation = 3;

/** Whether the shorter word may stand for the longer: its beginning, or its first letter and some later ones in order. */
export function isAbbreviation(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < shortestAbbreviation || short[0] !== long[0]) return false;
  if (long.startsWith(short)) return true;
  return !/[aeiou]/.test(short.slice(1)) && long.replace(/(?!^)[aeiou]/g, '').startsWith(short);
}
