import { Button, Group, Modal, Progress, Skeleton, Stack, TextInput } from '@mantine/core';
import type { Run } from '@penstock/contracts';
import { Decimal } from '@penstock/kernel';
import { useState } from 'react';
import type { RetryConsequence } from '../../../shared/lib/retry-consequence';
import { ProblemNotice } from '../../../shared/ui/notices';
import { useGroupConsequence, useGroupRetry, type GroupRetry } from '../model/use-group-retry';
import { strings } from '../strings';

/** Above this, in any currency, or when nobody knows how much, the number of runs is typed: a habit of clicking is no consent. */
const typedAbove = Decimal.from('1000.00');

interface RetryGroupDialogProps {
  readonly runs: readonly Run[];
  onClose(): void;
}

/** The group as it was when the dialog opened: what comes meanwhile is not retried unseen. */
export function RetryGroupDialog({ runs, onClose }: RetryGroupDialogProps) {
  const [chosen] = useState(runs);
  const retry = useGroupRetry(chosen);
  const isRunning = retry.state === 'running';
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={retry.state === 'asked'}
      closeOnEscape={!isRunning}
      withCloseButton={!isRunning}
      title={strings.retryTitle(chosen.length)}
    >
      {retry.state === 'asked' && <Consequence runs={chosen} onConfirm={retry.start} onClose={onClose} />}
      {retry.state !== 'asked' && <Progression retry={retry} count={chosen.length} onClose={onClose} />}
    </Modal>
  );
}

function Consequence({ runs, onConfirm, onClose }: RetryGroupDialogProps & { onConfirm(): void }) {
  const [typed, setTyped] = useState('');
  const consequence = useGroupConsequence(runs);
  const mustType = consequence.data !== undefined && isMuch(consequence.data);
  const isConfirmed = !mustType || typed.trim() === String(runs.length);
  return (
    <Stack gap="md">
      <div>{strings.fixFirst}</div>
      {consequence.isPending && <Skeleton height={60} role="status" aria-label={strings.counting} />}
      {consequence.error && <ProblemNotice error={consequence.error} retry={() => void consequence.refetch()} />}
      {consequence.data && (
        <ul className="ps-case__steps">
          {consequence.data.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {mustType && (
        <TextInput
          label={strings.typeToConfirm(runs.length, consequence.data?.hasUnknownAmount ?? false)}
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

const isMuch = ({ mayMove, hasUnknownAmount }: RetryConsequence): boolean =>
  hasUnknownAmount || mayMove.some(({ amount }) => Decimal.from(amount).compare(typedAbove) > 0);

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
