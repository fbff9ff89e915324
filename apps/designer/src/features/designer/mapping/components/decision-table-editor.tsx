import { ActionIcon, Button, Stack, TextInput } from '@mantine/core';
import { evaluateCondition, type Condition, type ConstantValue, type Scope, type StepCall } from '@penstock/mapping';
import { IconPlus, IconX } from '@tabler/icons-react';
import { textOfConstant } from '../model/condition-edits';
import { MappingContext, useMappingSurroundings } from '../model/mapping-context';
import { strings } from '../strings';
import { ConditionBuilder } from './condition-builder';

interface DecisionTableEditorProps {
  readonly args: StepCall['args'];
  onChange(args: StepCall['args']): void;
}

interface DecisionRow {
  readonly when: Condition;
  readonly value: ConstantValue;
}

/** Ordered conditions with a value each; the row that decides for the sample record is marked. */
export function DecisionTableEditor({ args, onChange }: DecisionTableEditorProps) {
  const surroundings = useMappingSurroundings();
  const rows = rowsOf(args);
  const verdicts = verdictsOf(rows, surroundings.sample);
  const setRows = (next: readonly DecisionRow[]): void => onChange({ ...args, rows: next as unknown as ConstantValue });
  const setRow = (index: number, row: DecisionRow): void => setRows(rows.map((old, at) => (at === index ? row : old)));
  const hasOtherwise = args['otherwise'] !== undefined;
  const setOtherwise = (text: string): void => {
    const { otherwise: _old, ...rest } = args;
    onChange(text === '' ? rest : { ...rest, otherwise: text });
  };
  return (
    <Stack gap={8} role="group" aria-label={strings.decisions} className="ps-decisions">
      {rows.length === 0 && <p className="ps-meta">{strings.noDecision}</p>}
      {rows.map((row, index) => (
        <div key={index} className={`ps-decisions__row ps-decisions__row--${verdicts[index]}`}>
          <ConditionBuilder
            condition={row.when}
            words={{ lead: strings.decideWhen(index + 1), empty: strings.noDecision }}
            onChange={(when) => setRow(index, { ...row, when })}
          />
          <TextInput
            aria-label={strings.decideValue(index + 1)}
            w={130}
            value={textOfConstant(row.value)}
            onChange={(event) => setRow(index, { ...row, value: event.currentTarget.value })}
          />
          <ActionIcon
            size={24}
            aria-label={strings.removeDecision(index + 1)}
            onClick={() => setRows(rows.filter((_row, at) => at !== index))}
          >
            <IconX size={14} />
          </ActionIcon>
          {verdicts[index] !== 'no' && (
            <span className="ps-meta">{verdicts[index] === 'first' ? strings.decides : strings.alsoHolds}</span>
          )}
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPlus size={13} />}
          onClick={() => setRows([...rows, { when: { left: 'value', op: 'equals', value: '' }, value: '' }])}
        >
          {strings.addDecision}
        </Button>
      </div>
      <TextInput
        label={strings.otherwise}
        description={strings.otherwiseHelp}
        value={textOfConstant(args['otherwise'])}
        onChange={(event) => setOtherwise(event.currentTarget.value)}
      />
      {rows.length > 0 && !verdicts.includes('first') && !hasOtherwise && (
        <div className="ps-mapping__problem" role="status">
          {strings.gap}
        </div>
      )}
    </Stack>
  );
}

/** Conditions of a decision table may ask for the value that comes into the step, as `value`. */
export function DecisionSample({
  value,
  children,
}: {
  readonly value: Scope[string] | undefined;
  readonly children: React.ReactNode;
}) {
  const surroundings = useMappingSurroundings();
  const sample = value === undefined ? surroundings.sample : { ...surroundings.sample, value };
  return <MappingContext.Provider value={{ ...surroundings, sample }}>{children}</MappingContext.Provider>;
}

function rowsOf({ rows }: StepCall['args']): readonly DecisionRow[] {
  return Array.isArray(rows) ? (rows as unknown as readonly DecisionRow[]) : [];
}

export type RowVerdict = 'first' | 'later' | 'no';

/** Which row decides for a record, and which would too if it came first. */
export function verdictsOf(rows: readonly DecisionRow[], sample: Scope): readonly RowVerdict[] {
  let isDecided = false;
  return rows.map(({ when }) => {
    const answer = evaluateCondition(when, sample);
    if (!answer.ok || !answer.value) return 'no';
    const verdict = isDecided ? 'later' : 'first';
    isDecided = true;
    return verdict;
  });
}
