import type { EachRule, MappingRule } from '@penstock/mapping';
import { keyOf } from './field-tree';

/** A rule with where it stands: which target it fills, in which loops. */
export interface RulePlace {
  readonly rule: MappingRule;
  /** Key of the target field: `lines[].itemId`. */
  readonly target: string;
  /** The loops around it, from the outside in. */
  readonly loops: readonly EachRule[];
}

/** Every rule of a document, those of loops after their loop. */
export function rulePlaces(rules: readonly MappingRule[]): readonly RulePlace[] {
  return placesIn(rules, { within: '', loops: [] });
}

/** By target key; of two rules for one target the first counts. */
export function placesByTarget(places: readonly RulePlace[]): ReadonlyMap<string, RulePlace> {
  const found = new Map<string, RulePlace>();
  for (const place of places) if (!found.has(place.target)) found.set(place.target, place);
  return found;
}

function placesIn(
  rules: readonly MappingRule[],
  { within, loops }: { readonly within: string; readonly loops: readonly EachRule[] },
): RulePlace[] {
  return rules.flatMap((rule): RulePlace[] => {
    // `.` makes the items of the list themselves.
    const target = rule.target === '.' ? within.slice(0, -1) : `${within}${rule.target}`;
    const place = { rule, target: keyOf(target), loops };
    if (rule.kind !== 'each') return [place];
    return [place, ...placesIn(rule.rules, { within: `${target}[].`, loops: [...loops, rule] })];
  });
}

/** The source field a path of a rule means, whatever the items of the loops around it are called. */
export function sourceKey(path: string, loops: readonly EachRule[]): string {
  for (let at = loops.length - 1; at >= 0; at -= 1) {
    const loop = loops[at] as EachRule;
    if (startsWithName(path, loop.as)) {
      const list = sourceKey(loop.from.path, loops.slice(0, at));
      return keyOf(`${list}[]${path.slice(loop.as.length)}`);
    }
  }
  return keyOf(path);
}

/** `trigger.lines[0].sku` as a rule inside the loops writes it: `line.sku`. */
export function pathInLoops(path: string, loops: readonly EachRule[]): string {
  const key = keyOf(path);
  for (let at = loops.length - 1; at >= 0; at -= 1) {
    const loop = loops[at] as EachRule;
    const items = `${sourceKey(loop.from.path, loops.slice(0, at))}[]`;
    if (key === items || key.startsWith(`${items}.`) || key.startsWith(`${items}[`))
      return `${loop.as}${key.slice(items.length).replaceAll('[]', '[0]')}`;
  }
  return path;
}

const startsWithName = (path: string, name: string): boolean =>
  path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);
