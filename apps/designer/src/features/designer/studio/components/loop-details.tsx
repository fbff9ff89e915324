import { NumberInput, Switch, TextInput } from '@mantine/core';
import { evaluateCondition, type EachRule } from '@penstock/mapping';
import { ConditionBuilder } from '../../mapping/components/condition-builder';
import { SourcePicker } from '../../mapping/components/source-picker';
import { valueOf } from '../../mapping/model/sample-values';
import { useMappingSurroundings } from '../../mapping/model/mapping-context';
import { strings } from '../strings';
import { CommittedText } from './committed-text';
import { InLoops } from './in-loops';

interface LoopDetailsProps {
  readonly rule: EachRule;
  onChange(rule: EachRule): void;
}

/** A loop that explains itself: which list, what an item is called, which items, how many there are. */
export function LoopDetails({ rule, onChange }: LoopDetailsProps) {
  const { sample } = useMappingSurroundings();
  const list = valueOf(rule.from.path, sample);
  const items = Array.isArray(list) ? list : [];
  const passing = items.filter((item, index) => {
    if (!rule.filter) return true;
    const answer = evaluateCondition(rule.filter, { ...sample, [rule.as]: item, index });
    return answer.ok && answer.value;
  });
  const toggleFilter = (): void => {
    const { filter, ...rest } = rule;
    onChange(filter ? rest : { ...rule, filter: { all: [] } });
  };
  return (
    <section className="ps-detail__section" aria-label={strings.loop}>
      <div className="ps-detail__label">{strings.loopList}</div>
      <SourcePicker
        listsOnly
        path={rule.from.path}
        label={rule.target}
        onChoose={(path) => onChange({ ...rule, from: { ...rule.from, path } })}
      />
      <TextInput
        label={strings.itemName}
        description={strings.itemNameHelp(rule.as)}
        value={rule.as}
        onChange={(event) => event.currentTarget.value !== '' && onChange({ ...rule, as: event.currentTarget.value })}
      />
      <p className="ps-meta">{strings.loopCount(items.length, passing.length)}</p>
      <Switch label={strings.onlySomeItems} checked={rule.filter !== undefined} onChange={toggleFilter} />
      {rule.filter && (
        <InLoops around={[rule]}>
          <ConditionBuilder
            condition={rule.filter}
            words={{ lead: strings.filterLead, empty: strings.filterEmpty }}
            onChange={(filter) => onChange({ ...rule, filter })}
          />
        </InLoops>
      )}
      <CommittedText
        label={strings.orderBy}
        description={strings.orderByHelp}
        text={rule.orderBy?.map(({ by, descending }) => `${descending ? '-' : ''}${by}`).join(', ') ?? ''}
        onCommit={(text) => onChange(withOrder(rule, text))}
      />
      <CommittedText
        label={strings.groupBy}
        description={strings.groupByHelp}
        text={rule.groupBy ?? ''}
        onCommit={(text) => onChange(withOptional(rule, 'groupBy', text.trim() || undefined))}
      />
      <NumberInput
        label={strings.limit}
        size="xs"
        min={1}
        max={100_000}
        allowDecimal={false}
        value={rule.limit ?? ''}
        onChange={(value) => onChange(withOptional(rule, 'limit', typeof value === 'number' ? value : undefined))}
      />
    </section>
  );
}

function withOrder(rule: EachRule, text: string): EachRule {
  const keys = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '-')
    .map((part) => (part.startsWith('-') ? { by: part.slice(1).trim(), descending: true } : { by: part }));
  return withOptional(rule, 'orderBy', keys.length > 0 ? keys : undefined);
}

function withOptional<Name extends 'groupBy' | 'orderBy' | 'limit'>(
  rule: EachRule,
  name: Name,
  value: EachRule[Name],
): EachRule {
  const { [name]: _old, ...rest } = rule;
  return (value === undefined ? rest : { ...rest, [name]: value }) as EachRule;
}
