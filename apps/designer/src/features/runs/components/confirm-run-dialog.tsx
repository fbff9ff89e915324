import { Button, Group, Modal, Stack } from '@mantine/core';
import type { Effect, Run } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { runKeys } from '../../../shared/api/run-queries';
import { retryConsequence } from '../../../shared/lib/effect-words';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

interface ConfirmRunDialogProps {
  readonly action: 'retry' | 'cancel';
  readonly run: Run;
  readonly effects: readonly Effect[];
  onClose(): void;
}

export function ConfirmRunDialog({ action, run, effects, onClose }: ConfirmRunDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const act = useMutation({
    mutationFn: () => (action === 'retry' ? api.runs.retry(run.id) : api.runs.cancel(run.id)),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: runKeys.all });
      void queryClient.invalidateQueries({ queryKey: runKeys.overview });
      onClose();
    },
  });
  const isRetry = action === 'retry';
  return (
    <Modal opened onClose={onClose} title={isRetry ? strings.retryTitle : strings.cancelTitle}>
      <Stack gap="md">
        <div>{isRetry ? strings.retryBody : strings.cancelBody}</div>
        {isRetry && <Consequence effects={effects} />}
        {act.isError && <ProblemNotice error={act.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {strings.keep}
          </Button>
          <Button color={isRetry ? 'teal' : 'red'} loading={act.isPending} onClick={() => act.mutate()}>
            {isRetry ? strings.confirmRetry : strings.confirmCancel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const Consequence = ({ effects }: { readonly effects: readonly Effect[] }) => (
  <ul className="ps-run__list">
    {retryConsequence(effects).map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
