import type { ConditionLine } from '@penstock/contracts';
import { stringifyJson, type Json } from '@penstock/kernel';
import type { Comparison } from '@penstock/mapping';
import { comparisonWords } from '../../../shared/lib/comparison-words';
import { labelTitle } from '../../../shared/lib/run-columns';
import { strings } from '../strings';

type Side = NonNullable<ConditionLine['left']>;

/** One part of a condition in plain words, with the values it compared: `Total 125.00 is more than 100.00`. */
export function whyWords({ kind, left, right }: Pick<ConditionLine, 'kind' | 'left' | 'right'>): string {
  if (!left) return strings.conditionGroups[kind] ?? kind;
  const words = comparisonWords[kind as Comparison] ?? kind;
  return [sideWords(left), words, ...(right ? [sideWords(right)] : [])].join(' ');
}

/** Where its values came from, for whoever wants to know exactly. */
export const whySources = ({ left, right }: Pick<ConditionLine, 'left' | 'right'>): string =>
  [left?.path, right?.path].filter((path) => path !== undefined).join(' · ');

function sideWords({ path, seen }: Side): string {
  const [entry] = Object.entries(seen);
  const value = entry ? valueWords(entry[1]) : strings.nothingThere;
  return path === undefined ? value : `${labelTitle(entry?.[0] ?? lastName(path))} ${value}`;
}

const lastName = (path: string): string => /([^.[\]"]+)["\]]*$/.exec(path)?.[1] ?? path;

const valueWords = (value: unknown): string =>
  typeof value === 'string' ? `“${value}”` : stringifyJson(value as Json);
