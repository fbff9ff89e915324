import {
  marked,
  membersOf,
  types,
  type ArrayType,
  type DecimalType,
  type IntType,
  type MapType,
  type StringType,
  type Type,
} from './type';

/** More alternatives than anybody tells apart count as `any`. */
const mostMembers = 16;
const mostChoices = 500;

/** The least type that holds all values of these. */
export function unionOf(parts: readonly Type[]): Type {
  const members: Type[] = [];
  for (const part of parts.flatMap(membersOf)) {
    if (part.kind === 'any') return marked({ ...types.any }, parts);
    if (part.kind !== 'never') insert(members, part);
  }
  const [only] = members;
  if (!only) return types.never;
  if (members.length === 1) return only;
  if (members.length > mostMembers) return marked({ ...types.any }, members);
  return marked({ kind: 'union', members }, members);
}

function insert(members: Type[], part: Type): void {
  for (const [at, member] of members.entries()) {
    const joined = member === part ? member : join(member, part);
    if (!joined) continue;
    members[at] = joined === member ? member : marked(joined, [member, part]);
    return;
  }
  members.push(part);
}

/** One type for two of a kind; undefined when they stay apart. */
function join(a: Type, b: Type): Type | undefined {
  if (isWholeOrDecimal(a) && isWholeOrDecimal(b)) return joinNumbers(a, b);
  if (a.kind === 'string' && b.kind === 'string') return joinTexts(a, b);
  if (a.kind === 'array' && b.kind === 'array') return joinLists(a, b);
  if (a.kind === 'map' && b.kind === 'map') return joinMaps(a, b);
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value ? a : types.bool;
  if (a.kind === 'object' || a.kind === 'array' || a.kind === 'map') return undefined;
  return a.kind === b.kind ? a : undefined;
}

const isWholeOrDecimal = (type: Type): type is IntType | DecimalType => type.kind === 'int' || type.kind === 'decimal';

function joinNumbers(a: IntType | DecimalType, b: IntType | DecimalType): Type {
  if (a.kind === 'int' && b.kind === 'int') {
    const choices = a.enum && b.enum ? [...new Set([...a.enum, ...b.enum])] : undefined;
    return choices && choices.length <= mostChoices ? { kind: 'int', enum: choices } : types.int;
  }
  const [scaleA, scaleB] = [a.kind === 'int' ? 0 : a.scale, b.kind === 'int' ? 0 : b.scale];
  if (scaleA === undefined || scaleB === undefined) return types.decimal;
  return { kind: 'decimal', scale: Math.max(scaleA, scaleB), ...joinedPrecision([a, b], [scaleA, scaleB]) };
}

function joinedPrecision(parts: readonly (IntType | DecimalType)[], scales: readonly number[]): { precision?: number } {
  const before = parts.map((part, at) =>
    part.kind === 'decimal' && part.precision !== undefined ? part.precision - (scales[at] ?? 0) : Infinity,
  );
  const whole = Math.max(...before);
  return Number.isFinite(whole) ? { precision: whole + Math.max(...scales) } : {};
}

function joinTexts(a: StringType, b: StringType): Type {
  const choices = a.enum && b.enum ? [...new Set([...a.enum, ...b.enum])] : undefined;
  if (choices && choices.length <= mostChoices) return { kind: 'string', enum: choices };
  const [longestA, longestB] = [longestText(a), longestText(b)];
  return {
    kind: 'string',
    ...(longestA !== undefined && longestB !== undefined && { maxLength: Math.max(longestA, longestB) }),
    ...(a.format !== undefined && a.format === b.format && { format: a.format }),
    ...(a.pattern !== undefined && a.pattern === b.pattern && { pattern: a.pattern }),
  };
}

/** How many characters a text has at most, where that is known. */
export function longestText({ enum: choices, maxLength }: StringType): number | undefined {
  return choices ? Math.max(0, ...choices.map((choice) => choice.length)) : maxLength;
}

/** Lists of objects stay apart: joining their items could go on for ever in a schema that contains itself. */
function joinLists(a: ArrayType, b: ArrayType): Type | undefined {
  if (a.items === b.items) return { kind: 'array', items: a.items };
  const nests = [a.items, b.items].some((type) =>
    membersOf(type).some(({ kind }) => kind === 'object' || kind === 'array' || kind === 'map'),
  );
  if (nests && a.items.kind !== 'never' && b.items.kind !== 'never') return undefined;
  return { kind: 'array', items: unionOf([a.items, b.items]) };
}

const joinMaps = (a: MapType, b: MapType): Type | undefined => (a.values === b.values ? a : undefined);

export const isNullable = (type: Type): boolean => membersOf(type).some(({ kind }) => kind === 'null');

export const nullable = (type: Type): Type =>
  type.kind === 'any' || isNullable(type) ? type : unionOf([type, types.null]);

/** The type once it is known that a value is there. */
export function withoutNull(type: Type): Type {
  if (type.kind === 'null') return types.never;
  return type.kind === 'union' ? unionOf(type.members.filter(({ kind }) => kind !== 'null')) : type;
}
