import { Button, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Connection, Environment } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { bindingKeys } from '../../../shared/api/environment-queries';
import { connectionKeys } from '../../../shared/api/flow-queries';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

export interface WantedBinding {
  readonly flow: { readonly id: string; readonly name: string };
  readonly environment: Environment;
  readonly slot: string;
  /** Null: back to what every flow uses there. */
  readonly connection: Connection | null;
}

interface BindDialogProps {
  readonly wanted: WantedBinding;
  onClose(): void;
}

/** Where charges and postings go changes at once: said before it happens. */
export function BindDialog({ wanted: { flow, environment, slot, connection }, onClose }: BindDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const bind = useMutation({
    mutationFn: () => api.environments.bind(environment.id, { flowId: flow.id, slot, connectionId: connection?.id ?? null }),
    onSuccess: () => {
      for (const queryKey of [bindingKeys.all, connectionKeys.all]) void queryClient.invalidateQueries({ queryKey });
      notifications.show({ message: strings.bound });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={strings.bindTitle(slot, environment.name)} closeButtonProps={{ 'aria-label': strings.close }}>
      <Stack gap="md">
        <EnvironmentBadge kind={environment.kind} name={environment.name} />
        <div>{connection ? strings.bindTo(flow.name, slot, connection.name) : strings.bindBack(flow.name, slot)}</div>
        {connection && (
          <div>
            {strings.reaches} <span className="ps-mono">{connection.fingerprint}</span>.
          </div>
        )}
        <div>{strings.bindMoney[environment.kind]}</div>
        {bind.isError && <ProblemNotice error={bind.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {strings.keep}
          </Button>
          <Button loading={bind.isPending} onClick={() => bind.mutate()}>
            {strings.change}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
