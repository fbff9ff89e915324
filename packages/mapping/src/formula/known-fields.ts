import { cardDataRole } from '../suggest/card-guard';
import { describedMembers, itemOf } from '../types/members';
import { membersOf, type Type } from '../types/type';
import { nullable } from '../types/union';
import type { FormulaScope } from './scope';

/** A field that a formula may name, by its path as formulas write it. */
export interface KnownField {
  readonly path: string;
  /** A word for its type; choices and patterns, which are values, are not in it. */
  readonly type: string;
  readonly description?: string;
}

const mostFields = 400;
const deepest = 6;

/**
 * The fields that anybody described, the nearest first, without those that hold card data; cut at 400.
 *
 * @param seen further ones, known from records only: they come last
 */
export function knownFields(scope: FormulaScope, seen: readonly KnownField[] = []): readonly KnownField[] {
  const described = describedFields(scope);
  const paths = new Set(described.map(({ path }) => path));
  const others = seen.filter(({ path }) => !paths.has(path) && !isCardDataName(path));
  return [...described, ...others].slice(0, mostFields);
}

function describedFields({ names }: FormulaScope): readonly KnownField[] {
  let level = [...names].map(([path, type]): Place => ({ path, type }));
  const fields: KnownField[] = [];
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const open = level.filter(({ path, type }) => !holdsCardData(path, type));
    fields.push(...open.map(({ path, type, description }) => ({ path, type: typeWord(type), ...(description !== undefined && { description }) })));
    if (fields.length >= mostFields) return fields;
    level = open.flatMap(membersAt);
  }
  return fields;
}

interface Place {
  readonly path: string;
  readonly type: Type;
  readonly description?: string;
}

const isCardDataName = (path: string): boolean => ['secret', 'number'].includes(cardDataRole(path, undefined));

/** By its label or, where nobody gave it one, by its name. */
const holdsCardData = (path: string, type: Type): boolean =>
  isCardDataName(path) || membersOf(type).some(({ labels = [] }) => labels.includes('pan') || labels.includes('csc'));

function membersAt({ path, type }: Place): readonly Place[] {
  const item = itemOf(type);
  if (item && item.kind !== 'any') return [{ path: `${path}[0]`, type: item }];
  return [...describedMembers(type)].map(([name, { type: member, required, description }]) => ({
    path: wordName.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`,
    type: required ? member : nullable(member),
    ...(description !== undefined && { description }),
  }));
}

const wordName = /^[A-Za-z_]\w*$/;

const words: Readonly<Partial<Record<Type['kind'], string>>> = { int: 'whole number', bool: 'yes/no', dateTime: 'date and time', array: 'list', map: 'object' };

function typeWord(type: Type): string {
  const kinds = membersOf(type).map(({ kind }) => words[kind] ?? (kind === 'string' ? 'text' : kind));
  return [...new Set(kinds.map((kind) => (kind === 'null' ? 'nothing' : kind)))].join(' or ');
}
