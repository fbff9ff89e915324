import { appendTo } from './append-to';
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
  'tax-basis': 0.8,
  medium: 1,
  entity: 0.55,
  card: 0.9,
};
const nearEnough = 0.35;
/** `class_1` and `class_2`. */
const otherNumeral = 0.6;
/** Billing on one side and shipping on the other. */
const oppositeRoles = 1.2;

/** What can contradict another field, made once per field. */
export interface Claims {
  readonly groups: ReadonlyMap<ConceptGroup, readonly string[]>;
  readonly numerals: readonly string[];
  readonly role: string | undefined;
  readonly isBareIdentifier: boolean;
  /** What the field names, without whose it is. */
  readonly subject: readonly string[];
}

export function claimsOf({
  core,
  role,
}: {
  readonly core: readonly string[];
  readonly role: string | undefined;
}): Claims {
  const groups = new Map<ConceptGroup, string[]>();
  for (const term of core) {
    const group = findConcept(term)?.group;
    if (group) appendTo(groups, group, term);
  }
  return {
    groups,
    numerals: core.filter((term) => /^\d+$/.test(term)),
    role,
    subject: core.filter((term) => findConcept(term)?.group !== 'role'),
    isBareIdentifier: core.length === 1 && core[0] === 'identifier',
  };
}

/** A bare identifier on both sides: each system's own, rarely the same. */
const bareIdentifiers = 1;

/** The sum of all contradictions between two fields: first name and last name, tax and freight, created and updated. */
export function conflictBetween(source: Claims, target: Claims): number {
  let sum = source.isBareIdentifier && target.isBareIdentifier ? bareIdentifiers : 0;
  if (roleFit(source.role, target.role) < -0.5 && !reachesSomebody(source)) sum += oppositeRoles;
  if (
    source.numerals.length > 0 &&
    target.numerals.length > 0 &&
    !source.numerals.some((numeral) => target.numerals.includes(numeral))
  )
    sum += otherNumeral;
  for (const [group, terms] of source.groups) {
    const others = target.groups.get(group);
    if (others && !agree(terms, others)) sum += severity[group];
  }
  return sum;
}

/** Shops often know one e-mail address and one phone number only, and use them for both roles. */
const reachesSomebody = ({ groups }: Claims): boolean => groups.has('medium');

const agree = (terms: readonly string[], others: readonly string[]): boolean =>
  terms.some((term) => others.some((other) => term === other || conceptNearness(term, other) >= nearEnough));

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
  'money rate': 0.45,
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
