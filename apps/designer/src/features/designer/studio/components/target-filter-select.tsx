import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../../shared/api/api-context';
import { versionsQuery } from '../../../../shared/api/flow-queries';
import { useEditorState } from '../../model/editor-context';
import { useStudio, useStudioState } from '../model/studio-context';
import type { TargetFilter } from '../model/studio-store';
import { strings } from '../strings';

/** Versions one may want to compare with; older ones are in the history of the flow. */
const lastVersions = 10;

/** Which targets are shown: by their state, or by what changed since a version. */
export function TargetFilterSelect() {
  const { store } = useStudio();
  const filter = useStudioState((state) => state.targetFilter);
  const flowId = useEditorState((state) => state.flowId);
  const { data } = useQuery(versionsQuery(useApi(), flowId));
  const versions = (data?.items ?? []).slice(0, lastVersions);
  const states = Object.entries(strings.filters).map(([value, label]) => ({ value, label }));
  const since = versions.map(({ number }) => ({ value: `since-${number}`, label: strings.sinceVersion(number) }));
  return (
    <Select
      aria-label={`${strings.show}: ${strings.target}`}
      allowDeselect={false}
      w={168}
      data={since.length === 0 ? states : [...states, { group: strings.changedSince, items: since }]}
      value={filter}
      onChange={(value) => store.getState().set({ targetFilter: (value ?? 'all') as TargetFilter })}
    />
  );
}
