import { notifications } from '@mantine/notifications';
import type { StartedRun } from '@penstock/contracts';
import { uuidv7 } from '@penstock/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { caseKeys } from '../../../shared/api/case-queries';
import { runKeys } from '../../../shared/api/run-queries';
import { strings } from '../strings';

/** Not `randomUUID`: a page that came over plain HTTP has none. */
const freshKey = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/**
 * Starts a run of its own and goes to it. The same request is sent under the same key, so that a second click after an
 * answer that got lost starts nothing more.
 */
export function useStartedRun<Request>(start: (request: Request, key: string) => Promise<StartedRun>) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const sent = useRef<{ readonly request: string; readonly key: string } | null>(null);
  const keyOf = (request: Request): string => {
    const text = JSON.stringify(request);
    if (sent.current?.request !== text) sent.current = { request: text, key: freshKey() };
    return sent.current.key;
  };
  return useMutation({
    mutationFn: (request: Request) => start(request, keyOf(request)),
    onSuccess: ({ runId }) => {
      notifications.show({ message: strings.startedAgain });
      void navigate({ to: '/runs/$runId', params: { runId } });
    },
    onSettled: () => {
      for (const queryKey of [runKeys.all, caseKeys.all]) void queryClient.invalidateQueries({ queryKey });
    },
  });
}
