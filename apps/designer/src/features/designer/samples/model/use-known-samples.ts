import { useMemo } from 'react';
import type { Json } from '@penstock/kernel';
import { triggerOf } from '../../../../shared/lib/connector-catalog';
import { useSampleRecord } from '../../mapping/model/use-sample-record';
import { useEditor, useEditorState } from '../../model/editor-context';
import type { KnownSamples } from './freshness';
import { useSamples } from './samples-context';
import { outputsOf } from './step-evidence';

/** What tests of the flow build on: recorded values, results of tests over them, and pinned samples over all. */
export function useKnownSamples(): KnownSamples {
  const { connectors } = useEditor();
  const trigger = useEditorState((state) => state.flow.trigger);
  const tests = useSamples((state) => state.tests);
  const pinned = useSamples((state) => state.pinned);
  const testedOn = useSamples((state) => state.testedOn);
  const recorded = useSampleRecord(useEditorState((state) => state.flowId), null, testedOn);
  return useMemo(() => {
    const event = recorded?.event ?? (triggerOf(connectors, trigger)?.sample as Json | undefined);
    return { tests, pinned, values: { event, outputs: { ...recorded?.outputs, ...outputsOf(tests), ...outputsOf(pinned) } } };
  }, [connectors, trigger, tests, pinned, recorded]);
}
