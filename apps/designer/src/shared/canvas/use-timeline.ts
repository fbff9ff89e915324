import type { RunStep } from '@penstock/contracts';
import { useMemo, useState } from 'react';
import { momentsOf, stepsAt, type RunMoment } from './run-moments';

export interface Timeline {
  readonly moments: readonly RunMoment[];
  /** Place in `moments` that is shown; the last one shows the run as it is. */
  readonly at: number;
  /** As they stood then. */
  readonly steps: readonly RunStep[];
  go(at: number): void;
}

const noSteps: readonly RunStep[] = [];

/** A run that can be gone through step by step; another run begins at its end. */
export function useTimeline(runId: string | null, steps: readonly RunStep[] = noSteps): Timeline {
  const [place, setPlace] = useState<{ readonly runId: string | null; readonly at: number } | null>(null);
  const moments = useMemo(() => momentsOf(steps), [steps]);
  const end = Math.max(0, moments.length - 1);
  const at = place !== null && place.runId === runId ? Math.min(place.at, end) : end;
  const shown = useMemo(() => stepsAt(steps, moments, at), [steps, moments, at]);
  return useMemo(
    // At its end it follows a run that goes on.
    () => ({ moments, at, steps: shown, go: (next) => setPlace(next >= end ? null : { runId, at: Math.max(0, next) }) }),
    [moments, at, shown, end, runId],
  );
}
