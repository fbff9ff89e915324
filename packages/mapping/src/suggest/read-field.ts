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

const weights = { leaf: 1, head: 1.25, promoted: 0.85, parent: 0.4, further: 0.2, described: 0.25 };
/** Concepts that say little without what they belong to. */
const generic = new Set(
  'identifier code reference name type status method flag amount date time description title label quantity count value rate note text number url key data line total price message reason category created updated email phone active address'.split(
    ' ',
  ),
);
const mostDescriptionTerms = 12;

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

type NamedTerms = Pick<FieldReading, 'terms' | 'core' | 'role' | 'words'>;

function namedTerms(field: SuggestField, parts: readonly PathPart[], pack: SystemPack | undefined): NamedTerms {
  const known = pack && knownMeaning(pack, field.path);
  const described =
    field.description === undefined ? [] : readConcepts(field.description).slice(0, mostDescriptionTerms);
  const own = readConcepts(known ?? parts.at(-1)?.name ?? '');
  const leaf = isCryptic(own) && described.length > 0 ? described : own;
  const ancestors = parts
    .slice(0, -1)
    .map(({ name }) => readConcepts(name))
    .reverse();
  const [parent = []] = ancestors;
  const isPromoted = known === undefined && leaf.every((term) => generic.has(term));
  const terms = new Map<string, number>();
  const add = (term: string, weight: number): void => void terms.set(term, Math.max(weight, terms.get(term) ?? 0));
  leaf.forEach((term, at) => add(term, at === leaf.length - 1 ? weights.head : weights.leaf));
  ancestors.forEach((names, distance) => {
    const weight = distance > 0 ? weights.further : isPromoted ? weights.promoted : weights.parent;
    for (const term of names) add(term, weight);
  });
  for (const term of described) add(term, weights.described);
  const core = [...(isPromoted ? parent : []), ...leaf];
  return { terms, core, role: roleOf([leaf, ...ancestors]), words: new Set(described) };
}

/** Nothing in the name is a word anybody knows: `BEG03`, `X_17`. */
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
  if (type.family === 'date' || type.family === 'date-time') return 'date';
  if (type.family === 'boolean') return 'flag';
  return type.isMoney ? 'money' : undefined;
}
