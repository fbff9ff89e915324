import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { limitedRole, type CreateServiceAccountRequest, type LimitedRole } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

export function NewServiceAccountDialog({ onClose }: { onClose(): void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [request, setRequest] = useState<CreateServiceAccountRequest>({ name: '', description: '', role: 'operator' });
  const create = useMutation({
    mutationFn: () => api.serviceAccounts.create(request),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: peopleKeys.all });
      onClose();
    },
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={strings.newServiceAccount} closeButtonProps={{ 'aria-label': strings.close }}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <div className="ps-dimmed">{strings.serviceAccountHelp}</div>
          <TextInput
            label={strings.name}
            required
            maxLength={120}
            data-autofocus
            value={request.name}
            onChange={(event) => setRequest({ ...request, name: event.currentTarget.value })}
          />
          <TextInput
            label={strings.description}
            maxLength={500}
            value={request.description}
            onChange={(event) => setRequest({ ...request, description: event.currentTarget.value })}
          />
          <Select
            label={strings.role}
            description={strings.roles[request.role]}
            allowDeselect={false}
            data={[...limitedRole.options]}
            value={request.role}
            onChange={(value) => setRequest({ ...request, role: (value ?? 'operator') as LimitedRole })}
          />
          {create.isError && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {strings.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
