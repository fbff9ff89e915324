import { useMemo } from 'react';
import type { SampleRecord } from '../../mapping/model/step-sources';
import { useSampleRecord } from '../../mapping/model/use-sample-record';
import { useEditorState } from '../../model/editor-context';
import { useSamples } from './samples-context';
import { outputsOf } from './step-evidence';

/** What rules are tried on: the recorded values, results of tests over them, and pinned samples over all; of a run that was taken, what it saw and nothing else. */
export function useStepRecord(): SampleRecord | null {
  const runId = useSamples((state) => state.runId);
  const testedOn = useSamples((state) => state.testedOn);
  const recorded = useSampleRecord(useEditorState((state) => state.flowId), runId, testedOn);
  const tests = useSamples((state) => state.tests);
  const pinned = useSamples((state) => state.pinned);
  return useMemo(() => {
    if (runId !== null) return recorded;
    const tried = outputsOf(tests);
    const kept = outputsOf(pinned);
    if (!recorded && Object.keys(tried).length + Object.keys(kept).length === 0) return null;
    return { event: recorded?.event, outputs: { ...recorded?.outputs, ...tried, ...kept }, kept: new Set(Object.keys(kept)) } as SampleRecord;
  }, [runId, recorded, tests, pinned]);
}
