import { lazy, Suspense, useEffect, useState } from 'react';
import { CommandsProvider, useCommands } from '../commands/commands-context';
import { useOfferedEditorCommands, usePageKeys } from '../commands/use-editor-keys';
import { useEditorState } from '../model/editor-context';
import { useRunOverlay } from '../model/use-run-overlay';
import { Announcer } from './announcer';
import { BottomBar } from './bottom-bar';
import { ConflictDialog } from './conflict-dialog';
import { EditorBar } from './editor-bar';
import { FlowCanvas } from './flow-canvas';
import { LastRunsStrip } from './last-runs-strip';
import { LeftPane } from './left-pane';

// What opens on demand is loaded on demand, and ahead of time as soon as the canvas stands.
const loadStepPanel = () => import('./step-panel');
const loadStepDialogs = () => import('../outline/components/step-dialogs');
const StepPanel = lazy(() => loadStepPanel().then((module) => ({ default: module.StepPanel })));
const StepDialogs = lazy(() => loadStepDialogs().then((module) => ({ default: module.StepDialogs })));

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
  useLoadedAhead();
  const { panel } = useCommands();
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
        <Suspense fallback={null}>
          {openStepId !== null && <StepPanel key={openStepId} stepId={openStepId} field={openField} />}
        </Suspense>
      </div>
      <LastRunsStrip overlay={overlay} />
      <ConflictDialog />
      <Suspense fallback={null}>{panel !== null && <StepDialogs />}</Suspense>
      <Announcer />
    </div>
  );
}

const aheadAfterMs = 1500;

/** The first step that is opened does not wait for the network. */
function useLoadedAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void Promise.all([loadStepPanel(), loadStepDialogs()]), aheadAfterMs);
    return () => clearTimeout(timer);
  }, []);
}
