import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Run } from '@penstock/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { lastRunsQuery, runQuery } from '../../../../shared/api/run-queries';
import { formatExact } from '../../../../shared/lib/format-time';
import { runLabel } from '../../../../shared/lib/run-columns';
import { runStatusLooks } from '../../../../shared/ui/status';
import { useEditorState } from '../../model/editor-context';
import { strings } from '../../strings';
import { useSamples } from '../model/samples-context';

const NEWEST = 'newest';
const offered = 25;
const searchDelayMs = 250;
const words = strings.data;

/** Which past run the values beside the settings are of: one of the newest, or any that the search finds by its labels. */
export function RunChoice() {
  const runId = useSamples((state) => state.runId);
  const takeRun = useSamples((state) => state.takeRun);
  const hasSampleEvent = useEditorState((state) => state.flow.trigger.sampleEventId !== undefined);
  const [search, setSearch] = useState('');
  const runs = useOfferedRuns(search, runId);
  return (
    <Select
      size="xs"
      aria-label={words.valuesOf}
      allowDeselect={false}
      searchable
      // The server has searched: what it found stays.
      filter={({ options }) => options}
      onSearchChange={setSearch}
      nothingFoundMessage={words.noSuchRun}
      data={[{ value: NEWEST, label: hasSampleEvent ? words.ofSampleEvent : words.ofNewestRun }, ...runs.map((run) => ({ value: run.id, label: titleOf(run) }))]}
      value={runId ?? NEWEST}
      onChange={(value) => takeRun(value === null || value === NEWEST ? null : value)}
    />
  );
}

/** The newest that match; the one that is taken is always among them. */
function useOfferedRuns(search: string, takenId: string | null): readonly Run[] {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const flowId = useEditorState((state) => state.flowId);
  const { data: taken } = useQuery({ ...runQuery(api, takenId ?? ''), enabled: takenId !== null, staleTime: Infinity });
  const isOwnTitle = taken !== undefined && search === titleOf(taken);
  const [q] = useDebouncedValue(isOwnTitle || search === words.ofNewestRun || search === words.ofSampleEvent ? '' : search.trim(), searchDelayMs);
  const filter = { flowId, environment: environment.key, ...(q !== '' && { q }) };
  const { data } = useQuery({ ...lastRunsQuery(api, filter, offered), placeholderData: keepPreviousData });
  const found = data?.items ?? [];
  return taken && !found.some(({ id }) => id === taken.id) ? [taken, ...found] : found;
}

const titleOf = ({ labels, createdAt, status, id }: Run): string =>
  [runLabel(labels) ?? id.slice(-8), formatExact(createdAt), runStatusLooks[status].word].join(' · ');
