import type { StopStep } from '@penstock/flow-model';
import { useEditorState } from '../../model/editor-context';
import { strings } from '../strings';
import { RequiredText } from './required-text';
import type { SettingsProps } from './settings-props';

export function StopSettings({ step, onChange }: SettingsProps<StopStep>) {
  const container = useEditorState(({ flow }) => flow.steps[step.parent ?? '']);
  return (
    <div className="ps-settings">
      <RequiredText
        isLong
        label={strings.message}
        description={strings.messageHelp}
        maxLength={500}
        value={step.message}
        onChange={(message) => onChange({ ...step, message })}
      />
      <div className="ps-meta">{container?.kind === 'try' ? strings.stopInside(container.name) : strings.stopHelp}</div>
    </div>
  );
}
