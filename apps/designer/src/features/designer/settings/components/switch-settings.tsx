import { Button, Input } from '@mantine/core';
import type { SwitchStep } from '@penstock/flow-model';
import { IconPlus } from '@tabler/icons-react';
import { ConditionBuilder } from '../../mapping/components/condition-builder';
import { freshExit, replacedRow } from '../model/exit-rows';
import { strings } from '../strings';
import { ExitField } from './exit-field';
import { FieldProblem } from './field-problem';
import { RequiredText } from './required-text';
import { RowButtons } from './row-buttons';
import type { SettingsProps } from './settings-props';

const mostCases = 20;
const words = { lead: strings.caseWhen, empty: strings.caseEmpty };

/** The cases in the order they are looked at, each with its condition and where it leads. */
export function SwitchSettings({ step, problems, onChange }: SettingsProps<SwitchStep>) {
  const { cases } = step;
  const setCases = (next: SwitchStep['cases']): void => onChange({ ...step, cases: next });
  const add = (): void => {
    const name = strings.newCase(cases.length + 1);
    setCases([...cases, { id: freshExit(cases, name), name, condition: { all: [] } }]);
  };
  return (
    <div className="ps-settings">
      <Input.Wrapper label={strings.cases} labelElement="div" description={strings.casesHelp}>
        <ol className="ps-exits" aria-label={strings.cases}>
          {cases.map((choice, index) => (
            <li key={choice.id} className="ps-exits__row" aria-label={choice.name}>
              <div className="ps-exits__head">
                <RequiredText
                  hideLabel
                  label={strings.caseName(index + 1)}
                  maxLength={60}
                  value={choice.name}
                  onChange={(name) => setCases(replacedRow(cases, index, { ...choice, name }))}
                />
                <RowButtons name={choice.name} rows={cases} index={index} least={1} onChange={setCases} />
              </div>
              <ConditionBuilder
                words={words}
                condition={choice.condition}
                onChange={(condition) => setCases(replacedRow(cases, index, { ...choice, condition }))}
              />
              <FieldProblem problem={problems.get(`cases.${choice.id}`)} />
              <ExitField from={step.id} port={choice.id} name={choice.name} />
            </li>
          ))}
        </ol>
      </Input.Wrapper>
      <div>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPlus size={14} />}
          disabled={cases.length >= mostCases}
          onClick={add}
        >
          {strings.addCase}
        </Button>
      </div>
      <ExitField from={step.id} port="default" label={strings.otherwise} description={strings.otherwiseHelp} />
    </div>
  );
}
