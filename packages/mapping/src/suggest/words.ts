import { abbreviations } from './vocabulary/abbreviations';

const longestName = 200;
/** What Salesforce puts behind the names of custom fields and relations. */
const customSuffix = /__[cr]$/;
const boundary =
  /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])|[^A-Za-z0-9]+/;

/** `ShipToAddress1` → ship, to, address, 1. Lower case, without accents. */
export function splitWords(name: string): readonly string[] {
  return name
    .slice(0, longestName)
    .replace(customSuffix, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(boundary)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** Splits words that were written together, such as `shiptozip`, into words of the vocabulary. */
export type TakeApart = (word: string) => readonly string[] | undefined;

/** Splits, expands abbreviations, and takes compounds apart. */
export function readWords(name: string, takeApart: TakeApart): readonly string[] {
  return rejoinAbbreviations(splitWords(name)).flatMap((word) => {
    const short = abbreviations.get(word);
    if (short) return short;
    const parts = takeApart(word);
    return parts ? parts.flatMap((part) => abbreviations.get(part) ?? [part]) : [word];
  });
}

/** `ort01` and `e2e` are one short word although digits split them. */
function rejoinAbbreviations(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const both = `${words[at]}${words[at + 1] ?? ''}`;
    const all = `${both}${words[at + 2] ?? ''}`;
    if (/\d/.test(all) && words[at + 2] !== undefined && abbreviations.has(all)) {
      joined.push(all);
      at += 2;
    } else if (/\d/.test(both) && words[at + 1] !== undefined && abbreviations.has(both)) {
      joined.push(both);
      at += 1;
    } else joined.push(words[at] as string);
  }
  return joined;
}

/** The singular where a plain `s` makes the plural. */
export function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(?:x|ch|sh|ss)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
