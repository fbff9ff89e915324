import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ConnectionWeather } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { connectionKeys } from '../../../shared/api/flow-queries';
import { formatMoney } from '../../../shared/lib/format-money';
import { ProblemNotice } from '../../../shared/ui/notices';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { strings } from '../strings';

interface HoldDialogProps {
  /** As it was when the person asked: what the dialog says and does stays the same while it is open. */
  readonly weather: ConnectionWeather;
  /** For holding, when it was given before; else the dialog asks for it. Resuming needs none. */
  readonly reason?: string;
  onClose(): void;
  onDone(): void;
}

/** What stopping or letting go means, in runs and money, before it is done. */
export function HoldDialog({ weather, reason: given, onClose, onDone }: HoldDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState('');
  const { connectionId, hold, held } = weather;
  const reason = (given ?? typed).trim();
  const change = useMutation({
    mutationFn: () => (hold ? api.connections.resume(connectionId) : api.connections.hold(connectionId, { reason })),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: connectionKeys.weather });
      onDone();
    },
  });
  const sums = held.money.map(({ amount, currency }) => formatMoney(amount, currency)).join(', ');
  return (
    <Modal opened onClose={onClose} title={hold ? strings.resumeTitle : strings.holdTitle}>
      <Stack gap="md">
        <div>{hold ? strings.resumeBody(held.runs, sums) : strings.holdBody(held.runs, sums)}</div>
        {!hold && given !== undefined && <div className="ps-notice">“{given}”</div>}
        {!hold && given === undefined && <ReasonField value={typed} onChange={setTyped} />}
        {change.isError && <ProblemNotice error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {strings.back}
          </Button>
          <Button loading={change.isPending} disabled={!hold && !isReason(reason)} onClick={() => change.mutate()}>
            {hold ? strings.confirmResume : strings.confirmHold}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
