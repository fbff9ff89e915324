import type { Run } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { connectorsQuery, versionQuery } from '../../../shared/api/flow-queries';
import { EdgeTrafficDialog } from '../../../shared/canvas/edge-traffic-dialog';
import { ReadonlyCanvas } from '../../../shared/canvas/readonly-canvas';
import { runOnCanvas } from '../../../shared/canvas/run-on-canvas';
import { RunScrubber } from '../../../shared/canvas/run-scrubber';
import type { Timeline } from '../../../shared/canvas/use-timeline';

interface RunCanvasProps {
  readonly run: Run;
  readonly timeline: Timeline;
  readonly stepId: string | null;
  onChoose(stepId: string): void;
}

/** The run on the version it ran: step by step, with what went along each line. */
export function RunCanvas({ run, timeline, stepId, onChoose }: RunCanvasProps) {
  const api = useApi();
  const { data: version } = useQuery(versionQuery(api, run.flowId, run.versionNumber));
  const { data: connectors } = useQuery(connectorsQuery(api));
  const [edgeId, chooseEdge] = useState<string | null>(null);
  const views = useMemo(() => runOnCanvas(timeline.steps), [timeline.steps]);
  return (
    <div className="ps-run__on-canvas">
      <div className="ps-run__canvas">
        {version && connectors && (
          <ReadonlyCanvas
            label={`${version.document.name}, version ${run.versionNumber}`}
            flow={version.document}
            connectors={connectors}
            run={views}
            selectedStepId={stepId}
            onChoose={onChoose}
            onChooseEdge={chooseEdge}
          />
        )}
      </div>
      <RunScrubber timeline={timeline} onMoment={(moment) => onChoose(moment.stepId)} />
      {edgeId !== null && version && (
        <EdgeTrafficDialog edgeId={edgeId} flow={version.document} run={run} steps={timeline.steps} onClose={() => chooseEdge(null)} />
      )}
    </div>
  );
}
