import { cardDataRole, type CardDataRole } from './card-guard';
import { readType, type DeclaredType } from './declared-type';
import { pathParts, type PathPart, type SuggestField } from './field';
import { readNames } from './field-terms';
import { findConcept } from './lexicon';
import { sampleFormat, sampleTexts, type SampleFormat } from './sample-format';
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
  /** The terms of the description. */
  readonly words: ReadonlySet<string>;
  /** The same where it is brief enough to be another name of the field. */
  readonly alias: readonly string[];
}

export function readField(field: SuggestField, index: number, pack: SystemPack | undefined): FieldReading {
  const parts = pathParts(field.path);
  const samples = sampleTexts(field.sample);
  const format = sampleFormat(samples);
  const type = readType(field.type, field.format);
  const named = readNames(field, parts, pack);
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
