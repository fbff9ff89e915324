import type { SuggestMappingsRequest } from '@penstock/contracts';
import { systemsOf } from '@penstock/mapping';
import { useCallback, useMemo } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import type { SuggestedPair } from './use-suggestions';

export interface DecidedPairs {
  readonly confirmed?: readonly SuggestedPair[];
  readonly rejected?: readonly SuggestedPair[];
}

/** Tells the organisation's memory what somebody decided. A memory that is not written costs a better order, nothing else. */
export function useRememberPairs(request: SuggestMappingsRequest | null): (decided: DecidedPairs) => void {
  const api = useApi();
  const systems = useMemo(() => (request ? systemsOf(request) : {}), [request]);
  return useCallback(
    ({ confirmed = [], rejected = [] }) => {
      const pairs = [...confirmed.map((pair) => decided(pair, true)), ...rejected.map((pair) => decided(pair, false))];
      api.mappings.feedback({ ...systems, pairs }).catch(() => undefined);
    },
    [api, systems],
  );
}

const decided = ({ source, target }: SuggestedPair, isConfirmed: boolean) => ({ source, target, isConfirmed });
