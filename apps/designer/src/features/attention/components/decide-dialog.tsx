import { Button, Group, Modal, Stack } from '@mantine/core';
import type { OpenCase } from '@penstock/contracts';
import { formatMoney } from '../../../shared/lib/format-money';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';
import { CaseEnvironment } from './case-environment';

interface DecideDialogProps {
  readonly question: OpenCase;
  /** The choice in words. */
  readonly answer: string;
  readonly reason: string;
  readonly isPending: boolean;
  readonly error: unknown;
  onConfirm(): void;
  onClose(): void;
}

/** A decision may let money go: its answer, its amount and its environment are named once more before it counts. */
export function DecideDialog({ question, answer, reason, isPending, error, onConfirm, onClose }: DecideDialogProps) {
  const { amount, currency, environment } = question;
  return (
    <Modal opened onClose={onClose} title={strings.decideTitle(answer)}>
      <Stack gap="md">
        <CaseEnvironment environment={environment} />
        <div>{question.question}</div>
        <dl className="ps-definitions">
          <dt>{strings.answer}</dt>
          <dd>{answer}</dd>
          <dt>{strings.amount}</dt>
          <dd>{amount === null ? strings.amountUnknown : formatMoney(amount, currency)}</dd>
        </dl>
        <div className="ps-notice">“{reason}”</div>
        <div>{strings.decideBody}</div>
        {error != null && <ProblemNotice error={error} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button loading={isPending} onClick={onConfirm}>
            {strings.decideNow}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
