import { memberOf } from './members';
import { membersOf, types, type CardLabel, type Type } from './type';

/** Card data that would reach a place that is not made for it. */
export interface CardDataLeak {
  readonly label: CardLabel;
  /** Where in the source it stands. */
  readonly path: readonly string[];
}

/** Types that are looked into, of one source. */
const mostTypes = 5000;

/** The first place of a source that holds card data where the target is not made for it. */
export function cardDataLeak(source: Type, target: Type, seen = new Set<Type>()): CardDataLeak | undefined {
  const allowed = new Set(target.labels ?? []);
  const label = source.labels?.find((each) => !allowed.has(each));
  if (label) return { label, path: [] };
  if (seen.has(source) || seen.size > mostTypes) return undefined;
  seen.add(source);
  for (const member of membersOf(source)) {
    if (member !== source && member.labels?.some((each) => !allowed.has(each)))
      return { label: member.labels[0] as CardLabel, path: [] };
    const inner = memberLeak(member, target, seen);
    if (inner) return inner;
  }
  return undefined;
}

function memberLeak(source: Type, target: Type, seen: Set<Type>): CardDataLeak | undefined {
  if (source.kind === 'array') return below('[]', cardDataLeak(source.items, itemsOf(target), seen));
  if (source.kind === 'map')
    return below('*', cardDataLeak(source.values, target.kind === 'map' ? target.values : types.any, seen));
  if (source.kind !== 'object') return undefined;
  for (const [name, property] of source.props) {
    const inner = cardDataLeak(property.type, memberOf(target, name).type, seen);
    if (inner) return below(name, inner);
  }
  return undefined;
}

const itemsOf = (target: Type): Type => (target.kind === 'array' ? target.items : types.any);
const below = (name: string, leak: CardDataLeak | undefined): CardDataLeak | undefined =>
  leak && { ...leak, path: [name, ...leak.path] };
