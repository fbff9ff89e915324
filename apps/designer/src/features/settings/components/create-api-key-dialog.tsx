import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { role, type CreateApiKeyRequest, type Role } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

export function CreateApiKeyDialog({ onClose }: { onClose(): void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [request, setRequest] = useState<CreateApiKeyRequest>({ name: '', role: 'operator' });
  const create = useMutation({
    mutationFn: () => api.apiKeys.create(request),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  if (create.data) {
    return (
      <Modal opened onClose={onClose} title={strings.newKey} closeOnClickOutside={false}>
        <Stack gap="md">
          <div className="ps-notice ps-notice--attention">
            <div className="ps-notice__title">{strings.shownOnce}</div>
            <Identifier value={create.data.key} />
          </div>
          <Group justify="flex-end">
            <Button onClick={onClose}>{strings.done}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={strings.newKey}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <TextInput
            label={strings.keyName}
            required
            maxLength={120}
            data-autofocus
            value={request.name}
            onChange={(event) => setRequest({ ...request, name: event.currentTarget.value })}
          />
          <Select
            label={strings.role}
            allowDeselect={false}
            data={[...role.options]}
            value={request.role}
            onChange={(value) => setRequest({ ...request, role: (value ?? 'operator') as Role })}
          />
          {create.isError && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending} disabled={request.name.trim() === ''}>
              {strings.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
