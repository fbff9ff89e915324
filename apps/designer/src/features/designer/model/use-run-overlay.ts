import type { Run } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { runOnCanvas } from '../../../shared/canvas/run-on-canvas';
import { useTimeline, type Timeline } from '../../../shared/canvas/use-timeline';
import type { StepRunView } from '../../../shared/canvas/step-view';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { useLiveMessages } from '../../../shared/api/live-updates';
import { isMoving, lastRunsQuery, runQuery, runStepsQuery } from '../../../shared/api/run-queries';

export interface RunOverlay {
  readonly lastRuns: readonly Run[] | undefined;
  /** The run on the canvas. */
  readonly run: Run | null;
  /** As they stood at the moment that is shown. */
  readonly steps: ReadonlyMap<string, StepRunView>;
  readonly timeline: Timeline;
  show(runId: string | null): void;
}

const noSteps: ReadonlyMap<string, StepRunView> = new Map();
const stripLength = 20;

interface OverlayQuestion {
  readonly flowId: string;
  readonly isLive: boolean;
  /** The run that was chosen; a live one comes over it. */
  readonly chosenId: string | null;
}

/** Server state over the canvas, never written into the document: the newest run of this flow, or the one chosen. */
export function useRunOverlay({ flowId, isLive, chosenId }: OverlayQuestion): RunOverlay {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const [liveId, show] = useState<string | null>(null);
  const runId = liveId ?? chosenId;
  const follow = useCallback(
    (message: Parameters<Parameters<typeof useLiveMessages>[0]>[0]) => {
      if (!isLive || message.type !== 'run') return;
      if (message.flowId === flowId && message.environment === environment.key) show(message.runId);
    },
    [isLive, flowId, environment.key],
  );
  useLiveMessages(follow);
  const { data: lastRuns } = useQuery(lastRunsQuery(api, { flowId, environment: environment.key }, stripLength));
  const { data: run } = useQuery({ ...runQuery(api, runId ?? ''), enabled: runId !== null });
  const { data: steps } = useQuery({ ...runStepsQuery(api, runId ?? '', isMoving(run)), enabled: runId !== null });
  const timeline = useTimeline(runId, runId === null ? undefined : steps);
  const views = useMemo(() => (timeline.steps.length > 0 ? runOnCanvas(timeline.steps) : noSteps), [timeline.steps]);
  return { lastRuns: lastRuns?.items, run: runId !== null && run ? run : null, steps: views, timeline, show };
}
