import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import type { Backfill } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { backfillsQuery, triggerKeys } from '../../../shared/api/flow-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { triggerStrings as strings } from '../trigger-strings';

/** Local midnight of a day; the day after the last one ends the range. */
function midnight(date: string, daysLater = 0): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + daysLater).toISOString();
}

export function BackfillForm({ deploymentId }: { readonly deploymentId: string }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { data } = useQuery(backfillsQuery(api, deploymentId));
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: triggerKeys.backfills(deploymentId) });
  const open = useMutation({
    mutationFn: () => api.deployments.backfill(deploymentId, { from: midnight(from), to: midnight(to, 1) }),
    onSettled: refresh,
  });
  const abort = useMutation({
    mutationFn: (id: string) => api.deployments.abortBackfill(deploymentId, id),
    onSettled: refresh,
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    open.mutate();
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="xs">
        <Title order={3} size="h5">
          {strings.backfillTitle}
        </Title>
        <div className="ps-dimmed">{strings.backfillHelp}</div>
        <Group align="end">
          <TextInput type="date" label={strings.from} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={strings.to} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
          <Button type="submit" variant="default" loading={open.isPending} disabled={from === '' || to === ''}>
            {strings.backfill}
          </Button>
        </Group>
        {(open.error ?? abort.error) && <ProblemNotice error={open.error ?? abort.error} />}
        {data?.items.map((backfill) => (
          <BackfillLine key={backfill.id} backfill={backfill} onAbort={() => abort.mutate(backfill.id)} />
        ))}
      </Stack>
    </form>
  );
}

function BackfillLine({ backfill, onAbort }: { readonly backfill: Backfill; onAbort(): void }) {
  const { from, to, state, fresh, known, parked, failure } = backfill;
  const range = `${new Date(from).toLocaleDateString()} – ${new Date(Date.parse(to) - 1).toLocaleDateString()}`;
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        {range}: {strings.states[state]}, {strings.counts(fresh, known, parked)}
        {failure !== null && <div className="ps-dimmed">{failure}</div>}
      </div>
      {state === 'running' && (
        <Button variant="subtle" color="red" size="compact-xs" aria-label={`${strings.abort} ${range}`} onClick={onAbort}>
          {strings.abort}
        </Button>
      )}
    </Group>
  );
}
