import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { IntakeEventDetail } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { runKeys } from '../../../shared/api/run-queries';
import { useMayOperate } from '../../../shared/api/use-may-operate';
import { ProblemNotice } from '../../../shared/ui/notices';
import { noReplayBecause } from '../model/no-replay-because';
import { strings } from '../strings';

/** Hands an event without a run to the flows again; tells why where that cannot be. */
export function ReplayEvent({ event }: { readonly event: IntakeEventDetail }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const replay = useMutation({
    mutationFn: () => api.events.replay(event.id),
    onSuccess: () => {
      notifications.show({ message: strings.replayed });
      void queryClient.invalidateQueries({ queryKey: runKeys.events });
      void queryClient.invalidateQueries({ queryKey: runKeys.overview });
    },
  });
  const mayOperate = useMayOperate();
  const reason = noReplayBecause(event);
  if (reason !== null) return <div className="ps-meta">{reason}</div>;
  if (!mayOperate) return null;
  return (
    <div>
      <Button loading={replay.isPending} onClick={() => replay.mutate()}>
        {strings.replay}
      </Button>
      <div className="ps-meta">{strings.replayHelp}</div>
      {replay.isError && <ProblemNotice error={replay.error} />}
    </div>
  );
}
