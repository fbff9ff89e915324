import { useMemo } from 'react';
import type { Json } from '@penstock/kernel';
import type { SampleRecord } from '../../mapping/model/step-sources';
import { useSampleRecord } from '../../mapping/model/use-sample-record';
import { useEditorState } from '../../model/editor-context';
import { useSamples } from './samples-context';

/** What rules are tried on: the recorded values, results of tries over them, and pinned samples over all. */
export function useStepRecord(): SampleRecord | null {
  const recorded = useSampleRecord(useEditorState((state) => state.flowId));
  const tests = useSamples((state) => state.tests);
  const pinned = useSamples((state) => state.pinned);
  return useMemo(() => {
    const tried = outputsOf(tests);
    const kept = outputsOf(pinned);
    if (!recorded && Object.keys(tried).length + Object.keys(kept).length === 0) return null;
    return { event: recorded?.event as Json, outputs: { ...recorded?.outputs, ...tried, ...kept } };
  }, [recorded, tests, pinned]);
}

function outputsOf(samples: Readonly<Record<string, { readonly output?: Json }>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(samples).flatMap(([id, { output }]) => (output === undefined ? [] : [[id, output] as const])),
  );
}
