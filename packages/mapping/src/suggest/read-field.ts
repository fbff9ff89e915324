import { cardDataRole, type CardDataRole } from './card-guard';
import { readType, type DeclaredType } from './declared-type';
import { pathParts, type PathPart, type SuggestField } from './field';
import { findConcept, readConcepts } from './lexicon';
import { sampleFormat, sampleTexts, type SampleFormat } from './sample-format';
import { knownMeaning } from './systems/detect-system';
import type { SystemPack } from './systems/system-pack';
import type { ConceptKind } from './vocabulary/concept';

/** A field with everything its name, place, samples and description say. */
export interface FieldReading {
  readonly field: SuggestField;
  readonly index: number;
  readonly parts: readonly PathPart[];
  /** Concepts and words with their weight; the leaf's count most. */
  readonly terms: ReadonlyMap<string, number>;
  /** The terms that name the field itself, the head last. */
  readonly core: readonly string[];
  /** Billing, shipping, … : who or what the field is about, by its own name or its nearest ancestor's. */
  readonly role: string | undefined;
  readonly kind: ConceptKind | undefined;
  readonly type: DeclaredType;
  readonly samples: readonly string[];
  readonly format: SampleFormat | undefined;
  readonly cardData: CardDataRole;
  /** Lists around the field. */
  readonly listDepth: number;
  /** What stands together: the parent's path and the role. */
  readonly container: string;
  /** Letters and digits of the leaf in lower case, for comparison by letters. */
  readonly letters: string;
  readonly words: ReadonlySet<string>;
}

const weights = {
  leaf: 1,
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

export function readField(field: SuggestField, index: number, pack: SystemPack | undefined): FieldReading {
  const parts = pathParts(field.path);
  const samples = sampleTexts(field.sample);
  const format = sampleFormat(samples);
  const type = readType(field.type, field.format);
  const named = namedTerms(field, parts, pack);
  const kind = kindOf(named.core, format, type);
  return {
    field,
    index,
    parts,
    ...named,
    kind,
    type,
    samples,
    format,
    cardData: cardDataRole(field.path, format),
    listDepth: parts.filter(({ isList }) => isList).length,
    container: `${parts
      .slice(0, -1)
      .map(({ name }) => name)
      .join('.')}|${named.role ?? ''}`,
    letters: (parts.at(-1)?.name ?? '').toLowerCase().replace(/[^a-z0-9]/g, ''),
  };
}

/**
 * The readings with roles of whole neighbourhoods: where all address parts of a container that have a role have the
 * same one, those without have it too. `ZipCode` between `ShipToCity` and `ShipToCountry` is the ship-to's.
 */
export function shareRoles(readings: readonly FieldReading[]): readonly FieldReading[] {
  const rolesByParent = new Map<string, Set<string>>();
  for (const reading of readings) {
    if (reading.role === undefined || !isAddressPart(reading)) continue;
    const roles = rolesByParent.get(parentOf(reading)) ?? new Set();
    rolesByParent.set(parentOf(reading), roles.add(reading.role));
  }
  return readings.map((reading) => {
    const roles = rolesByParent.get(parentOf(reading));
    if (reading.role !== undefined || !isAddressPart(reading) || roles?.size !== 1) return reading;
    const [role = ''] = roles;
    const terms = new Map(reading.terms).set(role, weights.leaf);
    return { ...reading, role, terms, container: `${parentOf(reading)}|${role}` };
  });
}

const isAddressPart = ({ core }: FieldReading): boolean =>
  core.some((term) => findConcept(term)?.group === 'address-part');
const parentOf = ({ container }: FieldReading): string => container.slice(0, container.indexOf('|'));

type NamedTerms = Pick<FieldReading, 'terms' | 'core' | 'role' | 'words'>;

function namedTerms(field: SuggestField, parts: readonly PathPart[], pack: SystemPack | undefined): NamedTerms {
  const known = pack && knownMeaning(pack, field.path);
  const described =
    field.description === undefined ? [] : readConcepts(field.description).slice(0, mostDescriptionTerms);
  const names = parts.map(({ name }) =>
    described.length > 0 && elementName.test(name) ? [] : readConcepts(nameOf(name)),
  );
  const own = known === undefined ? (names.at(-1) ?? []) : readConcepts(known);
  const leaf = isCryptic(own) && described.length > 0 ? described : own;
  const ancestors = names.slice(0, -1).reverse();
  const isPromoted = known === undefined && leaf.every((term) => generic.has(term));
  const terms = new Map<string, number>();
  const add = (term: string, weight: number): void => void terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  leaf.forEach((term, at) => add(term, at === leaf.length - 1 ? weights.head : weights.leaf));
  ancestors.forEach((ancestor, distance) => {
    const weight = distance > 0 ? weights.further : isPromoted ? weights.promoted : weights.parent;
    for (const term of ancestor) add(term, weight);
  });
  const describedWeight = described.length <= briefDescription ? weights.describedBriefly : weights.described;
  for (const term of described) add(term, describedWeight);
  const core = isPromoted ? withParent(parts, leaf, ancestors[0] ?? []) : leaf;
  for (const term of core) if (!terms.has(term)) add(term, weights.leaf);
  return { terms, core, role: roleOf([leaf, ...ancestors]), words: new Set(described) };
}

/** `customer.id` read as one name, because the words of both may make a phrase. */
function withParent(parts: readonly PathPart[], leaf: readonly string[], parent: readonly string[]): readonly string[] {
  if (parent.length === 0) return leaf;
  if (leaf.length === 0) return parent;
  const [above, below] = parts.slice(-2).map(({ name }) => nameOf(name));
  return readConcepts(`${above} ${below}`);
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

const kindByFormat: Partial<Record<SampleFormat, ConceptKind>> = {
  email: 'email',
  url: 'url',
  uuid: 'id',
  'iso-date-time': 'date',
  'iso-date': 'date',
  'us-date': 'date',
  'us-date-time': 'date',
  money: 'money',
  'currency-code': 'currency',
  phone: 'phone',
};

/** By the head of the name, else by samples, else by type. */
function kindOf(
  core: readonly string[],
  format: SampleFormat | undefined,
  type: DeclaredType,
): ConceptKind | undefined {
  const kinds = core.map((term) => findConcept(term)?.kind).filter((kind) => kind !== undefined);
  const head = kinds.at(-1);
  if (head) return head;
  const shown = format && kindByFormat[format];
  if (shown) return shown;
  if (isNamedParty(core, format)) return 'name';
  if (type.family === 'date' || type.family === 'date-time') return 'date';
  if (type.family === 'boolean') return 'flag';
  return type.isMoney ? 'money' : undefined;
}

const namedParties = new Set(['company', 'organization']);

/** `company` alone is the name of one, and so is any party whose samples are words. */
function isNamedParty(core: readonly string[], format: SampleFormat | undefined): boolean {
  const head = core.at(-1) ?? '';
  if (findConcept(head)?.group !== 'entity' || (format !== undefined && format !== 'words')) return false;
  return format === 'words' || namedParties.has(head);
}
