import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { triggerStrings as strings } from '../trigger-strings';

export function SyncRecordForm({ deploymentId }: { readonly deploymentId: string }) {
  const api = useApi();
  const [id, setId] = useState('');
  const sync = useMutation({ mutationFn: () => api.deployments.syncRecord(deploymentId, { id: id.trim() }) });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    sync.mutate();
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="xs">
        <Title order={3} size="h5">
          {strings.syncTitle}
        </Title>
        <Group align="end">
          <TextInput
            label={strings.recordId}
            description={strings.syncHelp}
            maxLength={200}
            style={{ flex: 1 }}
            value={id}
            onChange={(event) => setId(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={sync.isPending} disabled={id.trim() === ''}>
            {strings.sync}
          </Button>
        </Group>
        {sync.isError && <ProblemNotice error={sync.error} />}
        <span role="status">{sync.data && resultOf(sync.data)}</span>
      </Stack>
    </form>
  );
}

const resultOf = ({ fresh, known, parked }: { fresh: number; known: number; parked: number }): string =>
  fresh + known + parked === 0 ? strings.nothingFound : strings.counts(fresh, known, parked);
