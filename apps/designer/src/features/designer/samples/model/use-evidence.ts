import type { StepEvidence } from '../../../../shared/canvas/step-view';
import type { FlowDocument } from '@penstock/flow-model';
import { useMemo } from 'react';
import { useSamples } from './samples-context';
import { evidenceOf } from './step-evidence';

/** Shown once somebody has begun to test: before that every card would carry the same mark. */
export function useEvidence(steps: FlowDocument['steps']): {
  readonly evidence: ReadonlyMap<string, StepEvidence>;
  readonly pinned: ReadonlySet<string>;
} {
  const tests = useSamples((state) => state.tests);
  const pinned = useSamples((state) => state.pinned);
  const hasTests = Object.keys(tests).length > 0;
  const evidence = useMemo(
    () => new Map(hasTests ? Object.values(steps).map((step) => [step.id, evidenceOf(step, tests[step.id])]) : []),
    [steps, tests, hasTests],
  );
  return { evidence, pinned: useMemo(() => new Set(Object.keys(pinned)), [pinned]) };
}
