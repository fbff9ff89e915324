import { notifications } from '@mantine/notifications';
import type { StartedRun } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { runKeys } from '../../../shared/api/run-queries';
import { strings } from '../strings';

/** Starts a run of its own and goes to it. */
export function useStartedRun<Request>(start: (request: Request) => Promise<StartedRun>) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: start,
    onSuccess: ({ runId }) => {
      notifications.show({ message: strings.startedAgain });
      void queryClient.invalidateQueries({ queryKey: runKeys.all });
      void navigate({ to: '/runs/$runId', params: { runId } });
    },
  });
}
