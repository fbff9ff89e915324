import { ApiProblem, type ApiClient } from '@penstock/api-client';
import type { EventQuery, Run, RunQuery, RunStatus } from '@penstock/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';

export const runKeys = {
  all: ['runs'] as const,
  lists: ['runs', 'list'] as const,
  list: (filter: RunFilter) => ['runs', 'list', filter] as const,
  run: (runId: string) => ['runs', 'one', runId] as const,
  steps: (runId: string) => ['runs', 'one', runId, 'steps'] as const,
  effects: (runId: string) => ['runs', 'one', runId, 'effects'] as const,
  context: (runId: string) => ['runs', 'one', runId, 'context'] as const,
  comparison: (runId: string, otherId: string) => ['runs', 'one', runId, 'compare', otherId] as const,
  overview: ['overview'] as const,
  events: ['events'] as const,
};

export type RunFilter = Partial<Pick<RunQuery, 'status' | 'flowId' | 'environment' | 'q'>>;

const openStatuses: readonly RunStatus[] = ['queued', 'running'];
export const isMoving = (run: Run | undefined): boolean => run !== undefined && openStatuses.includes(run.status);

/** How often an open page asks again while a run is moving; the live stream tells of every change of status besides. */
const movingPollMs = 300;

/** The rows of one filter stay until those of the next are there, so that no row vanishes under a click; never those of another environment. */
export const runsQuery = (api: ApiClient, filter: RunFilter) =>
  infiniteQueryOptions({
    queryKey: runKeys.list(filter),
    queryFn: ({ pageParam }) =>
      api.runs.list({ ...filter, limit: 100, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before, query) =>
      query?.queryKey[2].environment === filter.environment ? before : undefined,
  });

export const lastRunsQuery = (api: ApiClient, filter: RunFilter, limit: number) =>
  queryOptions({
    queryKey: [...runKeys.list(filter), 'last', limit] as const,
    queryFn: () => api.runs.list({ ...filter, limit }),
  });

export const runQuery = (api: ApiClient, runId: string) =>
  queryOptions({
    queryKey: runKeys.run(runId),
    queryFn: () => api.runs.read(runId),
    refetchInterval: (query) => (isMoving(query.state.data) ? movingPollMs : false),
  });

/**
 * Asked anew when the run stops moving, because the last answer of a moving run may be older than its end; the old
 * answer of the same run stays on the page until then.
 */
export const runStepsQuery = (api: ApiClient, runId: string, moving: boolean) =>
  queryOptions({
    queryKey: [...runKeys.steps(runId), paceOf(moving)] as const,
    queryFn: async () => (await api.runs.steps(runId)).items,
    refetchInterval: moving ? movingPollMs : false,
    placeholderData: (before, query) => (query?.queryKey[2] === runId ? before : undefined),
  });

export const runEffectsQuery = (api: ApiClient, runId: string, moving: boolean) =>
  queryOptions({
    queryKey: [...runKeys.effects(runId), paceOf(moving)] as const,
    queryFn: async () => (await api.runs.effects(runId)).items,
    refetchInterval: moving ? movingPollMs * 3 : false,
    placeholderData: (before, query) => (query?.queryKey[2] === runId ? before : undefined),
  });

/** The runs around it and what it waits for. */
export const runContextQuery = (api: ApiClient, runId: string) =>
  queryOptions({ queryKey: runKeys.context(runId), queryFn: () => api.runs.context(runId) });
export const comparisonQuery = (api: ApiClient, runId: string, otherId: string) =>
  queryOptions({
    queryKey: runKeys.comparison(runId, otherId),
    queryFn: () => api.runs.compare(runId, otherId),
  });

interface ReplayChoice {
  readonly runId: string;
  readonly version: 'same' | 'live';
  /** Null: what the event brought. */
  readonly payloadText: string | null;
}

/** What a replay would do if it were started now: never taken from an earlier look. */
export const replayPreviewQuery = (api: ApiClient, { runId, version, payloadText }: ReplayChoice) =>
  queryOptions({
    queryKey: [...runKeys.run(runId), 'replay', version, payloadText] as const,
    queryFn: () =>
      api.runs.previewReplay({ runIds: [runId], version, ...(payloadText !== null && { payloadText }) }),
    gcTime: 0,
    staleTime: 0,
    // Previews go one at a time: whoever looks at another choice waits a moment for the one before.
    retry: (failures, error) => isBusy(error) && failures < mostBusyAnswers,
    retryDelay: askAgainMs,
    refetchOnWindowFocus: false,
  });

const askAgainMs = 500;
const mostBusyAnswers = 20;
const isBusy = (error: Error): boolean => error instanceof ApiProblem && error.code === 'REHEARSALS_BUSY';

const paceOf = (moving: boolean): 'moving' | 'settled' => (moving ? 'moving' : 'settled');

export const overviewQuery = (api: ApiClient, environment: string) =>
  queryOptions({
    queryKey: [...runKeys.overview, environment] as const,
    queryFn: () => api.overview.read(environment),
    refetchInterval: 15_000,
  });

export const eventsQuery = (api: ApiClient, state: EventQuery['state']) =>
  infiniteQueryOptions({
    queryKey: [...runKeys.events, 'list', state ?? 'all'] as const,
    queryFn: ({ pageParam }) =>
      api.events.list({ limit: 100, ...(state && { state }), ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** With every digit, to be edited and sent back. */
export const exactPayloadQuery = (api: ApiClient, eventId: string) =>
  queryOptions({
    queryKey: [...runKeys.events, eventId, 'exact'] as const,
    queryFn: () => api.events.exactPayload(eventId),
    staleTime: Infinity,
  });

export const eventQuery = (api: ApiClient, eventId: string) =>
  queryOptions({ queryKey: [...runKeys.events, eventId] as const, queryFn: () => api.events.read(eventId) });
