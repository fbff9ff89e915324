import { Button, Group, TextInput } from '@mantine/core';
import { IconHandStop, IconPlayerPlay } from '@tabler/icons-react';
import type { ConnectionWeather } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { connectionKeys } from '../../../shared/api/flow-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

/** Stops the calls of a connection by hand, with a reason, and lets them go again. */
export function HoldControl({ weather }: { readonly weather: ConnectionWeather }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const { connectionId, hold, held } = weather;
  const change = useMutation({
    mutationFn: () => (hold ? api.connections.resume(connectionId) : api.connections.hold(connectionId, { reason: reason.trim() })),
    onSuccess: () => {
      setReason('');
      void queryClient.invalidateQueries({ queryKey: connectionKeys.weather });
    },
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={handleSubmit}>
      {hold ? (
        <Group justify="space-between">
          <span className="ps-meta">{strings.resumeHelp(held.runs)}</span>
          <Button type="submit" variant="default" loading={change.isPending} leftSection={<IconPlayerPlay size={16} />}>
            {strings.resume}
          </Button>
        </Group>
      ) : (
        <Group align="flex-end" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label={strings.holdReason}
            description={strings.holdHelp}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={change.isPending}
            disabled={reason.trim().length < 3}
            leftSection={<IconHandStop size={16} />}
          >
            {strings.hold}
          </Button>
        </Group>
      )}
      {change.isError && <ProblemNotice error={change.error} />}
    </form>
  );
}
