import { Button, Group, Modal, Stack } from '@mantine/core';
import type { Effect, Run } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { caseKeys } from '../../../shared/api/case-queries';
import { runKeys } from '../../../shared/api/run-queries';
import { retryConsequence } from '../../../shared/lib/retry-consequence';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';
import { WithEffects, type KnownEffects } from './known-effects';

interface ConfirmRunDialogProps {
  readonly action: 'retry' | 'cancel';
  readonly run: Run;
  readonly effects: KnownEffects;
  onClose(): void;
}

export function ConfirmRunDialog({ action, run, effects, onClose }: ConfirmRunDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const act = useMutation({
    mutationFn: () => (action === 'retry' ? api.runs.retry(run.id) : api.runs.cancel(run.id)),
    onSuccess: onClose,
    // A refusal says that what is shown is old.
    onSettled: () => {
      for (const queryKey of [runKeys.all, runKeys.overview, caseKeys.all])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
  const isRetry = action === 'retry';
  return (
    <Modal opened onClose={onClose} title={isRetry ? strings.retryTitle : strings.cancelTitle}>
      <Stack gap="md">
        <div>{isRetry ? strings.retryBody : strings.cancelBody}</div>
        {isRetry && <WithEffects known={effects}>{(known) => <Consequence run={run} effects={known} />}</WithEffects>}
        {act.isError && <ProblemNotice error={act.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {strings.keep}
          </Button>
          <Button
            color={isRetry ? 'teal' : 'red'}
            loading={act.isPending}
            disabled={isRetry && effects.effects === undefined}
            onClick={() => act.mutate()}
          >
            {isRetry ? strings.confirmRetry : strings.confirmCancel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const Consequence = ({ run, effects }: { readonly run: Run; readonly effects: readonly Effect[] }) => (
  <ul className="ps-run__list">
    {retryConsequence([run], effects).lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);
