import { membersOf, types, type ObjectType, type Property, type StringType, type Type } from './type';
import { unionOf } from './union';

/** The type of values that are both: `allOf`, and a reference with words of its own beside it. */
export function intersect(a: Type, b: Type): Type {
  if (a.kind === 'any') return b;
  if (b.kind === 'any' || a === b) return a;
  return unionOf(membersOf(a).flatMap((one) => membersOf(b).map((other) => both(one, other))));
}

function both(a: Type, b: Type): Type {
  if (a.kind === 'object' && b.kind === 'object') return bothObjects(a, b);
  if (a.kind === 'string' && b.kind === 'string') return bothTexts(a, b);
  if (a.kind === 'map' && b.kind === 'object') return b;
  if (a.kind === 'decimal' && b.kind === 'int') return b;
  if (a.kind === 'decimal' && b.kind === 'decimal') return { ...a, ...b };
  if (a.kind === 'bool' && b.kind === 'bool' && a.value !== undefined && b.value !== undefined && a.value !== b.value)
    return types.never;
  if (a.kind === 'string' && (b.kind === 'date' || b.kind === 'dateTime')) return b;
  return a.kind === b.kind || a.kind === 'int' || a.kind === 'object' || a.kind === 'date' || a.kind === 'dateTime'
    ? compatible(a, b)
    : types.never;
}

const family: Readonly<Partial<Record<Type['kind'], string>>> = {
  int: 'number',
  decimal: 'number',
  object: 'object',
  map: 'object',
  date: 'text',
  dateTime: 'text',
  string: 'text',
};

const compatible = (a: Type, b: Type): Type =>
  (family[a.kind] ?? a.kind) === (family[b.kind] ?? b.kind) ? a : types.never;

function bothTexts(a: StringType, b: StringType): Type {
  const lengths = [a.maxLength, b.maxLength].filter((length) => length !== undefined);
  const choices = a.enum && b.enum ? a.enum.filter((choice) => b.enum?.includes(choice)) : (a.enum ?? b.enum);
  if (choices?.length === 0) return types.never;
  return {
    ...b,
    ...a,
    ...(lengths.length > 0 && { maxLength: Math.min(...lengths) }),
    ...(choices && { enum: choices }),
  };
}

function bothObjects(a: ObjectType, b: ObjectType): Type {
  const props = new Map<string, Property>(a.props);
  for (const [name, property] of b.props) {
    const mine = a.props.get(name);
    props.set(name, mine ? bothProperties(mine, property) : property);
  }
  return { kind: 'object', props, open: a.open && b.open };
}

const bothProperties = (a: Property, b: Property): Property => ({
  ...(b.title !== undefined && { title: b.title }),
  ...(a.title !== undefined && { title: a.title }),
  required: a.required || b.required,
  get type(): Type {
    return intersect(a.type, b.type);
  },
});
