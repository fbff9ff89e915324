import { conditionPaths, type MappingRule } from '@penstock/mapping';
import { sourceKey, type RulePlace } from './rule-places';

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
  return places.flatMap(({ rule, target, loops }) =>
    pathsRead(rule).map((path, index) => ({
      id: `${rule.id} ${index}`,
      source: sourceKey(path, loops),
      target,
      state: faulty.has(rule.id) ? ('problem' as const) : stateOf(rule),
    })),
  );
}

/** Fields a rule depends on beside its sources: those its conditions compare. */
export function conditionSources({ rule, loops }: RulePlace): readonly string[] {
  const condition = rule.kind === 'each' ? rule.filter : rule.when;
  return condition ? conditionPaths(condition).map((path) => sourceKey(path, loops)) : [];
}

/** What a field has to do with the others: both ways along the lines and the conditions. */
export interface Lineage {
  readonly sources: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
}

const nothing: Lineage = { sources: new Set(), targets: new Set() };

export interface FieldRef {
  readonly side: 'source' | 'target';
  readonly key: string;
}

/** The fields that feed a target, or that a source feeds; a parent stands for all that is in it. */
export function lineageOf(field: FieldRef | null, links: readonly FieldLink[], places: readonly RulePlace[]): Lineage {
  if (!field) return nothing;
  const sources = new Set<string>();
  const targets = new Set<string>();
  const follow = (source: string, target: string): void => {
    if (!isWithin(field.side === 'source' ? source : target, field.key)) return;
    sources.add(source);
    targets.add(target);
  };
  for (const { source, target } of links) follow(source, target);
  for (const place of places) for (const source of conditionSources(place)) follow(source, place.target);
  return { sources, targets };
}

export const isWithin = (key: string, ancestor: string): boolean =>
  key === ancestor || (key.startsWith(ancestor) && /^[.[]/.test(key.slice(ancestor.length)));

function stateOf(rule: MappingRule): LinkState {
  if (rule.kind === 'each') return 'loop';
  return rule.when ? 'conditional' : 'mapped';
}

function pathsRead(rule: MappingRule): readonly string[] {
  if (rule.kind === 'const') return [];
  return [rule.from].flat().map(({ path }) => path);
}
