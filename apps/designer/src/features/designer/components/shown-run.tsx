import { Button } from '@mantine/core';
import type { FailureView, Run } from '@penstock/contracts';
import { EdgeTrafficDialog } from '../../../shared/canvas/edge-traffic-dialog';
import type { RunMoment } from '../../../shared/canvas/run-moments';
import { RunScrubber } from '../../../shared/canvas/run-scrubber';
import type { Timeline } from '../../../shared/canvas/use-timeline';
import { FailureNotice } from '../../../shared/ui/failure-notice';
import { useEditor, useEditorState } from '../model/editor-context';
import { strings } from '../strings';

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
      {run.failure && <Cause failure={run.failure} isShort={openStepId !== null} />}
      <RunScrubber timeline={timeline} onMoment={follow} />
      {edgeId !== null && <EdgeTrafficDialog edgeId={edgeId} flow={flow} run={run} steps={timeline.steps} onClose={onCloseEdge} />}
    </>
  );
}

interface CauseProps {
  readonly failure: FailureView;
  /** Beside an open panel: the settings need the room. */
  readonly isShort: boolean;
}

/** Why the run stopped, and the way to the step where it can be mended. */
function Cause({ failure, isShort }: CauseProps) {
  const { openStep } = useEditor();
  const step = useEditorState(({ flow }) => flow.steps[failure.stepId ?? '']);
  if (isShort) {
    return (
      <div className="ps-run-cause ps-status--attention ps-ellipsis" title={failure.message}>
        {failure.message}
      </div>
    );
  }
  return (
    <div className="ps-run-cause">
      <FailureNotice failure={failure}>
        {step && (
          <div>
            <Button variant="default" size="compact-xs" mt={6} onClick={() => openStep(step.id)}>
              {strings.openFailed(step.name)}
            </Button>
          </div>
        )}
      </FailureNotice>
    </div>
  );
}
