import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { flowKeys } from '../../../shared/api/flow-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

export function CreateFlowDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => api.flows.create({ name: name.trim() }),
    onSuccess: async (flow) => {
      void queryClient.invalidateQueries({ queryKey: flowKeys.all, exact: true });
      await navigate({ to: '/flows/$flowId', params: { flowId: flow.id } });
    },
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={strings.createTitle}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <TextInput
            label={strings.createName}
            description={strings.createHelp}
            data-autofocus
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {create.isError && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
              {strings.createSubmit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
