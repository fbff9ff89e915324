import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiProblem } from '@penstock/api-client';
import type { EvidenceBundle, SettlementOutcome } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { caseKeys } from '../../../shared/api/case-queries';
import { runKeys } from '../../../shared/api/run-queries';
import { sessionQuery } from '../../../shared/api/session-queries';
import { formatMoney } from '../../../shared/lib/format-money';
import { ProblemNotice } from '../../../shared/ui/notices';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { outcomeWords } from '../model/outcome-words';
import { strings } from '../strings';
import { CaseEnvironment } from './case-environment';
import { FurtherValues, type Values } from './further-values';
import { SomebodyWasQuicker } from './somebody-was-quicker';

interface SettleDialogProps {
  readonly evidence: EvidenceBundle;
  readonly outcome: SettlementOutcome;
  onClose(): void;
  onDecided(): void;
}

export function SettleDialog({ evidence, outcome, onClose, onDecided }: SettleDialogProps) {
  const [reason, setReason] = useState('');
  const [remoteId, setRemoteId] = useState('');
  const [values, setValues] = useState<Values>({});
  const { data: session } = useQuery(sessionQuery(useApi()));
  const settle = useSettlement(evidence, onDecided, onClose);
  const happened = outcome === 'happened';
  const [unchecked, setUnchecked] = useState(false);
  const words = outcomeWords[outcome];
  const isLeft = outcome === 'give-up-unasked';
  const needsTwo = isLeft || (evidence.needsTwoPersons && !happened);
  const waiting = needsTwo ? evidence.proposals.find((each) => each.outcome === outcome) : undefined;
  // As it was when the dialog opened: what a colleague proposes meanwhile is not confirmed unseen.
  const [proposal] = useState(waiting);
  const isOld = proposal?.at !== waiting?.at;
  const isOwn = proposal !== undefined && proposal.by === session?.user.email;
  const isComplete = isReason(reason) && (!happened || remoteId.trim() !== '') && !isOwn && !isOld;
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    settle.mutate({
      outcome,
      reason: reason.trim(),
      ...(needsTwo && { confirms: proposal ? { by: proposal.by, at: proposal.at } : null }),
      ...(happened && happenedWith(remoteId, values)),
      ...(unchecked && { unchecked }),
    });
  };
  if (settle.error instanceof ApiProblem && settle.error.problem.code === 'EFFECT_SETTLED') {
    return <SomebodyWasQuicker words={settle.error.message} onClose={onDecided} />;
  }
  return (
    <Modal opened onClose={onClose} title={words.title}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <CaseEnvironment environment={evidence.environment} />
          <div>{(needsTwo && !proposal ? words.proposal : evidence.canBeAsked && !unchecked ? words.asked : words.body)(whatOf(evidence))}</div>
          {proposal && (
            <div className="ps-notice">
              {strings.proposedNotice(proposal.by, words.title)} “{proposal.reason}”
            </div>
          )}
          {isOld && (
            <div className="ps-notice ps-notice--attention" role="status">
              {waiting ? strings.proposedMeanwhile(waiting.by) : strings.proposalGone}
            </div>
          )}
          {needsTwo && (
            <div className="ps-notice ps-notice--attention">{isOwn ? strings.proposedByYou : isLeft ? strings.leaveTwoPersons : strings.twoPersons}</div>
          )}
          {happened && (
            <TextInput
              label={strings.remoteId}
              description={strings.remoteIdHelp}
              required
              maxLength={200}
              data-autofocus
              value={remoteId}
              onChange={(event) => setRemoteId(event.currentTarget.value)}
            />
          )}
          {happened && <FurtherValues fields={evidence.answerFields} values={values} onChange={setValues} />}
          <ReasonField value={reason} onChange={setReason} autoFocus={!happened} />
          {settle.isError && <ProblemNotice error={settle.error} />}
          {happened && (unchecked || isNotConfirmed(settle.error)) && (
            <Checkbox label={strings.seenThere} checked={unchecked} onChange={(event) => setUnchecked(event.currentTarget.checked)} />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={settle.isPending} disabled={!isComplete}>
              {needsTwo ? (proposal ? strings.confirmSecond : strings.propose) : words.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const isNotConfirmed = (error: Error | null): boolean => error instanceof ApiProblem && error.problem.code === 'WORD_NOT_CONFIRMED';

function happenedWith(remoteId: string, values: Values): Pick<Settlement, 'remoteId' | 'output'> {
  const given = Object.entries(values).flatMap(([name, text]) =>
    text.trim() === '' ? [] : [[name, text.trim()] as const],
  );
  return { remoteId: remoteId.trim(), ...(given.length > 0 && { output: Object.fromEntries(given) }) };
}

type Settlement = Parameters<ReturnType<typeof useApi>['cases']['settle']>[1];

function useSettlement({ effect }: EvidenceBundle, onDecided: () => void, onClose: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (settlement: Settlement) => api.cases.settle(effect.id, settlement),
    onSuccess: ({ done, message }, { outcome }) => {
      // What the other side says is read, not glanced at.
      if (message !== null) notifications.show({ message, autoClose: 15_000 });
      else notifications.show({ message: done ? outcomeWords[outcome].done : strings.proposedDone });
      if (done) onDecided();
      else onClose();
    },
    onSettled: () => {
      for (const queryKey of [caseKeys.all, runKeys.all, runKeys.overview])
        void queryClient.invalidateQueries({ queryKey });
    },
  });
}

/** `“Charge the card” (USD 218.40)`. */
const whatOf = ({ stepName, effect: { amount, currency } }: EvidenceBundle): string =>
  `“${stepName}”${amount === null ? '' : ` (${formatMoney(amount, currency)})`}`;
