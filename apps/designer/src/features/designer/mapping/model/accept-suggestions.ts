import type { EachRule, MappingDocument, MappingRule, SourceRef, StepCall, Suggestion } from '@penstock/mapping';
import { freshRuleId, ruleFor } from './rule-edits';

const itemName = 'item';
const listStart = '[].';
const firstItem = '[0].';

/**
 * The mapping with rules for the suggestions. What is there stays: a filled target keeps its rule. What would take the
 * first item of a list for all of them is left out, however likely it looks: the same price on every line is money.
 */
export function withSuggestions(mapping: MappingDocument, accepted: readonly Suggestion[]): MappingDocument {
  return accepted.reduce(withSuggestion, mapping);
}

/** Whether accepting it would change anything. */
export const isAcceptable = (mapping: MappingDocument, suggestion: Suggestion): boolean =>
  withSuggestion(mapping, suggestion) !== mapping;

function withSuggestion(mapping: MappingDocument, suggestion: Suggestion): MappingDocument {
  const { tables, steps } = namedTables(mapping, suggestion);
  const from: readonly SourceRef[] = suggestion.transform?.from ?? [{ path: suggestion.source }];
  const at = suggestion.target.indexOf(listStart);
  const rules =
    at < 0
      ? withRuleFor(mapping.rules, { mapping, target: suggestion.target, from, steps })
      : withItemRule(mapping, {
          list: suggestion.target.slice(0, at),
          target: suggestion.target.slice(at + 3),
          from,
          steps,
        });
  return rules ? { ...mapping, rules: [...rules], tables } : mapping;
}

interface NewRule {
  readonly mapping: MappingDocument;
  readonly target: string;
  readonly from: readonly SourceRef[];
  readonly steps: readonly StepCall[];
}

/** Undefined when the target has its rule already, or when a list's first item would stand for a value. */
function withRuleFor(
  rules: readonly MappingRule[],
  { mapping, target, from, steps }: NewRule,
): readonly MappingRule[] | undefined {
  if (ruleFor(rules, target) || from.some(({ path }) => path.includes(firstItem))) return undefined;
  const shared = { id: freshRuleId(mapping, target), target, onError: 'fail', origin: 'suggested' } as const;
  const [only] = from;
  return only && from.length === 1 && steps.length === 0
    ? [...rules, { ...shared, kind: 'copy', from: { path: only.path } }]
    : [...rules, { ...shared, kind: 'pipe', from: [...from], steps: [...steps] }];
}

/** Inside the list's each rule, which is made when there is none. One that goes through another list stays as it is. */
function withItemRule(
  mapping: MappingDocument,
  { list, target, from, steps }: Omit<NewRule, 'mapping'> & { readonly list: string },
): readonly MappingRule[] | undefined {
  const source = from.map(({ path }) => path).find((path) => path.includes(firstItem));
  const sourceList = source?.slice(0, source.indexOf(firstItem));
  const existing = ruleFor(mapping.rules, list);
  if (existing ? existing.kind !== 'each' : sourceList === undefined) return undefined;
  const each = (existing as EachRule | undefined) ?? newEach(mapping, list, sourceList ?? '');
  if (sourceList !== undefined && each.from.path !== sourceList) return undefined;
  const inItem = from.map((ref) => ({ ...ref, path: fromItem(ref.path, each) }));
  const rules = withRuleFor(each.rules, { mapping, target, from: inItem, steps });
  if (!rules) return undefined;
  const filled: EachRule = { ...each, rules };
  return existing ? mapping.rules.map((rule) => (rule === existing ? filled : rule)) : [...mapping.rules, filled];
}

const newEach = (mapping: MappingDocument, target: string, path: string): EachRule => ({
  kind: 'each',
  id: freshRuleId(mapping, target),
  target,
  from: { path },
  as: itemName,
  rules: [],
});

const fromItem = (path: string, { from, as }: EachRule): string =>
  path.startsWith(`${from.path}${firstItem}`) ? `${as}.${path.slice(from.path.length + firstItem.length)}` : path;

/** The proposal's tables beside those that are there, under names that are free, and its steps with these names. */
function namedTables(
  { tables }: MappingDocument,
  { transform }: Suggestion,
): { readonly tables: MappingDocument['tables']; readonly steps: readonly StepCall[] } {
  const names = new Map(Object.keys(transform?.tables ?? {}).map((name) => [name, freeName(name, tables)]));
  const added = Object.entries(transform?.tables ?? {}).map(
    ([name, table]) => [names.get(name) ?? name, table] as const,
  );
  const steps = (transform?.steps ?? []).map(({ op, args }) => {
    const table = typeof args['table'] === 'string' ? names.get(args['table']) : undefined;
    return { op, args: table === undefined ? args : { ...args, table } };
  });
  return { tables: { ...tables, ...Object.fromEntries(added) }, steps };
}

function freeName(name: string, tables: MappingDocument['tables']): string {
  if (!Object.hasOwn(tables, name)) return name;
  let number = 2;
  while (Object.hasOwn(tables, `${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}
