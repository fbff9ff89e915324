import { SegmentedControl } from '@mantine/core';
import type { MappingRule, ValueRule } from '@penstock/mapping';
import { ruleOfKind, type ValueKind } from '../model/rule-of-kind';
import { strings } from '../strings';

interface RuleKindProps {
  readonly rule: ValueRule;
  onChange(rule: MappingRule): void;
}

/** How the value is made; condition, defaults and comment go along. */
export function RuleKind({ rule, onChange }: RuleKindProps) {
  const kind: ValueKind = rule.kind === 'copy' ? 'pipe' : rule.kind;
  return (
    <SegmentedControl
      fullWidth
      aria-label={strings.kindOfRule}
      value={kind}
      data={(Object.keys(strings.kinds) as ValueKind[]).map((value) => ({ value, label: strings.kinds[value] }))}
      onChange={(next) => next !== kind && onChange(ruleOfKind(next as ValueKind, rule))}
    />
  );
}
