import type { Run } from '@penstock/contracts';
import { EdgeTrafficDialog } from '../../../shared/canvas/edge-traffic-dialog';
import type { RunMoment } from '../../../shared/canvas/run-moments';
import { RunScrubber } from '../../../shared/canvas/run-scrubber';
import type { Timeline } from '../../../shared/canvas/use-timeline';
import { useEditor, useEditorState } from '../model/editor-context';

interface ShownRunProps {
  readonly run: Run;
  readonly timeline: Timeline;
  readonly openStepId: string | null;
  /** The line that is asked about. */
  readonly edgeId: string | null;
  onCloseEdge(): void;
}

/** The run on the canvas, step by step; an open panel follows. */
export function ShownRun({ run, timeline, openStepId, edgeId, onCloseEdge }: ShownRunProps) {
  const { store, openStep } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const follow = ({ stepId }: RunMoment): void => {
    // The draft may have lost the step since.
    if (!(stepId in flow.steps)) return;
    store.getState().select([stepId]);
    if (openStepId !== null) openStep(stepId);
  };
  return (
    <>
      <RunScrubber timeline={timeline} onMoment={follow} />
      {edgeId !== null && <EdgeTrafficDialog edgeId={edgeId} flow={flow} run={run} steps={timeline.steps} onClose={onCloseEdge} />}
    </>
  );
}
