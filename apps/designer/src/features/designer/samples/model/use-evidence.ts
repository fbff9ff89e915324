import type { StepEvidence } from '../../../../shared/canvas/step-view';
import type { FlowDocument } from '@penstock/flow-model';
import { useMemo } from 'react';
import { freshnessOf } from './freshness';
import { useSamples } from './samples-context';
import { useKnownSamples } from './use-known-samples';

/** Shown once somebody has begun to test: before that every card would carry the same mark. */
export function useEvidence(flow: FlowDocument): {
  readonly evidence: ReadonlyMap<string, StepEvidence>;
  readonly pinned: ReadonlySet<string>;
} {
  const known = useKnownSamples();
  const running = useSamples((state) => state.running);
  const { tests, pinned } = known;
  const hasBegun = running !== null || Object.keys(tests).length > 0;
  const evidence = useMemo(() => {
    if (!hasBegun) return new Map<string, StepEvidence>();
    const states = [...freshnessOf(flow, known)];
    const shown = (id: string, state: StepEvidence['state']): StepEvidence['state'] =>
      running?.stepId === id ? 'running' : state === 'untested' && id in pinned ? 'pinned' : state;
    return new Map(states.map(([id, state]) => [id, { state: shown(id, state), at: tests[id]?.at ?? null }]));
  }, [flow, known, tests, pinned, hasBegun, running]);
  return { evidence, pinned: useMemo(() => new Set(Object.keys(pinned)), [pinned]) };
}
