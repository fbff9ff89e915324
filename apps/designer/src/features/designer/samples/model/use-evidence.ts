import type { StepEvidence } from '../../../../shared/canvas/step-view';
import type { FlowDocument } from '@penstock/flow-model';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
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
  // Formulas are read to know what a step reads; who tests nothing loads nothing of that.
  const { data: model } = useQuery({ queryKey: ['module', 'freshness'], queryFn: () => import('./freshness'), enabled: hasBegun, staleTime: Infinity });
  const evidence = useMemo(() => {
    if (!hasBegun || !model) return new Map<string, StepEvidence>();
    const states = [...model.freshnessOf(flow, known)];
    const shown = (id: string, state: StepEvidence['state']): StepEvidence['state'] =>
      running?.stepId === id ? 'running' : state === 'untested' && id in pinned ? 'pinned' : state;
    return new Map(states.map(([id, state]) => [id, { state: shown(id, state), at: tests[id]?.at ?? null }]));
  }, [flow, known, tests, pinned, hasBegun, model, running]);
  return { evidence, pinned: useMemo(() => new Set(Object.keys(pinned)), [pinned]) };
}
