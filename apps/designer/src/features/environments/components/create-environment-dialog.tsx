import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { environmentKey, type CreateEnvironmentRequest } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { environmentsQuery } from '../../../shared/api/session-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { keyFrom } from '../model/key-from-name';
import { strings } from '../strings';

export function CreateEnvironmentDialog({ onClose }: { onClose(): void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [request, setRequest] = useState<CreateEnvironmentRequest>({ key: '', name: '', kind: 'sandbox' });
  const [hasOwnKey, setHasOwnKey] = useState(false);
  const create = useMutation({
    mutationFn: () => api.environments.create(request),
    onSuccess: ({ name }) => {
      void queryClient.invalidateQueries({ queryKey: environmentsQuery(api).queryKey });
      notifications.show({ message: strings.created(name) });
      onClose();
    },
  });
  const isKey = environmentKey.safeParse(request.key).success;
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isKey) create.mutate();
  };
  const handleName = (name: string): void => setRequest({ ...request, name, ...(!hasOwnKey && { key: keyFrom(name) }) });
  const handleKey = (key: string): void => {
    setHasOwnKey(true);
    setRequest({ ...request, key });
  };
  return (
    <Modal opened onClose={onClose} title={strings.create} closeButtonProps={{ 'aria-label': strings.close }}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <TextInput label={strings.name} required maxLength={60} data-autofocus value={request.name} onChange={(event) => handleName(event.currentTarget.value)} />
          <TextInput
            label={strings.key}
            description={strings.keyHelp}
            required
            maxLength={40}
            value={request.key}
            error={request.key !== '' && !isKey && strings.keyInvalid}
            onChange={(event) => handleKey(event.currentTarget.value)}
          />
          <Select
            label={strings.kind}
            description={strings.kindHelp[request.kind]}
            allowDeselect={false}
            data={(['sandbox', 'production'] as const).map((value) => ({ value, label: strings.kinds[value] }))}
            value={request.kind}
            onChange={(kind) => setRequest({ ...request, kind: kind === 'production' ? 'production' : 'sandbox' })}
          />
          {create.isError && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending}>
              {strings.createSubmit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
