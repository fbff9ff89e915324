import type {
  CopyRule,
  ConstRule,
  MappingDocument,
  MappingRule,
  PipeRule,
  SourceRef,
  StepCall,
  ValueRule,
} from '@penstock/mapping';

/** How a target gets its value, as a person chooses it. */
export type RuleMode = 'none' | 'fixed' | 'data' | 'each';

/** Rules this editor shows; formulas, tables and nested objects have the studio. */
export type PlainRule = ConstRule | CopyRule | PipeRule;
export const isPlainRule = (rule: MappingRule | undefined): rule is PlainRule =>
  rule?.kind === 'const' || rule?.kind === 'copy' || rule?.kind === 'pipe';

export type DataRule = CopyRule | PipeRule;

export function modeOf(rule: MappingRule | undefined): RuleMode {
  if (!rule) return 'none';
  if (rule.kind === 'const') return 'fixed';
  return rule.kind === 'each' ? 'each' : 'data';
}

export const ruleFor = (rules: readonly MappingRule[], target: string): MappingRule | undefined =>
  rules.find((rule) => rule.target === target);

/** Replaces the rule with the same id, or adds it at the end. */
export function withRule(rules: readonly MappingRule[], rule: MappingRule): MappingRule[] {
  return rules.some(({ id }) => id === rule.id)
    ? rules.map((old) => (old.id === rule.id ? rule : old))
    : [...rules, rule];
}

export const withoutRule = (rules: readonly MappingRule[], ruleId: string): MappingRule[] =>
  rules.filter(({ id }) => id !== ruleId);

/** A rule of the wanted kind for the same target; what both kinds share (default, on error …) is kept. */
export function ruleInMode(mode: Exclude<RuleMode, 'none'>, target: string, old: MappingRule | undefined): MappingRule {
  const id = old?.id ?? ruleIdFor(target);
  const shared = sharedPartsOf(old);
  switch (mode) {
    case 'fixed':
      return { ...shared, kind: 'const', id, target, value: '' };
    case 'data':
      return { ...shared, kind: 'pipe', id, target, from: [], steps: [] };
    case 'each':
      return { kind: 'each', id, target, from: { path: 'trigger' }, as: 'item', rules: [] };
  }
}

export const sourcesOfRule = (rule: DataRule): readonly SourceRef[] => (rule.kind === 'copy' ? [rule.from] : rule.from);
export const stepsOfRule = (rule: DataRule): readonly StepCall[] => (rule.kind === 'copy' ? [] : rule.steps);

/** One source without steps is a plain copy; everything else is a pipe. */
export function withData(rule: DataRule, sources: readonly SourceRef[], steps: readonly StepCall[]): DataRule {
  const shared = { ...sharedPartsOf(rule), id: rule.id, target: rule.target };
  const [only] = sources;
  if (only && sources.length === 1 && steps.length === 0) return { ...shared, kind: 'copy', from: only };
  return { ...shared, kind: 'pipe', from: [...sources], steps: [...steps] };
}

/** A rule under a new target name, e.g. when a row of a map step is renamed. */
export const renamed = (rule: MappingRule, target: string): MappingRule => ({ ...rule, target });

/** Unique among the rules of one document: one rule per target, named for it. */
export function ruleIdFor(target: string): string {
  return `rule-${target.replace(/[^a-zA-Z0-9]+/g, '-').slice(0, 50)}`;
}

/** Target names for new rows: `field`, `field_2` … */
export function freshTarget(rules: readonly MappingRule[]): string {
  const taken = new Set(rules.map(({ target }) => target));
  if (!taken.has('field')) return 'field';
  let number = 2;
  while (taken.has(`field_${number}`)) number += 1;
  return `field_${number}`;
}

export function freshRuleId(document: Pick<MappingDocument, 'rules'>, target: string): string {
  const taken = new Set(allRuleIds(document.rules));
  const base = ruleIdFor(target);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

const allRuleIds = (rules: readonly MappingRule[]): string[] =>
  rules.flatMap((rule) => [rule.id, ...('rules' in rule ? allRuleIds(rule.rules) : [])]);

/** What rules of every kind of value have; of other rules, what a new one starts with. */
export function sharedPartsOf(rule: MappingRule | undefined): Omit<ConstRule, 'kind' | 'id' | 'target' | 'value'> {
  if (!rule || !isValueRule(rule)) return { onError: 'fail', origin: 'user' };
  const { when, otherwise, defaultFormula, onError, origin, comment } = rule;
  return {
    onError,
    origin,
    ...(when !== undefined && { when }),
    ...(otherwise !== undefined && { otherwise }),
    ...(rule.default !== undefined && { default: rule.default }),
    ...(defaultFormula !== undefined && { defaultFormula }),
    ...(comment !== undefined && { comment }),
  };
}

/** Rules that make one value of their own. */
export const isValueRule = (rule: MappingRule): rule is ValueRule =>
  rule.kind !== 'each' && rule.kind !== 'object' && rule.kind !== 'omit';
