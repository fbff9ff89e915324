import { useState } from 'react';
import { CommandsProvider } from '../commands/commands-context';
import { useOfferedEditorCommands, usePageKeys } from '../commands/use-editor-keys';
import { useEditorState } from '../model/editor-context';
import { useRunOverlay } from '../model/use-run-overlay';
import { StepDialogs } from '../outline/components/step-dialogs';
import { Announcer } from './announcer';
import { BottomBar } from './bottom-bar';
import { ConflictDialog } from './conflict-dialog';
import { EditorBar } from './editor-bar';
import { FlowCanvas } from './flow-canvas';
import { LastRunsStrip } from './last-runs-strip';
import { LeftPane } from './left-pane';
import { StepPanel } from './step-panel';

interface EditorLayoutProps {
  readonly openStepId: string | null;
  readonly openField: string | null;
}

export function EditorLayout(props: EditorLayoutProps) {
  return (
    <CommandsProvider>
      <Panes {...props} />
    </CommandsProvider>
  );
}

function Panes({ openStepId, openField }: EditorLayoutProps) {
  usePageKeys();
  useOfferedEditorCommands();
  const [isLive, setLive] = useState(true);
  const flowId = useEditorState((state) => state.flowId);
  const overlay = useRunOverlay(flowId, isLive);
  return (
    <div className="ps-editor">
      <EditorBar isLive={isLive} onLive={setLive} />
      <div className="ps-editor__work">
        <LeftPane hasPanel={openStepId !== null} />
        <div className="ps-editor__canvas">
          <FlowCanvas run={overlay.steps} openStepId={openStepId} />
          <BottomBar />
        </div>
        {openStepId !== null && <StepPanel key={openStepId} stepId={openStepId} field={openField} />}
      </div>
      <LastRunsStrip overlay={overlay} />
      <ConflictDialog />
      <StepDialogs />
      <Announcer />
    </div>
  );
}
