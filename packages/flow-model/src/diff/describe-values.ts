import { assertNever, type Json } from '@penstock/kernel';
import type { Condition, MappingRule, SourceRef, StepCall } from '@penstock/mapping';

const longest = 80;

/** A setting's value in a sentence: texts in quotes, the rest as short JSON. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (typeof value === 'string') return `“${shortened(value)}”`;
  return shortened(typeof value === 'object' ? JSON.stringify(value) : String(value as Json & (number | boolean)));
}

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

const comparisons: Readonly<Record<string, string>> = {
  equals: 'is',
  'not-equals': 'is not',
  'greater-than': 'is more than',
  'at-least': 'is at least',
  'less-than': 'is less than',
  'at-most': 'is at most',
  contains: 'contains',
  'starts-with': 'starts with',
  'one-of': 'is one of',
  'is-empty': 'is empty',
  'is-present': 'is present',
};
const withoutRight: readonly string[] = ['is-empty', 'is-present'];

/** A condition as a clause: `trigger.amount is more than 100 and not (…)`. */
export function describeCondition(condition: Condition | undefined): string {
  if (condition === undefined) return 'nothing';
  if ('formula' in condition) return condition.formula;
  if ('all' in condition) return joined(condition.all, 'and', 'always');
  if ('any' in condition) return joined(condition.any, 'or', 'never');
  if ('not' in condition) return `not (${describeCondition(condition.not)})`;
  const words = comparisons[condition.op] ?? condition.op;
  if (withoutRight.includes(condition.op)) return `${condition.left} ${words}`;
  return `${condition.left} ${words} ${condition.right ?? describeValue(condition.value)}`;
}

function joined(parts: readonly Condition[], word: string, none: string): string {
  if (parts.length === 0) return none;
  return parts.map((part) => ('left' in part || 'not' in part || parts.length === 1 ? describeCondition(part) : `(${describeCondition(part)})`)).join(` ${word} `);
}

/** Where a target's value comes from: `trigger.order.total → round(places: 2), when …`. */
export function describeRule(rule: MappingRule): string {
  const when = 'when' in rule && rule.when ? `, when ${describeCondition(rule.when)}` : '';
  const spare = 'default' in rule && rule.default !== undefined ? `, else ${describeValue(rule.default)}` : '';
  return `${describeSource(rule)}${when}${spare}`;
}

function describeSource(rule: MappingRule): string {
  switch (rule.kind) {
    case 'const':
      return `the constant ${describeValue(rule.value)}`;
    case 'copy':
      return rule.from.path;
    case 'each':
      return `each of ${rule.from.path}${rule.filter ? ` where ${describeCondition(rule.filter)}` : ''}`;
    case 'pipe':
      return [describeSources(rule.from), ...rule.steps.map(describeCall)].filter(Boolean).join(' → ');
    case 'formula':
      return `= ${rule.formula}`;
    case 'decision':
      return `the decision table of ${rule.columns.map(({ title, formula }) => title ?? formula).join(', ')} with ${rule.rows.length} rows`;
    case 'object':
      return rule.use ? `an object as ${rule.use}` : 'an object';
    case 'omit':
      return 'nothing, on purpose';
    default:
      return assertNever(rule);
  }
}

const describeSources = (sources: readonly SourceRef[]): string => sources.map(({ path }) => path).join(' + ');

function describeCall({ op, args }: StepCall): string {
  const said = Object.entries(args).map(([name, value]) => `${name}: ${describeValue(value)}`);
  return said.length === 0 ? op : `${op}(${said.join(', ')})`;
}
