import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { flowKeys } from '../../../shared/api/flow-queries';
import { promotionKeys } from '../../../shared/api/promotion-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { strings } from '../strings';

interface RollBackDialogProps {
  readonly flowId: string;
  readonly flowName: string;
  readonly environment: { readonly key: string; readonly name: string };
  onClose(): void;
}

/** One decision: what comes back is the version that was live before. */
export function RollBackDialog({ flowId, flowName, environment, onClose }: RollBackDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const rollBack = useMutation({
    mutationFn: () => api.promotions.rollBack({ flowId, environment: environment.key, reason: reason.trim() }),
    onSuccess: ({ versionNumber }) => {
      for (const queryKey of [promotionKeys.all, flowKeys.all, flowKeys.deployments]) void queryClient.invalidateQueries({ queryKey });
      notifications.show({ message: strings.rolledBack(versionNumber) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={strings.rollBackTitle}>
      <Stack gap="md">
        <div>{strings.rollBackBody(flowName, environment.name)}</div>
        <ReasonField value={reason} autoFocus onChange={setReason} />
        {rollBack.isError && <ProblemNotice error={rollBack.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {strings.back}
          </Button>
          <Button loading={rollBack.isPending} disabled={!isReason(reason)} onClick={() => rollBack.mutate()}>
            {strings.rollBack}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
