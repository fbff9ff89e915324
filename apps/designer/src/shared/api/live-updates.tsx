import type { StreamMessage } from '@penstock/contracts';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useApi } from './api-context';
import { caseKeys } from './case-queries';
import { runKeys } from './run-queries';

type Listener = (message: StreamMessage) => void;

interface LiveUpdates {
  readonly isConnected: boolean;
  subscribe(listener: Listener): () => void;
}

const LiveUpdatesContext = createContext<LiveUpdates>({ isConnected: false, subscribe: () => () => undefined });

/** A burst of runs refreshes lists once per this time, not once per run. */
const refreshEveryMs = 400;

/** One live stream for all pages; lists and figures refresh themselves, pages may listen for more. */
export function LiveUpdatesProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [listeners] = useState(() => new Set<Listener>());
  const [isConnected, setConnected] = useState(false);

  useEffect(() => {
    const refresh = refreshLater(queryClient);
    const close = api.stream.open({
      onMessage: (message) => {
        refresh.after(message);
        listeners.forEach((listener) => listener(message));
      },
      onConnection: setConnected,
    });
    return () => {
      close();
      refresh.stop();
    };
  }, [api, queryClient, listeners]);

  const value = useMemo<LiveUpdates>(
    () => ({
      isConnected,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    }),
    [isConnected, listeners],
  );
  return <LiveUpdatesContext.Provider value={value}>{children}</LiveUpdatesContext.Provider>;
}

export const useIsLive = (): boolean => useContext(LiveUpdatesContext).isConnected;

/** Calls the newest `listener` for every message of the stream. */
export function useLiveMessages(listener: Listener): void {
  const { subscribe } = useContext(LiveUpdatesContext);
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => subscribe((message) => newest.current(message)), [subscribe]);
}

function refreshLater(queryClient: QueryClient) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const touchedRuns = new Set<string>();
  const refresh = (): void => {
    timer = undefined;
    void queryClient.invalidateQueries({ queryKey: runKeys.lists });
    void queryClient.invalidateQueries({ queryKey: runKeys.overview });
    void queryClient.invalidateQueries({ queryKey: caseKeys.all });
    for (const runId of touchedRuns) void queryClient.invalidateQueries({ queryKey: runKeys.run(runId) });
    touchedRuns.clear();
  };
  return {
    after: (message: StreamMessage): void => {
      if (message.type === 'run') touchedRuns.add(message.runId);
      timer ??= setTimeout(refresh, refreshEveryMs);
    },
    stop: (): void => clearTimeout(timer),
  };
}
