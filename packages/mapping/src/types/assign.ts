import { describedMembers, memberOf } from './members';
import { membersOf, type ObjectType, type StringType, type Type } from './type';
import { describeType } from './type-words';
import { longestText } from './union';

/** How a value of one type gets on where another one is wanted. */
export type Fit = 'exact' | 'widening' | 'lossy' | 'impossible';

/** What would mend a lossy or impossible assignment. */
export type Conversion =
  | { readonly kind: 'to-decimal' }
  | { readonly kind: 'to-text' }
  | { readonly kind: 'to-date' }
  | { readonly kind: 'parse-date' }
  | { readonly kind: 'to-integer' }
  | { readonly kind: 'truncate'; readonly length: number }
  | { readonly kind: 'round'; readonly scale: number }
  | { readonly kind: 'pick-item' };

export interface Assignability {
  readonly fit: Fit;
  /** Below the value itself: the member it is about. */
  readonly path: readonly string[];
  /** What may happen, in words; empty for `exact` and `widening`. */
  readonly reason: string;
  readonly conversion?: Conversion;
  /** Nothing is known that says it happens: the source has no stated limits. */
  readonly unsure?: boolean;
}

const order: readonly Fit[] = ['exact', 'widening', 'lossy', 'impossible'];
const deepest = 12;

const exact: Assignability = { fit: 'exact', path: [], reason: '' };
const widening: Assignability = { fit: 'widening', path: [], reason: '' };
const lossy = (reason: string, conversion?: Conversion): Assignability => ({
  fit: 'lossy',
  path: [],
  reason,
  ...(conversion && { conversion }),
});
const unsure = (reason: string): Assignability => ({ ...lossy(reason), unsure: true });
const impossible = (source: Type, target: Type, conversion?: Conversion): Assignability => ({
  fit: 'impossible',
  path: [],
  reason: `${describeType(source)} does not fit where ${describeType(target)} is wanted`,
  ...(conversion && { conversion }),
});

/** Whether a value of one type may stand where another type is wanted. Nothing is said about missing values at the top. */
export function assignability(source: Type, target: Type): Assignability {
  return within(source, target, { depth: 0, seen: new Map() });
}

/** How deep the comparison is, and which objects it compares already: what contains itself fits if the rest does. */
interface Walk {
  readonly depth: number;
  readonly seen: Map<Type, Set<Type>>;
}
const deeper = ({ depth, seen }: Walk): Walk => ({ depth: depth + 1, seen });

function isCompared(source: Type, target: Type, { seen }: Walk): boolean {
  const against = seen.get(source) ?? new Set();
  seen.set(source, against);
  if (against.has(target)) return true;
  against.add(target);
  return false;
}

function within(source: Type, target: Type, walk: Walk): Assignability {
  if (target.kind === 'any' || source.kind === 'never' || source === target || walk.depth > deepest) return exact;
  if (source.kind === 'any') return exact;
  const targets = membersOf(target);
  return membersOf(source)
    .filter(({ kind }) => kind !== 'null' || walk.depth > 0)
    .map((member) => targets.map((each) => fitOf(member, each, walk)).reduce(better))
    .reduce(worse, exact);
}

const better = (a: Assignability, b: Assignability): Assignability =>
  order.indexOf(b.fit) < order.indexOf(a.fit) || (a.fit === 'impossible' && !a.conversion) ? b : a;
/** Of two faults that weigh the same, the one that certainly happens. */
function worse(a: Assignability, b: Assignability): Assignability {
  const difference = order.indexOf(b.fit) - order.indexOf(a.fit);
  return difference > 0 || (difference === 0 && a.unsure === true && b.unsure !== true) ? b : a;
}

function fitOf(source: Type, target: Type, walk: Walk): Assignability {
  if (target.kind === 'any' || source.kind === 'any') return exact;
  switch (source.kind) {
    case 'string':
      return textFit(source, target);
    case 'int':
    case 'decimal':
    case 'float':
      return numberFit(source, target);
    case 'bool':
      return boolFit(source, target);
    case 'date':
    case 'dateTime':
      return dateFit(source, target);
    case 'array':
      return listFit(source, target, walk);
    case 'object':
    case 'map':
      return objectFit(source, target, walk);
    case 'null':
      return target.kind === 'null' ? exact : impossible(source, target);
    default:
      return impossible(source, target);
  }
}

function boolFit(source: Extract<Type, { kind: 'bool' }>, target: Type): Assignability {
  if (target.kind !== 'bool')
    return impossible(source, target, target.kind === 'string' ? { kind: 'to-text' } : undefined);
  return target.value === undefined || target.value === source.value ? exact : impossible(source, target);
}

function textFit(source: StringType, target: Type): Assignability {
  if (target.kind === 'int' || target.kind === 'decimal' || target.kind === 'float')
    return impossible(source, target, { kind: 'to-decimal' });
  if (target.kind === 'date' || target.kind === 'dateTime')
    return lossy('a text may be no date', { kind: 'parse-date' });
  if (target.kind !== 'string') return impossible(source, target);
  if (target.enum) return choiceFit(source, target.enum, target);
  const [have, most] = [longestText(source), target.maxLength];
  if (most !== undefined && (have === undefined || have > most)) {
    const length = have === undefined ? 'a text of unknown length' : `a text of up to ${have} characters`;
    const found = lossy(`${length} may be longer than the ${most} that fit`, { kind: 'truncate', length: most });
    return { ...found, unsure: have === undefined };
  }
  if (target.pattern !== undefined && target.pattern !== source.pattern)
    return unsure('the text may not have the form that is wanted');
  return source.enum ? widening : exact;
}

function choiceFit({ enum: choices }: StringType, wanted: readonly string[], target: Type): Assignability {
  if (!choices) return unsure(`only ${describeType(target)} is taken`);
  const outside = choices.filter((choice) => !wanted.includes(choice));
  if (outside.length === 0) return choices.length === wanted.length ? exact : widening;
  const listed = outside
    .slice(0, 4)
    .map((choice) => JSON.stringify(choice))
    .join(', ');
  if (outside.length === choices.length)
    return { fit: 'impossible', path: [], reason: `${listed} is none of the values that are taken` };
  return lossy(`${listed} is none of the values that are taken`);
}

function numberFit(source: Extract<Type, { kind: 'int' | 'decimal' | 'float' }>, target: Type): Assignability {
  if (target.kind === 'string') return impossible(source, target, { kind: 'to-text' });
  if (source.kind === 'float')
    return target.kind === 'float'
      ? exact
      : target.kind === 'decimal' || target.kind === 'int'
        ? lossy('a measured number is not exact', { kind: 'to-decimal' })
        : impossible(source, target);
  if (target.kind === 'float') return widening;
  if (source.kind === 'int') return wholeFit(source, target);
  if (target.kind === 'int')
    return source.scale === 0
      ? widening
      : { ...lossy('digits after the point do not fit', { kind: 'to-integer' }), unsure: source.scale === undefined };
  if (target.kind !== 'decimal') return impossible(source, target);
  if (target.scale !== undefined && (source.scale === undefined || source.scale > target.scale)) {
    const have = source.scale === undefined ? 'a number with any digits' : `a number with ${source.scale} digits`;
    return {
      ...lossy(`${have} after the point may not fit into ${target.scale}`, { kind: 'round', scale: target.scale }),
      unsure: source.scale === undefined,
    };
  }
  return exact;
}

function wholeFit(source: Extract<Type, { kind: 'int' }>, target: Type): Assignability {
  if (target.kind === 'decimal') return widening;
  if (target.kind !== 'int') return impossible(source, target);
  const { enum: wanted } = target;
  if (!wanted) return exact;
  const outside = source.enum?.filter((choice) => !wanted.includes(choice));
  if (outside?.length === 0) return widening;
  return outside && outside.length === source.enum?.length
    ? impossible(source, target)
    : lossy(`only ${describeType(target)} is taken`);
}

function dateFit(source: Type, target: Type): Assignability {
  if (target.kind === source.kind) return exact;
  if (target.kind === 'date') return lossy('the time of day is lost', { kind: 'to-date' });
  if (target.kind === 'dateTime') return impossible(source, target);
  if (target.kind !== 'string' || target.enum) return impossible(source, target);
  if (target.pattern !== undefined) return unsure('the text may not have the form that is wanted');
  return target.maxLength !== undefined && target.maxLength < (source.kind === 'date' ? 10 : 35)
    ? lossy(`an ISO date may be longer than ${target.maxLength} characters`)
    : widening;
}

function listFit(source: Extract<Type, { kind: 'array' }>, target: Type, walk: Walk): Assignability {
  if (target.kind !== 'array') return impossible(source, target, { kind: 'pick-item' });
  const inner = within(source.items, target.items, deeper(walk));
  if (inner.fit === 'impossible') return { ...inner, path: ['[]', ...inner.path] };
  const tooFew = target.minItems !== undefined && target.minItems > (source.minItems ?? 0);
  const tooMany = target.maxItems !== undefined && target.maxItems < (source.maxItems ?? Infinity);
  if (tooFew || tooMany)
    return unsure(tooFew ? `at least ${target.minItems} items are wanted` : `at most ${target.maxItems} items fit`);
  return { ...inner, path: inner.path.length > 0 || inner.fit === 'lossy' ? ['[]', ...inner.path] : [] };
}

function objectFit(source: Type, target: Type, walk: Walk): Assignability {
  if (target.kind === 'map')
    return source.kind === 'map'
      ? within(source.values, target.values, deeper(walk))
      : membersFit(source, target.values, walk);
  if (target.kind !== 'object') return impossible(source, target);
  if (source.kind === 'map')
    return target.props.size === 0 && target.open ? exact : unsure('its members may not be the ones that are wanted');
  return propertiesFit(source as ObjectType, target, walk);
}

const membersFit = (source: Type, values: Type, walk: Walk): Assignability =>
  [...describedMembers(source)]
    .map(([name]) => at(name, within(memberOf(source, name).type, values, deeper(walk))))
    .reduce(worse, exact);

function propertiesFit(source: ObjectType, target: ObjectType, walk: Walk): Assignability {
  if (isCompared(source, target, walk)) return exact;
  let worst = exact;
  for (const [name, wanted] of target.props) {
    const mine = source.props.get(name);
    if (!mine && !source.open && wanted.required)
      worst = worse(worst, at(name, { fit: 'impossible', path: [], reason: `"${name}" is required and not there` }));
    if (mine && !mine.required && wanted.required)
      worst = worse(worst, at(name, unsure(`"${name}" is required and may be missing`)));
    if (mine) worst = worse(worst, at(name, within(mine.type, wanted.type, deeper(walk))));
  }
  const extra = target.open ? undefined : [...source.props.keys()].find((name) => !target.props.has(name));
  return extra === undefined ? worst : worse(worst, unsure(`"${extra}" is not taken`));
}

const at = (name: string, inner: Assignability): Assignability =>
  inner.fit === 'exact' || inner.fit === 'widening' ? inner : { ...inner, path: [name, ...inner.path] };
