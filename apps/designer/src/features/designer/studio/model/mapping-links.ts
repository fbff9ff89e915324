import { pathsOfRule, type MappingRule } from '@penstock/mapping';
import { isNesting, sourceKey, type RulePlace } from './rule-places';

/** How a line looks: by how its rule makes the value, and whether that is in order. */
export type LinkState = 'mapped' | 'formula' | 'conditional' | 'loop' | 'problem' | 'suggested';

/** One line between two fields, by their keys. */
export interface FieldLink {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly state: LinkState;
}

/** A line for each source of each rule. */
export function linksOf(places: readonly RulePlace[], faulty: ReadonlySet<string>): readonly FieldLink[] {
  return places.flatMap(({ rule, target, around }) =>
    sourcePaths(rule).map((path, index) => ({
      id: `${rule.id} ${index}`,
      source: sourceKey(path, around),
      target,
      state: faulty.has(rule.id) ? ('problem' as const) : stateOf(rule),
    })),
  );
}

/** Fields a rule reads in any way: sources, formulas, and what its conditions compare. */
export const allSources = ({ rule, around }: RulePlace): readonly string[] =>
  pathsOfRule(rule).map((path) => sourceKey(path, around));

/** What a field has to do with the others: both ways along the lines and the conditions. */
export interface Lineage {
  readonly sources: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
}

export const noLineage: Lineage = { sources: new Set(), targets: new Set() };

export interface FieldRef {
  readonly side: 'source' | 'target';
  readonly key: string;
}

/** The fields that feed a target, or that a source feeds; a parent stands for all that is in it. */
export function lineageOf(field: FieldRef | null, links: readonly FieldLink[], places: readonly RulePlace[]): Lineage {
  if (!field) return noLineage;
  const sources = new Set<string>();
  const targets = new Set<string>();
  const follow = (source: string, target: string): void => {
    if (!isWithin(field.side === 'source' ? source : target, field.key)) return;
    sources.add(source);
    targets.add(target);
  };
  for (const { source, target } of links) follow(source, target);
  for (const place of places) for (const source of allSources(place)) follow(source, place.target);
  return { sources, targets };
}

export const isWithin = (key: string, ancestor: string): boolean =>
  key === ancestor || (key.startsWith(ancestor) && /^[.[]/.test(key.slice(ancestor.length)));

function stateOf(rule: MappingRule): LinkState {
  if (isNesting(rule)) return 'loop';
  if ('when' in rule && rule.when) return 'conditional';
  return rule.kind === 'formula' || rule.kind === 'decision' ? 'formula' : 'mapped';
}

/** What the value is made of. Conditions say when, not what: they have no line. */
function sourcePaths(rule: MappingRule): readonly string[] {
  if (!('when' in rule) || rule.when === undefined) return pathsOfRule(rule);
  const { when: _when, ...rest } = rule;
  return pathsOfRule(rest as MappingRule);
}
