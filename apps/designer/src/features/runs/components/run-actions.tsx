import { Button, Group, Modal, Stack } from '@mantine/core';
import type { Effect, Run } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { runKeys } from '../../../shared/api/run-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { retryConsequence } from '../model/effect-words';
import { strings } from '../strings';

type Action = 'retry' | 'cancel';

const allowedIn: Readonly<Record<Action, readonly Run['status'][]>> = {
  retry: ['needs-attention', 'waiting'],
  cancel: ['queued', 'waiting', 'needs-attention'],
};

export function RunActions({ run, effects }: { readonly run: Run; readonly effects: readonly Effect[] }) {
  const [asked, setAsked] = useState<Action | null>(null);
  const isAllowed = (action: Action): boolean => allowedIn[action].includes(run.status);
  return (
    <>
      {isAllowed('cancel') && (
        <Button variant="default" onClick={() => setAsked('cancel')}>
          {strings.cancel}
        </Button>
      )}
      {isAllowed('retry') && <Button onClick={() => setAsked('retry')}>{strings.retry}</Button>}
      {asked && <ConfirmDialog action={asked} run={run} effects={effects} onClose={() => setAsked(null)} />}
    </>
  );
}

interface ConfirmDialogProps {
  readonly action: Action;
  readonly run: Run;
  readonly effects: readonly Effect[];
  onClose(): void;
}

function ConfirmDialog({ action, run, effects, onClose }: ConfirmDialogProps) {
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
        {isRetry && (
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {retryConsequence(effects).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
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
