import type { MappingDocument } from '@penstock/mapping';
import { describeRule } from '../diff/describe-values';

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

const mostTold = 8;

/** What a mapping fills and out of what, one sentence for each field; long ones are cut short. */
export function filledBy({ rules }: MappingDocument): readonly string[] {
  const told = rules.slice(0, mostTold).map((rule) => `“${rule.target}” comes from ${describeRule(rule)}.`);
  const left = rules.length - told.length;
  return left > 0 ? [...told, `${left} more ${left === 1 ? 'field is' : 'fields are'} filled.`] : told;
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** The largest unit that says it exactly: `2 days`, `90 minutes`, `45 seconds`. */
export function duration(seconds: number): string {
  const [name, size] = units.find(([, each]) => seconds >= each && seconds % each === 0) ?? (['second', 1] as const);
  const count = seconds / size;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
