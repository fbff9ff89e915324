import { conceptNearness, findConcept } from './lexicon';
import type { ConceptGroup, ConceptKind } from './vocabulary/concept';

/** How much it speaks against a pair when its fields differ within a group. */
const severity: Readonly<Record<ConceptGroup, number>> = {
  role: 0,
  'address-part': 1,
  'name-part': 1,
  'date-part': 1,
  moment: 0.8,
  'money-part': 0.8,
  level: 0.7,
  medium: 1,
  entity: 0.55,
  card: 0.9,
};
const nearEnough = 0.35;

/** The groups a field's own terms belong to, made once per field. */
export type GroupedTerms = ReadonlyMap<ConceptGroup, readonly string[]>;

export function groupTerms(core: readonly string[]): GroupedTerms {
  const grouped = new Map<ConceptGroup, string[]>();
  for (const term of core) {
    const group = findConcept(term)?.group;
    if (group) grouped.set(group, [...(grouped.get(group) ?? []), term]);
  }
  return grouped;
}

/** A bare identifier on both sides: each system's own, rarely the same. */
export const bareIdentifiers = 1;

/** The sum of all contradictions between two fields: first name and last name, tax and freight, created and updated. */
export function conflictBetween(source: GroupedTerms, target: GroupedTerms): number {
  let sum = 0;
  for (const [group, terms] of source) {
    const others = target.get(group);
    if (!others) continue;
    const agree = terms.some((term) =>
      others.some((other) => term === other || conceptNearness(term, other) >= nearEnough),
    );
    if (!agree) sum += severity[group];
  }
  return sum;
}

const roleNearness: Readonly<Record<string, number>> = {
  'bill-to ship-to': -1,
  'bill-to ship-from': -1,
  'ship-from ship-to': -1,
};

/** 1 for the same role, -1 for opposite ones, a little less than 0 where only one side has one. */
export function roleFit(source: string | undefined, target: string | undefined): number {
  if (source === target) return source === undefined ? 0 : 1;
  if (source === undefined || target === undefined) return -0.25;
  return roleNearness[[source, target].sort().join(' ')] ?? -0.8;
}

const kindFits: Readonly<Record<string, number>> = {
  'id id': 1,
  'enum id': 0.5,
  'id text': 0.5,
  'id name': 0.2,
  'enum name': 0.5,
  'enum text': 0.5,
  'enum flag': 0.6,
  'name text': 0.65,
  'money rate': 0.3,
  'money quantity': 0.15,
  'quantity rate': 0.3,
  'id quantity': 0.15,
  'enum region': 0.3,
  'id url': 0.3,
  'text url': 0.3,

  'flag id': 0.1,
};

/** Whether fields of two kinds can hold the same thing, from 0 to 1; half where a kind is not known. */
export function kindFit(source: ConceptKind | undefined, target: ConceptKind | undefined): number {
  if (source === undefined || target === undefined) return 0.5;
  if (source === target) return 1;
  return kindFits[[source, target].sort().join(' ')] ?? 0;
}
