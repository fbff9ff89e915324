import { ActionIcon, Button, Input } from '@mantine/core';
import type { WaitFor, WaitStep } from '@penstock/flow-model';
import { IconPlus, IconX } from '@tabler/icons-react';
import { SourcePicker } from '../../mapping/components/source-picker';
import { freshExit, replacedRow, withoutRow } from '../model/exit-rows';
import { strings } from '../strings';
import { DurationField } from './duration-field';
import { ExitField } from './exit-field';
import { RequiredText } from './required-text';
import { RowButtons } from './row-buttons';
import type { SettingsProps } from './settings-props';
import { FieldProblem } from './field-problem';

type Decision = Extract<WaitFor, { kind: 'decision' }>;

interface DecisionSettingsProps extends SettingsProps<WaitStep> {
  readonly wait: Decision;
}

const mostChoices = 8;
const mostShown = 20;

/** What a person is asked and shown, what they can answer, who may, and what happens when nobody does. */
export function DecisionSettings({ step, wait, problems, onChange }: DecisionSettingsProps) {
  const set = (changes: Partial<Decision>): void => onChange({ ...step, wait: { ...wait, ...changes } });
  return (
    <>
      <RequiredText
        isLong
        label={strings.question}
        description={strings.questionHelp}
        maxLength={500}
        value={wait.question}
        onChange={(question) => set({ question })}
      />
      <Choices step={step} choices={wait.choices} onChange={(choices) => set({ choices })} />
      <Shown paths={wait.show} onChange={(show) => set({ show })} />
      <FieldProblem problem={problems.get('wait')} />
      <Input.Wrapper label={strings.whoDecides} labelElement="div">
        <div className="ps-meta">{strings.whoDecidesHelp}</div>
      </Input.Wrapper>
      <DurationField
        label={strings.timeLimit}
        description={strings.timeLimitHelp}
        seconds={wait.timeoutSeconds}
        onChange={(timeoutSeconds) => set({ timeoutSeconds })}
      />
      <ExitField from={step.id} port="timeout" label={strings.noAnswer} />
    </>
  );
}

interface ChoicesProps {
  readonly step: WaitStep;
  readonly choices: Decision['choices'];
  onChange(choices: Decision['choices']): void;
}

function Choices({ step, choices, onChange }: ChoicesProps) {
  const add = (): void => {
    const label = strings.newChoice(choices.length + 1);
    onChange([...choices, { id: freshExit(choices, label), label }]);
  };
  return (
    <Input.Wrapper label={strings.choices} labelElement="div" description={strings.choicesHelp}>
      <ol className="ps-exits" aria-label={strings.choices}>
        {choices.map((choice, index) => (
          <li key={choice.id} className="ps-exits__row" aria-label={choice.label}>
            <div className="ps-exits__head">
              <RequiredText
                hideLabel
                label={strings.choiceLabel(index + 1)}
                maxLength={60}
                value={choice.label}
                onChange={(label) => onChange(replacedRow(choices, index, { ...choice, label }))}
              />
              <RowButtons name={choice.label} rows={choices} index={index} least={1} onChange={onChange} />
            </div>
            <ExitField from={step.id} port={choice.id} name={choice.label} />
          </li>
        ))}
      </ol>
      <Button
        variant="subtle"
        color="gray"
        mt={4}
        leftSection={<IconPlus size={14} />}
        disabled={choices.length >= mostChoices}
        onClick={add}
      >
        {strings.addChoice}
      </Button>
    </Input.Wrapper>
  );
}

function Shown({ paths, onChange }: { readonly paths: readonly string[]; onChange(paths: string[]): void }) {
  return (
    <Input.Wrapper label={strings.show} labelElement="div">
      <div className="ps-shown" role="group" aria-label={strings.show}>
        {paths.map((path, index) => (
          <span key={index} className="ps-shown__row">
            <SourcePicker
              path={path}
              label={strings.show}
              onChoose={(chosen) => onChange(replacedRow(paths, index, chosen))}
            />
            <ActionIcon size={24} aria-label={strings.remove(path)} onClick={() => onChange(withoutRow(paths, index))}>
              <IconX size={14} />
            </ActionIcon>
          </span>
        ))}
        {paths.length < mostShown && (
          <span className="ps-shown__row">
            <SourcePicker path={null} label={strings.addShown} onChoose={(chosen) => onChange([...paths, chosen])} />
          </span>
        )}
      </div>
    </Input.Wrapper>
  );
}
