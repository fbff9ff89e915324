import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { flowsQuery } from '../../../shared/api/flow-queries';
import { lastRunsQuery } from '../../../shared/api/run-queries';
import { usePageCommands } from '../../../shared/commands/page-commands';
import { strings } from '../strings';
import { pages } from './pages';
import { bestEntries, type PaletteEntry } from './palette-entries';

const words = strings.palette;
/** Identifiers are longer: fewer letters would match every run. */
const fewestLetters = 3;
const typingPauseMs = 200;
const mostRuns = 8;

/** What the words lead to: commands of the page, pages, flows, and runs that carry the words as an identifier. */
export function usePaletteResults(search: string): readonly PaletteEntry[] {
  const own = usePageCommands();
  const places = usePlaces();
  const runs = useRuns(search.trim());
  return useMemo(() => {
    const commands = own
      .filter(({ isOff }) => isOff?.() !== true)
      .map(({ id, label, group, keys, run }): PaletteEntry => ({
        key: `command:${id}`,
        group: words.commands,
        label,
        detail: group,
        hotkey: keys?.[0],
        run,
      }));
    return [...bestEntries([...places, ...commands], search), ...runs];
  }, [own, places, runs, search]);
}

function usePlaces(): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const { data: flows } = useQuery(flowsQuery(useApi()));
  return useMemo(
    () => [
      ...pages.map(({ to, label, letter }): PaletteEntry => ({
        key: `page:${to}`,
        group: words.pages,
        label,
        hotkey: `g ${letter}`,
        run: () => void navigate({ to }),
      })),
      ...(flows?.items ?? []).map(({ id, name, description }): PaletteEntry => ({
        key: `flow:${id}`,
        group: words.flows,
        label: name,
        detail: description ?? undefined,
        run: () => void navigate({ to: '/flows/$flowId', params: { flowId: id } }),
      })),
    ],
    [navigate, flows],
  );
}

function useRuns(search: string): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const { environment } = useCurrentEnvironment();
  const [q] = useDebouncedValue(search, typingPauseMs);
  const isLongEnough = q.length >= fewestLetters;
  const { data } = useQuery({
    ...lastRunsQuery(useApi(), { q, environment: environment.key }, mostRuns),
    enabled: isLongEnough,
  });
  return useMemo(
    () =>
      (isLongEnough ? (data?.items ?? []) : []).map(({ id, flowName, labels, status }): PaletteEntry => ({
        key: `run:${id}`,
        group: words.runs,
        label: Object.values(labels).slice(0, 3).join(' · ') || id,
        detail: `${flowName} · ${status}`,
        run: () => void navigate({ to: '/runs/$runId', params: { runId: id } }),
      })),
    [navigate, data, isLongEnough],
  );
}
