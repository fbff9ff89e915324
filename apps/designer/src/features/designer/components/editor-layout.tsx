import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { CommandsProvider } from '../commands/commands-context';
import { usePageKeys } from '../commands/use-editor-keys';
import { useEditorState } from '../model/editor-context';
import { useRunOverlay } from '../model/use-run-overlay';
import { BottomBar } from './bottom-bar';
import { ConflictDialog } from './conflict-dialog';
import { EditorBar } from './editor-bar';
import { FlowCanvas } from './flow-canvas';
import { LastRunsStrip } from './last-runs-strip';
import { Palette } from './palette';
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
  const [isPaletteOpen, palette] = useDisclosure(true);
  const [isLive, setLive] = useState(true);
  const flowId = useEditorState((state) => state.flowId);
  const overlay = useRunOverlay(flowId, isLive);
  return (
    <div className="ps-editor">
      <EditorBar isLive={isLive} onLive={setLive} />
      <div className="ps-editor__work">
        <Palette isOpen={isPaletteOpen && openStepId === null} onToggle={palette.toggle} />
        <div className="ps-editor__canvas">
          <FlowCanvas run={overlay.steps} openStepId={openStepId} />
          <BottomBar />
        </div>
        {openStepId !== null && <StepPanel key={openStepId} stepId={openStepId} field={openField} />}
      </div>
      <LastRunsStrip overlay={overlay} />
      <ConflictDialog />
    </div>
  );
}
