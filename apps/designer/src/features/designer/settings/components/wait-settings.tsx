import { Select } from '@mantine/core';
import { containersAround, waitUntilMs, type WaitFor, type WaitStep } from '@penstock/flow-model';
import { Identifier } from '../../../../shared/ui/values';
import { shownValue, valueOf } from '../../mapping/model/sample-values';
import { useEditorState } from '../../model/editor-context';
import { strings } from '../strings';
import { DecisionSettings } from './decision-settings';
import { DurationField } from './duration-field';
import { ExitField } from './exit-field';
import { PathField } from './path-field';
import type { SettingsProps } from './settings-props';

const anHour = 3600;
const aWeek = 7 * 24 * anHour;

/** What each kind of waiting begins with. */
const firstOf: Readonly<Record<WaitFor['kind'], () => WaitFor>> = {
  duration: () => ({ kind: 'duration', seconds: anHour }),
  until: () => ({ kind: 'until', path: 'trigger' }),
  callback: () => ({ kind: 'callback', timeoutSeconds: aWeek }),
  decision: () => ({
    kind: 'decision',
    question: strings.firstQuestion,
    choices: [...strings.firstChoices],
    show: [],
    timeoutSeconds: aWeek,
  }),
};

const kinds: readonly { readonly value: WaitFor['kind']; readonly label: string }[] = [
  { value: 'duration', label: strings.forDuration },
  { value: 'until', label: strings.forUntil },
  { value: 'callback', label: strings.forCallback },
  { value: 'decision', label: strings.forDecision },
];

export function WaitSettings(props: SettingsProps<WaitStep>) {
  const { step, onChange } = props;
  return (
    <div className="ps-settings">
      <Select
        label={strings.waitsFor}
        maw={260}
        allowDeselect={false}
        data={kinds}
        value={step.wait.kind}
        onChange={(kind) => kind !== null && kind !== step.wait.kind && onChange({ ...step, wait: firstOf[kind]() })}
      />
      <WaitDetails {...props} />
    </div>
  );
}

function WaitDetails(props: SettingsProps<WaitStep>) {
  const { step, onChange } = props;
  const { wait } = step;
  switch (wait.kind) {
    case 'duration':
      return (
        <DurationField
          label={strings.duration}
          seconds={wait.seconds}
          onChange={(seconds) => onChange({ ...step, wait: { ...wait, seconds } })}
        />
      );
    case 'until':
      return <UntilSettings {...props} path={wait.path} />;
    case 'callback':
      return <CallbackSettings step={step} timeoutSeconds={wait.timeoutSeconds} onChange={onChange} />;
    case 'decision':
      return <DecisionSettings {...props} wait={wait} />;
  }
}

function UntilSettings({
  step,
  sources,
  problems,
  path,
  onChange,
}: SettingsProps<WaitStep> & { readonly path: string }) {
  const value = valueOf(path, sources.sample);
  const now =
    value === undefined
      ? undefined
      : waitUntilMs(value) !== undefined
        ? strings.untilNow(shownValue(value))
        : strings.untilWrong(shownValue(value));
  return (
    <PathField
      label={strings.until}
      description={strings.untilHelp}
      error={problems.get('wait')}
      path={path}
      now={now}
      onChoose={(chosen) => onChange({ ...step, wait: { kind: 'until', path: chosen } })}
    />
  );
}

interface CallbackSettingsProps extends Pick<SettingsProps<WaitStep>, 'step' | 'onChange'> {
  readonly timeoutSeconds: number;
}

function CallbackSettings({ step, timeoutSeconds, onChange }: CallbackSettingsProps) {
  const isInLoop = useEditorState(({ flow: { steps } }) =>
    containersAround(steps, step.id).some((id) => steps[id]?.kind === 'for-each'),
  );
  return (
    <>
      {isInLoop ? (
        <div className="ps-notice ps-notice--attention">{strings.callbackInLoop}</div>
      ) : (
        <div className="ps-dimmed">
          {strings.callbackHelp} <Identifier value={`run.callbacks.${step.id}`} />
        </div>
      )}
      <ExitField from={step.id} port="default" label={strings.answered} />
      <DurationField
        label={strings.timeLimit}
        description={strings.timeLimitHelp}
        seconds={timeoutSeconds}
        onChange={(seconds) => onChange({ ...step, wait: { kind: 'callback', timeoutSeconds: seconds } })}
      />
      <ExitField from={step.id} port="timeout" label={strings.noAnswer} />
    </>
  );
}
