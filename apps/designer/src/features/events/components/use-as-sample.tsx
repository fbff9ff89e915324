import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { draftQuery } from '../../../shared/api/flow-queries';
import { runQuery } from '../../../shared/api/run-queries';
import { useMayDesign } from '../../../shared/api/use-may-operate';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

interface UseAsSampleProps {
  readonly eventId: string;
  /** A run that the event has started: its flow gets the sample. */
  readonly runId: string;
}

/** Makes an event the sample of the flow it started: pickers and mappings show its data from then on. */
export function UseAsSample({ eventId, runId }: UseAsSampleProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data: run } = useQuery(runQuery(api, runId));
  const use = useMutation({
    mutationFn: async (flowId: string) => {
      const { document, revision } = await api.flows.draft(flowId);
      const trigger = { ...document.trigger, sampleEventId: eventId };
      await api.flows.saveDraft(flowId, { document: { ...document, trigger }, revision });
      return flowId;
    },
    onSuccess: (flowId) => {
      notifications.show({ message: strings.sampleSet });
      void queryClient.invalidateQueries({ queryKey: draftQuery(api, flowId).queryKey });
    },
  });
  if (!useMayDesign() || !run) return null;
  return (
    <div>
      <Button variant="default" loading={use.isPending} onClick={() => use.mutate(run.flowId)}>
        {strings.useAsSample(run.flowName)}
      </Button>
      <div className="ps-meta">{strings.sampleHelp}</div>
      {use.isError && <ProblemNotice error={use.error} />}
    </div>
  );
}
