import { marked, membersOf, types, type Property, type Type } from './type';
import { nullable, unionOf } from './union';

/** What stands under a name. `known` is false where the type says there is no such member. */
export interface FoundMember {
  readonly type: Type;
  readonly known: boolean;
  readonly property?: Property;
}

const nothing: FoundMember = { type: types.null, known: false };

/**
 * The type of `value.name`. Reading from nothing gives nothing; of several objects, what each has there, and nothing
 * where one has no such member.
 */
export function memberOf(type: Type, name: string): FoundMember {
  const parts = membersOf(type);
  const found = parts.filter(({ kind }) => kind !== 'null').map((part) => memberOfOne(part, name));
  const known = found.filter((each) => each.known);
  const [only] = known;
  if (!only) return nothing;
  const whole = unionOf(found.map((each) => each.type));
  const mayBeMissing = parts.length > found.length;
  return {
    known: true,
    type: marked(mayBeMissing ? nullable(whole) : whole, [type]),
    ...(only.property && { property: only.property }),
  };
}

function memberOfOne(type: Type, name: string): FoundMember {
  switch (type.kind) {
    case 'any':
      return { type: types.any, known: true };
    case 'never':
      return { type: types.never, known: true };
    case 'map':
      return { type: nullable(type.values), known: true };
    case 'object': {
      const property = type.props.get(name);
      if (property) return { type: property.required ? property.type : nullable(property.type), known: true, property };
      return type.open ? { type: types.any, known: true } : nothing;
    }
    default:
      return nothing;
  }
}

/** The type of the items of a list; undefined when it is none. */
export function itemOf(type: Type): Type | undefined {
  const lists = membersOf(type).filter(({ kind }) => kind !== 'null');
  const items = lists.map((each) =>
    each.kind === 'array' ? each.items : each.kind === 'any' || each.kind === 'never' ? each : undefined,
  );
  if (items.length === 0 || items.some((item) => item === undefined)) return undefined;
  return marked(unionOf(items as Type[]), [type]);
}

/** All members anybody described, with the type each has here. */
export function describedMembers(type: Type): ReadonlyMap<string, Property> {
  const props = new Map<string, Property>();
  for (const part of membersOf(type))
    if (part.kind === 'object')
      for (const [name, property] of part.props) if (!props.has(name)) props.set(name, property);
  return props;
}
