import type { Comparison, Condition } from '@penstock/mapping';

/** A condition as the builder shows it: groups of rows and groups. */
export type GroupKind = 'all' | 'any' | 'none';

export interface ConditionGroup {
  readonly kind: GroupKind;
  readonly members: readonly Condition[];
}

export type ComparisonRow = Extract<Condition, { left: string }>;

export const isRow = (condition: Condition): condition is ComparisonRow => 'left' in condition;

export const isFormula = (condition: Condition): condition is Extract<Condition, { formula: string }> =>
  'formula' in condition;

/** A single comparison is a group of one, so that the builder always shows a group. */
export function groupOf(condition: Condition): ConditionGroup {
  if ('all' in condition) return { kind: 'all', members: condition.all };
  if ('any' in condition) return { kind: 'any', members: condition.any };
  if ('not' in condition && 'any' in condition.not) return { kind: 'none', members: condition.not.any };
  if ('not' in condition) return { kind: 'none', members: [condition.not] };
  return { kind: 'all', members: [condition] };
}

export function conditionOf({ kind, members }: ConditionGroup): Condition {
  const [only] = members;
  if (kind === 'all' && only && members.length === 1 && (isRow(only) || isFormula(only))) return only;
  if (kind === 'all') return { all: members };
  return kind === 'any' ? { any: members } : { not: { any: members } };
}

export const withoutOperand: ReadonlySet<Comparison> = new Set(['is-empty', 'is-present']);

/** Typed text as the constant it means: numbers compare as numbers, `one-of` takes a comma-separated list. */
export function constantFrom(text: string, op: Comparison): NonNullable<ComparisonRow['value']> {
  if (op === 'one-of') return text.split(',').map((part) => part.trim());
  if (text === 'true' || text === 'false') return text === 'true';
  // Only what reads back the same is a number: 007 and 1.10 stay text.
  return text !== '' && String(Number(text)) === text ? Number(text) : text;
}

export function textOfConstant(value: ComparisonRow['value']): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(String).join(', ') : String(value);
}
