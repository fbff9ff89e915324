import type { FilterStep } from '@penstock/flow-model';
import { ConditionBuilder } from '../../mapping/components/condition-builder';
import { strings } from '../strings';
import type { SettingsProps } from './settings-props';
import { FieldProblem } from './field-problem';

const words = { lead: strings.goesOnWhen, empty: strings.filterEmpty };

export function FilterSettings({ step, problems, onChange }: SettingsProps<FilterStep>) {
  return (
    <div className="ps-settings">
      <ConditionBuilder
        words={words}
        condition={step.condition}
        onChange={(condition) => onChange({ ...step, condition })}
      />
      <FieldProblem problem={problems.get('condition')} />
      <div className="ps-meta">{strings.filterHelp}</div>
    </div>
  );
}
