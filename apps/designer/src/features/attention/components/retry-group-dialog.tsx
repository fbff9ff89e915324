import { Button, Group, Modal, Progress, Skeleton, Stack, TextInput } from '@mantine/core';
import type { Run } from '@penstock/contracts';
import { Decimal } from '@penstock/kernel';
import { useState } from 'react';
import { ProblemNotice } from '../../../shared/ui/notices';
import type { Sum } from '../model/group-by-cause';
import { useGroupConsequence, useGroupRetry, type GroupRetry } from '../model/use-group-retry';
import { strings } from '../strings';

/** Above this, in any currency, the number of runs is typed: a habit of clicking is no consent. */
const typedAbove = Decimal.from('1000.00');

interface RetryGroupDialogProps {
  readonly runs: readonly Run[];
  readonly atRisk: readonly Sum[];
  onClose(): void;
}

/** The group as it was when the dialog opened: what comes meanwhile is not retried unseen. */
export function RetryGroupDialog({ runs, atRisk, onClose }: RetryGroupDialogProps) {
  const [chosen] = useState({ runs, atRisk });
  const retry = useGroupRetry(chosen.runs);
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={retry.state === 'asked'}
      title={strings.retryTitle(chosen.runs.length)}
    >
      {retry.state === 'asked' && <Consequence {...chosen} onConfirm={retry.start} onClose={onClose} />}
      {retry.state !== 'asked' && <Progression retry={retry} count={chosen.runs.length} onClose={onClose} />}
    </Modal>
  );
}

function Consequence({ runs, atRisk, onConfirm, onClose }: RetryGroupDialogProps & { onConfirm(): void }) {
  const [typed, setTyped] = useState('');
  const consequence = useGroupConsequence(runs);
  const mustType = atRisk.some(({ amount }) => Decimal.from(amount).compare(typedAbove) > 0);
  const isConfirmed = !mustType || typed.trim() === String(runs.length);
  return (
    <Stack gap="md">
      <div>{strings.fixFirst}</div>
      {consequence.isPending && <Skeleton height={60} role="status" aria-label={strings.counting} />}
      {consequence.error && <ProblemNotice error={consequence.error} retry={() => void consequence.refetch()} />}
      {consequence.data && (
        <ul className="ps-case__steps">
          {consequence.data.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {mustType && (
        <TextInput
          label={strings.typeToConfirm(runs.length)}
          inputMode="numeric"
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {strings.cancel}
        </Button>
        <Button disabled={!consequence.data || !isConfirmed} onClick={onConfirm}>
          {strings.retryNow}
        </Button>
      </Group>
    </Stack>
  );
}

function Progression({
  retry,
  count,
  onClose,
}: {
  readonly retry: GroupRetry;
  readonly count: number;
  onClose(): void;
}) {
  const { retried, movedOn, refused, state } = retry;
  const handled = retried + movedOn + refused;
  return (
    <Stack gap="md">
      <Progress value={(handled / count) * 100} aria-label={strings.progress(handled, count)} />
      <div role="status">
        {state === 'running' && strings.progress(handled, count)}
        {state === 'done' && (
          <ul className="ps-case__steps">
            <li>{strings.retried(retried)}</li>
            {movedOn > 0 && <li>{strings.movedOn(movedOn)}</li>}
            {refused > 0 && <li>{strings.refused(refused)}</li>}
            {handled < count && <li>{strings.stopped(count - handled)}</li>}
          </ul>
        )}
      </div>
      {retry.problem !== null && <ProblemNotice error={retry.problem} />}
      <Group justify="flex-end">
        {state === 'running' ? (
          <Button variant="default" onClick={retry.stop}>
            {strings.stop}
          </Button>
        ) : (
          <Button data-autofocus onClick={onClose}>
            {strings.close}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
