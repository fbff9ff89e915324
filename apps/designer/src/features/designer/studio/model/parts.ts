import type { MappingDocument, MappingPart, MappingRule, NestingRule } from '@penstock/mapping';
import { freshRuleId } from '../../mapping/model/rule-edits';
import { withPlacedRule } from './placed-rules';
import { isNesting, rulePlaces, type RulePlace } from './rule-places';

/** What rules call the value a part is used on where nothing else says so. */
const defaultItemName = 'it';
const longestName = 60;

type Place = Pick<RulePlace, 'around'> & { readonly rule: NestingRule };

export const partsOf = ({ parts = {} }: MappingDocument): Readonly<Record<string, MappingPart>> => parts;

/** Rules that use a part, with those inside of other parts. */
export function usesOfPart(mapping: MappingDocument, name: string): readonly RulePlace[] {
  const inParts = Object.values(partsOf(mapping)).flatMap(({ rules }) => rulePlaces(rules));
  return [...rulePlaces(mapping.rules), ...inParts].filter(({ rule }) => isNesting(rule) && rule.use === name);
}

/** The rules inside of a loop or an object as a part that others can use too; undefined for a name that is taken or none. */
export function asPart(mapping: MappingDocument, { rule, around }: Place, name: string): MappingDocument | undefined {
  if (!isFree(mapping, name)) return undefined;
  const part: MappingPart = { as: rule.as ?? defaultItemName, rules: [...rule.rules] };
  const parts = { ...partsOf(mapping), [name]: part };
  return withPlacedRule({ ...mapping, parts }, around, { ...rule, rules: [], use: name });
}

/** Made by a part from now on; rules of its own go. */
export const usingPart = (mapping: MappingDocument, { rule, around }: Place, name: string): MappingDocument =>
  withPlacedRule(mapping, around, { ...rule, rules: [], use: name });

/** The rules of the part as the rule's own: what is changed here changes nothing elsewhere. */
export function withOwnRules(mapping: MappingDocument, { rule, around }: Place): MappingDocument {
  const { use, ...rest } = rule;
  const part = use === undefined ? undefined : partsOf(mapping)[use];
  if (!part) return mapping;
  const own = { ...rest, ...(rule.from && { as: part.as }), rules: [] } as NestingRule;
  const cleared = withoutUnused(withPlacedRule(mapping, around, own), use);
  return withPlacedRule(cleared, around, { ...own, rules: part.rules.map((inner) => copied(inner, cleared)) });
}

/** Ids are unique in a document: where the part is still used elsewhere, a copy gets its own. */
function copied(rule: MappingRule, mapping: MappingDocument): MappingRule {
  const id = freshRuleId(
    { rules: [...mapping.rules, ...Object.values(partsOf(mapping)).flatMap(({ rules }) => rules)] },
    rule.id,
  );
  return isNesting(rule) ? { ...rule, id, rules: rule.rules.map((inner) => copied(inner, mapping)) } : { ...rule, id };
}

export const withPartRules = (
  mapping: MappingDocument,
  name: string,
  rules: readonly MappingRule[],
): MappingDocument => {
  const part = partsOf(mapping)[name];
  return part ? { ...mapping, parts: { ...partsOf(mapping), [name]: { ...part, rules: [...rules] } } } : mapping;
};

/** The new name wherever the part is used; undefined for a name that is taken or none. */
export function renamedPart(mapping: MappingDocument, from: string, to: string): MappingDocument | undefined {
  const part = partsOf(mapping)[from];
  if (!part || !isFree(mapping, to)) return undefined;
  const entries = Object.entries(partsOf(mapping)).map(([name, { as, rules }]) => [
    name === from ? to : name,
    { as, rules: reused(rules, from, to) },
  ]);
  return {
    ...mapping,
    rules: reused(mapping.rules, from, to),
    parts: Object.fromEntries(entries) as MappingDocument['parts'],
  };
}

const reused = (rules: readonly MappingRule[], from: string, to: string): MappingRule[] =>
  rules.map((rule) => {
    if (!isNesting(rule)) return rule;
    return { ...rule, rules: reused(rule.rules, from, to), ...(rule.use === from && { use: to }) };
  });

/** A part that nothing uses says nothing. */
function withoutUnused(mapping: MappingDocument, name: string | undefined): MappingDocument {
  if (name === undefined || usesOfPart(mapping, name).length > 0) return mapping;
  const { parts = {}, ...rest } = mapping;
  const { [name]: _unused, ...others } = parts;
  return Object.keys(others).length === 0 ? rest : { ...rest, parts: others };
}

const isFree = (mapping: MappingDocument, name: string): boolean =>
  name.trim() !== '' && name.length <= longestName && !Object.hasOwn(partsOf(mapping), name);
