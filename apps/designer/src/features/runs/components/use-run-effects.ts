import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { runEffectsQuery } from '../../../shared/api/run-queries';
import type { KnownEffects } from './known-effects';

/** `shown` may be a moment old; `known` is what a person may decide by: the last answer, and no failed one after it. */
export function useRunEffects(runId: string, moving: boolean) {
  const { data, error, isPlaceholderData, refetch } = useQuery(runEffectsQuery(useApi(), runId, moving));
  const known: KnownEffects = {
    effects: error || isPlaceholderData ? undefined : data,
    error,
    retry: () => void refetch(),
  };
  return { shown: data, known };
}
