import type { PathPart, SuggestField } from './field';
import { findConcept, readConcepts } from './lexicon';
import { knownMeaning } from './systems/detect-system';
import type { SystemPack } from './systems/system-pack';

/** Of a term in the field's own name. */
export const leafWeight = 1;
const weights = {
  leaf: leafWeight,
  head: 1.25,
  promoted: 0.85,
  parent: 0.4,
  further: 0.2,
  described: 0.3,
  describedBriefly: 0.6,
};
/** Concepts that say little without what they belong to. */
const generic = new Set(
  'identifier code reference name type status method flag amount date time description title label quantity count value rate note text number url key data line total price message reason category created updated email phone active address'.split(
    ' ',
  ),
);
const mostDescriptionTerms = 12;
const briefDescription = 4;
/** Element names of EDI and the like: `BEG03`, `PO104`, `DTM_010`, `N1_ST`. */
const elementName = /^[A-Za-z]{1,4}\d*[_-]?[A-Za-z]{0,2}\d{2,}$|^[A-Z]{1,3}\d?(?:[_-][A-Z0-9]{1,3})?$/;

/** What a field's names say: see `FieldReading`. */
export interface NamedTerms {
  readonly terms: ReadonlyMap<string, number>;
  readonly core: readonly string[];
  readonly role: string | undefined;
  readonly words: ReadonlySet<string>;
  readonly alias: readonly string[];
}

export function readNames(field: SuggestField, parts: readonly PathPart[], pack: SystemPack | undefined): NamedTerms {
  const known = pack && knownMeaning(pack, field.path);
  const described =
    field.description === undefined ? [] : readConcepts(field.description).slice(0, mostDescriptionTerms);
  const names = parts.map(({ name }) =>
    described.length > 0 && elementName.test(name) ? [] : readConcepts(nameOf(name)),
  );
  const own = known === undefined ? (names.at(-1) ?? []) : readConcepts(known);
  const leaf = asInLine(isCryptic(own) && described.length > 0 ? described : own, parts);
  const ancestors = names.slice(0, -1).reverse();
  const isPromoted = known === undefined && leaf.every((term) => generic.has(term));
  const core = isPromoted ? withParent(parts, leaf, ancestors[0] ?? []) : leaf;
  const isBrief = described.length <= briefDescription;
  const terms = weighTerms({ leaf, core, ancestors, isPromoted });
  for (const term of described)
    terms.set(term, Math.max(isBrief ? weights.describedBriefly : weights.described, terms.get(term) ?? 0));
  const role = roleOf([leaf, ...ancestors]);
  return { terms, core, role, words: new Set(described), alias: isBrief ? described : [] };
}

interface FieldNames {
  readonly leaf: readonly string[];
  readonly core: readonly string[];
  /** The nearest first. */
  readonly ancestors: readonly (readonly string[])[];
  readonly isPromoted: boolean;
}

function weighTerms({ leaf, core, ancestors, isPromoted }: FieldNames): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number): void => void terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  leaf.forEach((term, at) => add(term, at === leaf.length - 1 ? weights.head : weights.leaf));
  ancestors.forEach((ancestor, distance) => {
    const weight = distance > 0 ? weights.further : isPromoted ? weights.promoted : weights.parent;
    for (const term of ancestor) add(term, weight);
  });
  for (const term of core) if (!terms.has(term)) add(term, weights.leaf);
  return terms;
}

const lineWords = new Set(['line', 'item', 'order', 'invoice', 'entry', 'product', 'distribution', 'dist']);

const isLine = ({ name, isList }: PathPart): boolean =>
  isList && readConcepts(name).some((term) => lineWords.has(term));

/** In the lines of an order a bare amount is the line's, and a bare unit is what its quantity counts. */
function asInLine(leaf: readonly string[], parts: readonly PathPart[]): readonly string[] {
  const [only] = leaf;
  if (leaf.length !== 1 || !parts.slice(0, -1).some(isLine)) return leaf;
  if (only === 'unit') return ['unit-of-measure'];
  return only === 'amount' || only === 'total' ? ['extended', 'price'] : leaf;
}

/** The `id` of an order's line is the system's own key, not the number people count lines by. */
const recordId = 'record key';

/** `customer.id` read as one name, because the words of both may make a phrase. */
function withParent(parts: readonly PathPart[], leaf: readonly string[], parent: readonly string[]): readonly string[] {
  if (parent.length === 0) return leaf;
  if (leaf.length === 0) return parent;
  const [above, below] = parts.slice(-2);
  if (above && isLine(above)) return ['line', ...(/^_?id$/i.test(below?.name ?? '') ? [recordId] : leaf)];
  return readConcepts(`${nameOf(above?.name ?? '')} ${nameOf(below?.name ?? '')}`);
}

/** Without the `Ref` that some systems put behind whatever refers to something. */
const nameOf = (name: string): string => name.replace(/(?<=[a-z])Ref$/, '');

/** Nothing in the name is a word anybody knows. */
const isCryptic = (terms: readonly string[]): boolean =>
  terms.every((term) => !findConcept(term) && (term.length < 4 || /\d/.test(term)));

function roleOf(names: readonly (readonly string[])[]): string | undefined {
  for (const terms of names) {
    const role = terms.find((term) => findConcept(term)?.group === 'role');
    if (role) return role;
  }
  return undefined;
}
