import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { comparison, evaluateCondition, type Comparison, type Condition } from '@penstock/mapping';
import { IconPlus, IconX } from '@tabler/icons-react';
import {
  conditionOf,
  constantFrom,
  groupOf,
  isFormula,
  isRow,
  textOfConstant,
  withoutOperand,
  type ComparisonRow,
  type GroupKind,
} from '../model/condition-edits';
import { comparisonWords } from '../../../../shared/lib/comparison-words';
import { useMappingSurroundings } from '../model/mapping-context';
import { strings } from '../strings';
import { SourcePicker } from './source-picker';

export interface ConditionWords {
  /** Before the first group: what happens when it holds. */
  readonly lead: string;
  /** Said while there is no condition. */
  readonly empty: string;
}

interface ConditionBuilderProps {
  readonly condition: Condition;
  /** By default those of a yes/no step. */
  readonly words?: ConditionWords;
  onChange(condition: Condition): void;
}

const yesWords: ConditionWords = { lead: strings.condition, empty: strings.emptyCondition };

const groupChoices = [
  { value: 'all', label: strings.all },
  { value: 'any', label: strings.any },
  { value: 'none', label: strings.none },
];
const comparisonChoices = comparison.options.map((value) => ({ value, label: comparisonWords[value] }));

export function ConditionBuilder({ condition, words = yesWords, onChange }: ConditionBuilderProps) {
  const { sample } = useMappingSurroundings();
  const result = evaluateCondition(condition, sample);
  return (
    <div className="ps-condition" role="group" aria-label={words.lead}>
      <ConditionGroupEditor condition={condition} words={words} onChange={onChange} />
      <div className="ps-meta" role="status">
        {result.ok ? strings.now(result.value) : result.error.message}
      </div>
    </div>
  );
}

interface GroupEditorProps extends ConditionBuilderProps {
  readonly words: ConditionWords;
  /** Given for groups inside a group. */
  readonly onRemove?: () => void;
}

function ConditionGroupEditor({ condition, words, onChange, onRemove }: GroupEditorProps) {
  const group = groupOf(condition);
  const setMember = (index: number, next: Condition | null): void => {
    const members = group.members.flatMap((old, at) => (at === index ? (next ? [next] : []) : [old]));
    onChange(conditionOf({ ...group, members }));
  };
  const add = (member: Condition): void => onChange(conditionOf({ ...group, members: [...group.members, member] }));
  return (
    <div className="ps-condition__group">
      <div className="ps-condition__row">
        <span className="ps-meta">{onRemove ? strings.innerGroup : words.lead}</span>
        <Select
          aria-label={onRemove ? strings.innerGroup : words.lead}
          allowDeselect={false}
          w={190}
          data={groupChoices}
          value={group.kind}
          onChange={(kind) => onChange(conditionOf({ ...group, kind: (kind ?? 'all') as GroupKind }))}
        />
        {onRemove && <RemoveButton onRemove={onRemove} />}
      </div>
      {group.members.length === 0 && !onRemove && <div className="ps-meta">{words.empty}</div>}
      {group.members.map((member, index) =>
        isRow(member) ? (
          <RowEditor
            key={index}
            row={member}
            onChange={(next) => setMember(index, next)}
            onRemove={() => setMember(index, null)}
          />
        ) : isFormula(member) ? (
          <div key={index} className="ps-condition__row">
            <span className="ps-meta">{strings.formulaCondition}</span>
            <TextInput
              aria-label={strings.formulaCondition}
              className="ps-condition__formula"
              value={member.formula}
              onChange={(event) =>
                event.currentTarget.value !== '' && setMember(index, { formula: event.currentTarget.value })
              }
            />
            <RemoveButton onRemove={() => setMember(index, null)} />
          </div>
        ) : (
          <ConditionGroupEditor
            key={index}
            condition={member}
            words={words}
            onChange={(next) => setMember(index, next)}
            onRemove={() => setMember(index, null)}
          />
        ),
      )}
      <div className="ps-condition__row">
        <AddButton label={strings.addCondition} onAdd={() => add({ left: 'trigger', op: 'is-present' })} />
        <AddButton label={strings.addGroup} onAdd={() => add({ any: [] })} />
        <AddButton label={strings.addFormula} onAdd={() => add({ formula: 'true' })} />
      </div>
    </div>
  );
}

interface RowEditorProps {
  readonly row: ComparisonRow;
  onChange(row: ComparisonRow): void;
  onRemove(): void;
}

function RowEditor({ row, onChange, onRemove }: RowEditorProps) {
  const setOp = (op: Comparison): void => onChange(withoutOperand.has(op) ? { left: row.left, op } : { ...row, op });
  return (
    <div className="ps-condition__row">
      <SourcePicker path={row.left} label={strings.condition} onChoose={(left) => onChange({ ...row, left })} />
      <Select
        aria-label="Comparison"
        allowDeselect={false}
        w={140}
        data={comparisonChoices}
        value={row.op}
        onChange={(op) => setOp((op ?? 'equals') as Comparison)}
      />
      {!withoutOperand.has(row.op) && <Operand row={row} onChange={onChange} />}
      <RemoveButton onRemove={onRemove} />
    </div>
  );
}

function Operand({ row, onChange }: Pick<RowEditorProps, 'row' | 'onChange'>) {
  const { left, op } = row;
  const isData = row.right !== undefined;
  return (
    <>
      <Select
        aria-label={strings.compareWith}
        allowDeselect={false}
        w={110}
        data={[
          { value: 'value', label: strings.fixedValue },
          { value: 'data', label: strings.otherData },
        ]}
        value={isData ? 'data' : 'value'}
        onChange={(kind) => onChange(kind === 'data' ? { left, op, right: 'trigger' } : { left, op, value: '' })}
      />
      {isData ? (
        <SourcePicker
          path={row.right ?? null}
          label={strings.compareWith}
          onChoose={(right) => onChange({ left, op, right })}
        />
      ) : (
        <TextInput
          aria-label={strings.fixedValue}
          w={150}
          value={textOfConstant(row.value)}
          onChange={(event) => onChange({ left, op, value: constantFrom(event.currentTarget.value, op) })}
        />
      )}
    </>
  );
}

const AddButton = ({ label, onAdd }: { readonly label: string; onAdd(): void }) => (
  <Button variant="subtle" color="gray" size="compact-xs" leftSection={<IconPlus size={13} />} onClick={onAdd}>
    {label}
  </Button>
);

const RemoveButton = ({ onRemove }: { onRemove(): void }) => (
  <ActionIcon size={24} aria-label={strings.remove} onClick={onRemove}>
    <IconX size={14} />
  </ActionIcon>
);
