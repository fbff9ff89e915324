import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { flowQuery, versionQuery } from '../../../shared/api/flow-queries';
import { strings } from '../strings';
import { canonicalFlow } from './canonical-flow';
import { useEditorState } from './editor-context';

/** What the document on the screen is called: a draft, its newest version, or that version with changes since. */
export function useDraftName(): string {
  const api = useApi();
  const flowId = useEditorState((state) => state.flowId);
  // Big documents take a while to compare: dragging a step does not wait for it.
  const flow = useDeferredValue(useEditorState((state) => state.flow));
  const { data: summary } = useQuery(flowQuery(api, flowId));
  const latest = summary?.latestVersion ?? null;
  const { data: version } = useQuery({ ...versionQuery(api, flowId, latest ?? 0), enabled: latest !== null });
  const frozen = useMemo(() => version && canonicalFlow(version.document), [version]);
  const isChanged = useMemo(() => frozen !== undefined && canonicalFlow(flow) !== frozen, [frozen, flow]);
  if (latest === null) return strings.draft;
  return isChanged ? strings.versionWithChanges(latest) : strings.version(latest);
}
