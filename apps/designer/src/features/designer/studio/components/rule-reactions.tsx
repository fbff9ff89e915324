import { Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { ConstantValue, MappingRule, ValueRule } from '@penstock/mapping';
import { ConditionBuilder } from '../../mapping/components/condition-builder';
import { strings } from '../strings';

interface ReactionProps<Rule extends MappingRule = ValueRule> {
  readonly rule: Rule;
  onChange(rule: Rule): void;
}

/** When the value is made, and what stands in otherwise. */
export function RuleCondition({ rule, onChange }: ReactionProps) {
  const { when, otherwise } = rule;
  const toggle = (): void => {
    const { when: _when, otherwise: _otherwise, ...rest } = rule;
    onChange(when ? (rest as ValueRule) : { ...rule, when: { all: [] } });
  };
  return (
    <section className="ps-detail__section" aria-label={strings.condition}>
      <Switch label={strings.onlyWhen} checked={when !== undefined} onChange={toggle} />
      {when && (
        <>
          <ConditionBuilder
            condition={when}
            words={{ lead: strings.conditionLead, empty: strings.conditionEmpty }}
            onChange={(next) => onChange({ ...rule, when: next })}
          />
          <ConstantField
            label={strings.otherwise}
            help={strings.otherwiseHelp}
            value={otherwise}
            onChange={(value) => onChange(withOptional(rule, 'otherwise', value))}
          />
        </>
      )}
    </section>
  );
}

/** What happens when there is no value, or none can be made. */
export function RuleReactions({ rule, onChange }: ReactionProps) {
  return (
    <section className="ps-detail__section" aria-label={strings.reactions}>
      {rule.kind !== 'const' && (
        <ConstantField
          label={strings.ifEmpty}
          help={strings.ifEmptyHelp}
          value={rule.default}
          onChange={(value) => onChange(withOptional(rule, 'default', value))}
        />
      )}
      <Select
        label={strings.onError}
        allowDeselect={false}
        data={Object.entries(strings.onErrorChoices).map(([value, label]) => ({ value, label }))}
        value={rule.onError}
        onChange={(value) => onChange({ ...rule, onError: (value ?? 'fail') as ValueRule['onError'] })}
      />
    </section>
  );
}

export function RuleComment({ rule, onChange }: ReactionProps<MappingRule>) {
  return (
    <Textarea
      label={strings.comment}
      description={strings.commentHelp}
      autosize
      minRows={1}
      maxLength={500}
      value={rule.comment ?? ''}
      onChange={(event) => onChange(withOptional(rule, 'comment', event.currentTarget.value || undefined))}
    />
  );
}

interface ConstantFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: ConstantValue | undefined;
  onChange(value: string | undefined): void;
}

/** Empty stands for none. */
function ConstantField({ label, help, value, onChange }: ConstantFieldProps) {
  return (
    <TextInput
      label={label}
      description={help}
      value={value === undefined || value === null ? '' : String(value)}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  );
}

function withOptional<Rule extends MappingRule>(
  rule: Rule,
  name: 'otherwise' | 'default' | 'comment',
  value?: string,
): Rule {
  const { [name]: _old, ...rest } = rule as Rule & Record<typeof name, unknown>;
  return (value === undefined ? rest : { ...rest, [name]: value }) as Rule;
}
