import { findStep, type MappingRule, type StepCall } from '@penstock/mapping';
import { shownValue } from '../../mapping/model/live-values';
import { lastPart } from './source-fields';
import { strings } from '../strings';

/** One part of how a value is made, as it stands in its row. */
export interface RuleChip {
  readonly kind: 'source' | 'step' | 'constant' | 'loop' | 'when';
  readonly text: string;
  /** The whole of what the chip stands for, on hover. */
  readonly title: string;
}

/** From the condition over the sources to the last step. */
export function chipsOf(rule: MappingRule): readonly RuleChip[] {
  if (rule.kind === 'each')
    return [{ kind: 'loop', text: strings.eachOf(lastPart(rule.from.path)), title: `${rule.from.path} (${rule.as})` }];
  const when: readonly RuleChip[] = rule.when
    ? [{ kind: 'when', text: 'if', title: strings.stateWords.conditional }]
    : [];
  if (rule.kind === 'const') return [...when, constantChip(rule.value)];
  const sources = [rule.from]
    .flat()
    .map(({ path }): RuleChip => ({ kind: 'source', text: lastPart(path), title: path }));
  return [...when, ...sources, ...(rule.kind === 'pipe' ? rule.steps.map(stepChip) : [])];
}

function constantChip(value: unknown): RuleChip {
  const text = value === '' ? strings.emptyText : shownValue(value);
  return { kind: 'constant', text: typeof value === 'string' && value !== '' ? `“${value}”` : text, title: text };
}

export function stepChip({ op, args }: StepCall): RuleChip {
  const definition = findStep(op);
  const words = Object.values(args)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .join(', ');
  const title = definition?.title ?? op;
  return { kind: 'step', text: words === '' ? title : `${title} ${words}`, title: definition?.summary ?? op };
}

/** "mapped from trigger.total, with 2 steps". */
export function spokenRule(rule: MappingRule): string {
  if (rule.kind === 'const') return strings.spoken.constant(shownValue(rule.value));
  if (rule.kind === 'each') return strings.spoken.each(rule.from.path);
  const paths = [rule.from].flat().map(({ path }) => path);
  const steps = rule.kind === 'pipe' ? rule.steps.length : 0;
  return [strings.spoken.from(paths.join(' and ')), ...(steps > 0 ? [strings.spoken.steps(steps)] : [])].join(', ');
}
