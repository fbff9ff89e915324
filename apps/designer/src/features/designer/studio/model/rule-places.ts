import type { MappingRule, NestingRule } from '@penstock/mapping';
import { keyOf } from './field-tree';

/** A rule with where it stands: which target it fills, in which loops and objects. */
export interface RulePlace {
  readonly rule: MappingRule;
  /** Key of the target field: `lines[].itemId`. */
  readonly target: string;
  /** The loops and objects around it, from the outside in. */
  readonly around: readonly NestingRule[];
}

export const isNesting = (rule: MappingRule | undefined): rule is NestingRule =>
  rule?.kind === 'each' || rule?.kind === 'object';

/** Every rule of a document, those of loops and objects after their loop or object. */
export function rulePlaces(rules: readonly MappingRule[]): readonly RulePlace[] {
  return placesIn(rules, { within: '', around: [] });
}

/** By target key; of two rules for one target the first counts. */
export function placesByTarget(places: readonly RulePlace[]): ReadonlyMap<string, RulePlace> {
  const found = new Map<string, RulePlace>();
  for (const place of places) if (!found.has(place.target)) found.set(place.target, place);
  return found;
}

function placesIn(
  rules: readonly MappingRule[],
  { within, around }: { readonly within: string; readonly around: readonly NestingRule[] },
): RulePlace[] {
  return rules.flatMap((rule): RulePlace[] => {
    // `.` makes the items of the list themselves.
    const target = rule.target === '.' ? within.slice(0, -1) : `${within}${rule.target}`;
    const place = { rule, target: keyOf(target), around };
    if (!isNesting(rule)) return [place];
    return [place, ...placesIn(rule.rules, { within: `${within}${startOf(rule)}`, around: [...around, rule] })];
  });
}

/** What the targets of the rules inside begin with, seen from outside. */
export const startOf = ({ kind, target }: NestingRule): string => (kind === 'each' ? `${target}[].` : `${target}.`);

/** The source field a path of a rule means, whatever loops and objects around it call their items. */
export function sourceKey(path: string, around: readonly NestingRule[]): string {
  for (let at = around.length - 1; at >= 0; at -= 1) {
    const nesting = around[at] as NestingRule;
    const name = nesting.as;
    if (name === undefined || nesting.from === undefined || !startsWithName(path, name)) continue;
    const own = sourceKey(nesting.from.path, around.slice(0, at));
    return keyOf(`${own}${nesting.kind === 'each' ? '[]' : ''}${path.slice(name.length)}`);
  }
  return keyOf(path);
}

/** `trigger.lines[0].sku` as a rule inside the loops writes it: `line.sku`. */
export function pathInside(path: string, around: readonly NestingRule[]): string {
  const key = keyOf(path);
  for (let at = around.length - 1; at >= 0; at -= 1) {
    const nesting = around[at] as NestingRule;
    if (nesting.as === undefined || nesting.from === undefined) continue;
    const own = `${sourceKey(nesting.from.path, around.slice(0, at))}${nesting.kind === 'each' ? '[]' : ''}`;
    if (startsWithName(key, own)) return `${nesting.as}${key.slice(own.length).replaceAll('[]', '[0]')}`;
  }
  return path;
}

const startsWithName = (path: string, name: string): boolean =>
  path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
