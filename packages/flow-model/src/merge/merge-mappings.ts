import { conditionPaths, type MappingDocument, type MappingVariable } from '@penstock/mapping';
import { mergeRules } from './merge-rules';
import { mergeOptionalParts, mergeParts, named, type Arbiter, type Parts, type Sides } from './three-way';

/** Every member of a mapping: one that is forgotten here does not compile. */
type Members = { readonly [Name in keyof MappingDocument]-?: MappingDocument[Name] };

/** Rules by id, then by target; value tables, variables, parts and tests by name. What neither side has stays absent. */
export function mergeMappings(sides: Sides<MappingDocument>, key: string, arbiter: Arbiter): MappingDocument {
  const of = <T>(read: (mapping: MappingDocument) => T): Sides<T> => ({ base: read(sides.base), mine: read(sides.mine), theirs: read(sides.theirs) });
  const members: Members = {
    v: sides.mine.v,
    rules: mergeRules(of(({ rules }) => rules), `${key}/rules`, arbiter),
    tables: mergeParts(of(({ tables }) => tables), `${key}/tables`, arbiter) as MappingDocument['tables'],
    vars: mergeVariables(of(({ vars }) => vars), `${key}/vars`, arbiter),
    parts: mergeOptionalParts(of(({ parts }) => parts), `${key}/parts`, arbiter) as MappingDocument['parts'],
    tests: mergeOptionalParts(of(({ tests }) => tests), `${key}/tests`, arbiter) as MappingDocument['tests'],
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as MappingDocument;
}

type Variables = readonly MappingVariable[];

function mergeVariables({ base, mine, theirs }: Sides<Variables | undefined>, key: string, arbiter: Arbiter): MappingVariable[] | undefined {
  const byName = (variables: Variables | undefined): Parts | undefined => variables && named(variables, ({ name }) => name);
  const merged = mergeOptionalParts({ base: byName(base), mine: byName(mine), theirs: byName(theirs) }, key, arbiter);
  return merged && inReadingOrder(Object.values(merged) as MappingVariable[], [mine ?? [], theirs ?? []]);
}

/** A variable sees the ones before it: whoever read another on a side stays after it. A circle is left for the checker. */
function inReadingOrder(variables: Variables, sides: readonly Variables[]): MappingVariable[] {
  const waitsFor = new Map(variables.map((variable) => [variable, sawBefore(variable, sides)]));
  const [ordered, left] = [[] as MappingVariable[], [...variables]];
  while (left.length > 0) {
    const next = left.findIndex((variable) => !left.some((other) => other !== variable && waitsFor.get(variable)?.has(other.name)));
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

function sawBefore({ name, formula }: MappingVariable, sides: readonly Variables[]): ReadonlySet<string> {
  const read = new Set(conditionPaths({ formula }).flatMap((path) => /^vars(?:\.|\[")(\w+)/.exec(path)?.[1] ?? []));
  const before = sides.flatMap((variables) => variables.slice(0, Math.max(0, variables.findIndex((one) => one.name === name))));
  return new Set(before.map((one) => one.name).filter((other) => read.has(other)));
}
