import type { ActionStep } from '@penstock/flow-model';
import { strings } from '../strings';
import { OptionalDuration } from './duration-field';
import { FailureExit } from './failure-exit';
import type { SettingsProps } from './settings-props';

const anHour = 3600;
const firstLimit = 60;

/** How long one try of an action may take, and what follows when it fails for good. */
export function ActionLimits({ step, onChange }: Pick<SettingsProps<ActionStep>, 'step' | 'onChange'>) {
  const { timeoutSeconds, ...withoutLimit } = step;
  return (
    <div className="ps-settings ps-settings--below">
      <OptionalDuration
        switchLabel={strings.stepDeadline}
        label={strings.timeLimit}
        description={strings.stepDeadlineHelp}
        longestSeconds={anHour}
        seconds={timeoutSeconds}
        firstSeconds={firstLimit}
        onChange={(seconds) => onChange(seconds === undefined ? withoutLimit : { ...step, timeoutSeconds: seconds })}
      />
      <FailureExit step={step} />
    </div>
  );
}
