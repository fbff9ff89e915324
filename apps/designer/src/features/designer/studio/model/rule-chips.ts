import { findStep, type MappingRule, type StepCall } from '@penstock/mapping';
import { shownValue } from '../../mapping/model/sample-values';
import { strings } from '../strings';
import { lastPart } from './source-fields';

/** One part of how a value is made, as it stands in its row. */
export interface RuleChip {
  readonly kind: 'source' | 'step' | 'constant' | 'formula' | 'loop' | 'when';
  readonly text: string;
  /** The whole of what the chip stands for, on hover. */
  readonly title: string;
}

/** From the condition over the sources to the last step. */
export function chipsOf(rule: MappingRule): readonly RuleChip[] {
  const when: readonly RuleChip[] =
    'when' in rule && rule.when ? [{ kind: 'when', text: 'if', title: strings.stateWords.conditional }] : [];
  return [...when, ...chipsByKind(rule)];
}

function chipsByKind(rule: MappingRule): readonly RuleChip[] {
  switch (rule.kind) {
    case 'const':
      return [constantChip(rule.value)];
    case 'copy':
      return [sourceChip(rule.from)];
    case 'pipe':
      return [...rule.from.map(sourceChip), ...rule.steps.map(stepChip)];
    case 'formula':
      return [{ kind: 'formula', text: `= ${rule.formula}`, title: rule.formula }];
    case 'decision':
      return [
        {
          kind: 'formula',
          text: strings.decisionChip(rule.rows.length),
          title: rule.columns.map(({ formula }) => formula).join(', '),
        },
      ];
    case 'each':
      return [
        { kind: 'loop', text: strings.eachOf(lastPart(rule.from.path)), title: `${rule.from.path} (${rule.as})` },
      ];
    case 'object':
      return rule.from ? [sourceChip(rule.from)] : [];
    case 'omit':
      return [{ kind: 'loop', text: strings.omitted, title: strings.stateWords.omitted }];
  }
}

const sourceChip = ({ path }: { readonly path: string }): RuleChip => ({
  kind: 'source',
  text: lastPart(path),
  title: path,
});

function constantChip(value: unknown): RuleChip {
  const text = value === '' ? strings.emptyText : shownValue(value);
  return { kind: 'constant', text: typeof value === 'string' && value !== '' ? `“${value}”` : text, title: text };
}

function stepChip({ op, args }: StepCall): RuleChip {
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
  switch (rule.kind) {
    case 'const':
      return strings.spoken.constant(shownValue(rule.value));
    case 'copy':
      return strings.spoken.from(rule.from.path);
    case 'pipe': {
      const from = strings.spoken.from(rule.from.map(({ path }) => path).join(' and '));
      return rule.steps.length === 0 ? from : `${from}, ${strings.spoken.steps(rule.steps.length)}`;
    }
    case 'formula':
      return strings.spoken.formula(rule.formula);
    case 'decision':
      return strings.decisionChip(rule.rows.length);
    case 'each':
      return strings.spoken.each(rule.from.path);
    case 'object':
      return rule.from ? strings.spoken.from(rule.from.path) : strings.spoken.parts;
    case 'omit':
      return strings.stateWords.omitted;
  }
}
