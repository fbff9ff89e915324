import type { ConstRule, FormulaRule, MappingDocument, MappingRule } from '@penstock/mapping';
import { freshRuleId, ruleInMode, sharedPartsOf } from '../../mapping/model/rule-edits';
import type { FieldNode, FieldTree } from './field-tree';
import { readyNesting } from './nesting';
import { targetInside, withPlacedRule } from './placed-rules';
import type { RulePlace } from './rule-places';

export interface ValueQuestion {
  readonly mapping: MappingDocument;
  readonly targets: FieldTree;
  readonly placeOf: ReadonlyMap<string, RulePlace>;
  readonly target: FieldNode;
  /** As it was typed. */
  readonly text: string;
}

/** The document with a constant for the target; undefined when nothing was typed or the target cannot take one. */
export function setConstant(question: ValueQuestion): MappingDocument | undefined {
  const { placeOf, target, text } = question;
  const rule = placeOf.get(target.key)?.rule;
  if (text === '' || target.isList || target.type === 'object') return undefined;
  const value = constantOf(text, target.type);
  if (rule?.kind === 'const' && rule.value === value) return undefined;
  return withRuleAt(question, (path) => ({ ...(ruleInMode('fixed', path, rule) as ConstRule), value }));
}

/** The document with a formula (without its equals sign) for the target; undefined when there is none, or no change. */
export function setFormula(question: ValueQuestion): MappingDocument | undefined {
  const rule = question.placeOf.get(question.target.key)?.rule;
  const formula = question.text.trim();
  if (formula === '' || (rule?.kind === 'formula' && rule.formula === formula)) return undefined;
  return withRuleAt(question, (target): Omit<FormulaRule, 'id'> => ({
    ...sharedPartsOf(rule),
    ...(rule?.kind === 'formula' && rule.from && { from: rule.from }),
    kind: 'formula',
    target,
    formula,
  }));
}

/** Undefined when a list around the target has no loop yet. */
function withRuleAt(
  { mapping, targets, placeOf, target }: ValueQuestion,
  make: (path: string) => Omit<MappingRule, 'id'>,
): MappingDocument | undefined {
  const place = placeOf.get(target.key);
  const around = place?.around ?? readyNesting(targets, target, placeOf);
  if (!around) return undefined;
  const path = targetInside(target.key, around);
  const rule = { ...make(path), id: place?.rule.id ?? freshRuleId(mapping, path), target: path } as MappingRule;
  return withPlacedRule(mapping, around, rule);
}

/** Amounts stay texts, because a JSON number loses digits; yes/no fields take yes and no. */
function constantOf(text: string, type: string): ConstRule['value'] {
  if (type === 'yes/no' && /^(true|yes|y)$/i.test(text)) return true;
  if (type === 'yes/no' && /^(false|no|n)$/i.test(text)) return false;
  return type === 'number' && String(Number(text)) === text ? Number(text) : text;
}
