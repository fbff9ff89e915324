import { useMemo } from 'react';
import type { Json } from '@penstock/kernel';
import type { SampleRecord } from '../../mapping/model/step-sources';
import { useSampleRecord } from '../../mapping/model/use-sample-record';
import { useEditorState } from '../../model/editor-context';
import { useSamples } from './samples-context';

/** What rules are tried on: the recorded values, results of tries over them, and pinned samples over all; of a run that was taken, what it saw and nothing else. */
export function useStepRecord(): SampleRecord | null {
  const runId = useSamples((state) => state.runId);
  const recorded = useSampleRecord(useEditorState((state) => state.flowId), runId);
  const tests = useSamples((state) => state.tests);
  const pinned = useSamples((state) => state.pinned);
  return useMemo(() => {
    if (runId !== null) return recorded;
    const tried = outputsOf(tests);
    const kept = outputsOf(pinned);
    if (!recorded && Object.keys(tried).length + Object.keys(kept).length === 0) return null;
    return { event: recorded?.event as Json, outputs: { ...recorded?.outputs, ...tried, ...kept } };
  }, [runId, recorded, tests, pinned]);
}

function outputsOf(samples: Readonly<Record<string, { readonly output?: Json }>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(samples).flatMap(([id, { output }]) => (output === undefined ? [] : [[id, output] as const])),
  );
}
