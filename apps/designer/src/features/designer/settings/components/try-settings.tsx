import type { TryStep } from '@penstock/flow-model';
import { useEditorState } from '../../model/editor-context';
import { targetsOf } from '../model/exit-targets';
import { strings } from '../strings';
import { ExitField } from './exit-field';
import type { SettingsProps } from './settings-props';
import { UndoList } from './undo-list';

/** What is undone after a failure inside, and where the run goes on then. */
export function TrySettings({ step, problems, onChange }: SettingsProps<TryStep>) {
  const isUnseen = useEditorState(({ flow }) => targetsOf(flow, { from: step.id, port: 'error' }).length === 0);
  return (
    <div className="ps-settings">
      <UndoList
        label={strings.undo}
        description={strings.undoHelp}
        impossible={strings.undoImpossible}
        within={step.id}
        undo={step.undo}
        error={problems.get('undo')}
        onChange={(undo) => onChange({ ...step, undo })}
      />
      <ExitField
        from={step.id}
        port="error"
        label={strings.tryExit}
        description={strings.tryExitHelp}
        error={isUnseen ? strings.failureUnseen : undefined}
      />
    </div>
  );
}
