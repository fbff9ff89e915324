import { lazy, Suspense, useEffect, useState } from 'react';
import { CommandsProvider, useCommands } from '../commands/commands-context';
import { useOfferedEditorCommands, usePageKeys } from '../commands/use-editor-keys';
import { useEditorState } from '../model/editor-context';
import { useRunOverlay } from '../model/use-run-overlay';
import { StepTests } from '../samples/model/step-tests';
import { useTakeRun } from '../samples/model/use-take-run';
import { Announcer } from './announcer';
import { BottomBar } from './bottom-bar';
import { ConflictDialog } from '../conflict/conflict-dialog';
import { EditorBar } from './editor-bar';
import { FlowCanvas } from './flow-canvas';
import { LastRunsStrip } from './last-runs-strip';
import { LeftPane } from './left-pane';
import { NotSavedBanner } from './not-saved-banner';

// What opens on demand is loaded on demand, and ahead of time as soon as the canvas stands.
const loadStepPanel = () => import('./step-panel-with-styles');
const loadStepDialogs = () => import('../outline/components/step-dialogs');
const StepPanel = lazy(() => loadStepPanel().then((module) => ({ default: module.StepPanel })));
const ShownRun = lazy(() => import('./shown-run').then((module) => ({ default: module.ShownRun })));
const StepDialogs = lazy(() => loadStepDialogs().then((module) => ({ default: module.StepDialogs })));

interface EditorLayoutProps {
  readonly openStepId: string | null;
  readonly openField: string | null;
  readonly shownRunId: string | null;
  onShowRun(runId: string | null): void;
}

export function EditorLayout(props: EditorLayoutProps) {
  return (
    <StepTests openStepId={props.openStepId}>
      <CommandsProvider>
        <Panes {...props} />
      </CommandsProvider>
    </StepTests>
  );
}

function Panes({ openStepId, openField, shownRunId, onShowRun }: EditorLayoutProps) {
  usePageKeys();
  useOfferedEditorCommands();
  useLoadedAhead();
  const { panel } = useCommands();
  const [edgeId, chooseEdge] = useState<string | null>(null);
  // Who came to look at one run is not shown others meanwhile.
  const [isLive, setLive] = useState(shownRunId === null);
  const flowId = useEditorState((state) => state.flowId);
  const overlay = useRunOverlay({ flowId, isLive, chosenId: shownRunId });
  useTakeRun(shownRunId);
  const choose = (runId: string | null): void => {
    if (runId !== null) setLive(false);
    overlay.show(null);
    onShowRun(runId);
  };
  return (
    <div className="ps-editor">
      <EditorBar isLive={isLive} onLive={setLive} />
      <NotSavedBanner />
      <div className="ps-editor__work">
        <LeftPane hasPanel={openStepId !== null} />
        <div className="ps-editor__canvas">
          <FlowCanvas run={overlay.steps} openStepId={openStepId} onChooseEdge={overlay.run ? chooseEdge : null} />
          <BottomBar />
        </div>
        <Suspense fallback={null}>
          {openStepId !== null && <StepPanel key={openStepId} stepId={openStepId} field={openField} />}
        </Suspense>
      </div>
      <Suspense fallback={null}>
        {overlay.run && <ShownRun run={overlay.run} timeline={overlay.timeline} openStepId={openStepId} edgeId={edgeId} onCloseEdge={() => chooseEdge(null)} />}
      </Suspense>
      <LastRunsStrip overlay={overlay} onChoose={choose} />
      <ConflictDialog />
      <Suspense fallback={null}>{panel !== null && <StepDialogs />}</Suspense>
      <Announcer />
    </div>
  );
}

const aheadAfterMs = 3000;

/** The first step that is opened does not wait for the network. */
function useLoadedAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void Promise.all([loadStepPanel(), loadStepDialogs()]), aheadAfterMs);
    return () => clearTimeout(timer);
  }, []);
}
