import { ApiProblem } from '@penstock/api-client';
import type { Effect, Run } from '@penstock/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { caseKeys } from '../../../shared/api/case-queries';
import { runKeys } from '../../../shared/api/run-queries';
import { inTurn } from '../../../shared/lib/in-turn';
import { retryConsequence } from '../../../shared/lib/retry-consequence';

/** Requests under way at once: quick, and no burden on the server. */
const atOnce = 4;

interface Tally {
  readonly state: 'asked' | 'running' | 'done';
  readonly retried: number;
  /** Not waiting for anybody any more when their turn came. */
  readonly movedOn: number;
  readonly refused: number;
  /** The last refusal. */
  readonly problem: unknown;
}

export interface GroupRetry extends Tally {
  start(): void;
  /** What is under way ends; the rest stays as it was. */
  stop(): void;
}

export function useGroupRetry(runs: readonly Run[]): GroupRetry {
  const api = useApi();
  const queryClient = useQueryClient();
  const [stopper] = useState(() => new AbortController());
  const [tally, setTally] = useState<Tally>({ state: 'asked', retried: 0, movedOn: 0, refused: 0, problem: null });
  const hasStarted = useRef(false);
  const retryOne = async (run: Run): Promise<void> => {
    try {
      await api.runs.retry(run.id);
      setTally((now) => ({ ...now, retried: now.retried + 1 }));
    } catch (thrown) {
      const isLate = thrown instanceof ApiProblem && thrown.problem.code === 'RUN_NOT_RETRYABLE';
      setTally((now) =>
        isLate ? { ...now, movedOn: now.movedOn + 1 } : { ...now, refused: now.refused + 1, problem: thrown },
      );
    }
  };
  const start = async (): Promise<void> => {
    if (hasStarted.current) return;
    hasStarted.current = true;
    setTally((now) => ({ ...now, state: 'running' }));
    await inTurn(runs, retryOne, { atOnce, signal: stopper.signal });
    setTally((now) => ({ ...now, state: 'done' }));
    for (const queryKey of [caseKeys.all, runKeys.all, runKeys.overview])
      void queryClient.invalidateQueries({ queryKey });
  };
  return { ...tally, start: () => void start(), stop: () => stopper.abort() };
}

/** What the retry would do, counted from the effects of every run. */
export function useGroupConsequence(runs: readonly Run[]) {
  const api = useApi();
  return useQuery({
    queryKey: [...runKeys.all, 'consequence', runs.map(({ id }) => id)],
    queryFn: async () => {
      const effects: Effect[] = [];
      await inTurn(runs, async ({ id }) => void effects.push(...(await api.runs.effects(id)).items), { atOnce });
      return retryConsequence(runs, effects);
    },
    staleTime: 0,
  });
}
