import { ActionIcon, Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ChangeDeploymentRequest, Deployment, DeploymentStatus } from '@penstock/contracts';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { flowKeys } from '../../../shared/api/flow-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

type Wanted = ChangeDeploymentRequest['status'];

const choices: Partial<Record<DeploymentStatus, readonly Wanted[]>> = {
  active: ['paused', 'draining', 'stopped'],
  paused: ['active', 'draining', 'stopped'],
  draining: ['active', 'paused', 'stopped'],
};

/** What can be made of a deployment that is live. */
export function LifeMenu({ deployment }: { readonly deployment: Deployment }) {
  const [wanted, setWanted] = useState<Wanted | null>(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" size="sm" aria-label={`${strings.changeState}: ${deployment.flowName}`}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {choices[deployment.status]?.map((status) => (
            <Menu.Item key={status} onClick={() => setWanted(status)}>
              {strings.life[status]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {wanted && <LifeDialog deployment={deployment} wanted={wanted} onClose={() => setWanted(null)} />}
    </>
  );
}

interface LifeDialogProps {
  readonly deployment: Deployment;
  readonly wanted: Wanted;
  onClose(): void;
}

function LifeDialog({ deployment, wanted, onClose }: LifeDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const change = useMutation({
    mutationFn: () => api.deployments.change(deployment.id, { status: wanted, reason }),
    onSuccess: ({ status, openRuns, shelvedEvents }) => {
      void queryClient.invalidateQueries({ queryKey: flowKeys.deployments });
      void queryClient.invalidateQueries({ queryKey: flowKeys.all });
      notifications.show({ message: strings.lifeDone(strings.states[status], openRuns, shelvedEvents) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={strings.lifeTitle(strings.life[wanted], deployment.flowName)}>
      <Stack gap="md">
        <div>{strings.lifeMeans[wanted]}</div>
        <TextInput label="Reason" maxLength={500} data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {change.isError && <ProblemNotice error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {strings.back}
          </Button>
          <Button loading={change.isPending} onClick={() => change.mutate()}>
            {strings.life[wanted]}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
