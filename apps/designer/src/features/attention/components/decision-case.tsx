import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiProblem } from '@penstock/api-client';
import type { OpenCase } from '@penstock/contracts';
import { Decimal } from '@penstock/kernel';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { caseKeys } from '../../../shared/api/case-queries';
import { runKeys } from '../../../shared/api/run-queries';
import { useMayOperate } from '../../../shared/api/use-may-operate';
import { formatMoney } from '../../../shared/lib/format-money';
import { labelTitle } from '../../../shared/lib/run-columns';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { Identifier, JsonBlock, When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { CaseEnvironment } from './case-environment';
import { DecideDialog } from './decide-dialog';
import { Gone } from './gone';
import { SomebodyWasQuicker } from './somebody-was-quicker';

interface DecisionCaseProps {
  readonly question: OpenCase;
  /** It was answered, or its time is over. */
  readonly isClosed: boolean;
  /** The choice that is about to be confirmed. */
  readonly asked: string | null;
  onAsk(choice: string | null): void;
  onDecided(): void;
}

/** A question of a flow: what it shows, and its choices. */
export function DecisionCase({ question, isClosed, asked, onAsk, onDecided }: DecisionCaseProps) {
  const [reason, setReason] = useState('');
  const chosen = question.choices.find(({ id }) => id === asked);
  const mayOperate = useMayOperate();
  const decide = useDecision(question, reason, onDecided);
  if (decide.error instanceof ApiProblem && decide.error.problem.code === 'DECISION_NOT_OPEN') {
    return <SomebodyWasQuicker words={decide.error.message} onClose={onDecided} />;
  }
  return (
    <div className="ps-case">
      <CaseEnvironment environment={question.environment} />
      <div className="ps-notice ps-notice--attention" role="status">
        <div className="ps-case__headline">
          <span className="ps-notice__title">{question.question}</span>
          {question.amount !== null && (
            <span className="ps-case__amount">{formatMoney(question.amount, question.currency)}</span>
          )}
        </div>
        <div>
          {question.stepName} <span className="ps-dimmed">· {question.flowName}</span>
        </div>
      </div>
      <QuestionFacts question={question} />
      {isClosed && <Gone />}
      {!mayOperate && <div className="ps-notice">{strings.mayNot}</div>}
      {mayOperate && !isClosed && (
        <>
          <ReasonField value={reason} onChange={setReason} autoFocus />
          <div className="ps-case__verdicts" role="group" aria-label={strings.choose}>
            {question.choices.map(({ id, label }) => (
              <Button key={id} variant="default" disabled={!isReason(reason)} onClick={() => onAsk(id)}>
                {label}
              </Button>
            ))}
          </div>
          {chosen && (
            <DecideDialog
              question={question}
              answer={chosen.label}
              reason={reason.trim()}
              isPending={decide.isPending}
              error={decide.error}
              onConfirm={() => decide.mutate(chosen.id)}
              onClose={() => onAsk(null)}
            />
          )}
        </>
      )}
    </div>
  );
}

function useDecision({ runId, stepId }: OpenCase, reason: string, onDecided: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (choice: string) => api.runs.decide(runId, stepId, { choice, reason: reason.trim() }),
    onSuccess: () => {
      notifications.show({ message: strings.decided });
      onDecided();
    },
    onSettled: () => {
      for (const queryKey of [caseKeys.all, runKeys.all]) void queryClient.invalidateQueries({ queryKey });
    },
  });
}

function QuestionFacts({ question }: { readonly question: OpenCase }) {
  return (
    <>
      <dl className="ps-definitions">
        {Object.entries(question.labels)
          .filter(([name]) => name !== 'amount' && name !== 'currency')
          .map(([name, value]) => (
            <Entry key={name} name={labelTitle(name)} value={value} />
          ))}
        <dt>{strings.until}</dt>
        <dd>{question.expiresAt === null ? strings.noEnd : <When at={question.expiresAt} />}</dd>
        <dt>{strings.run}</dt>
        <dd>
          <Link to="/runs/$runId" params={{ runId: question.runId }}>
            {strings.openRun}
          </Link>
        </dd>
      </dl>
      {question.shown.length > 0 && (
        <section>
          <h3>{strings.shown}</h3>
          <dl className="ps-definitions">
            {question.shown.map(({ path, value }) => (
              <Entry key={path} name={labelTitle(path.split('.').at(-1) ?? path)} value={value} />
            ))}
          </dl>
        </section>
      )}
    </>
  );
}

function Entry({ name, value }: { readonly name: string; readonly value: unknown }) {
  // Exact: a number stands as it was recorded.
  const isPlain = typeof value !== 'object' || value === null || value instanceof Decimal;
  return (
    <>
      <dt>{name}</dt>
      <dd>{isPlain ? <Identifier value={String(value ?? '–')} /> : <JsonBlock value={value} label={name} />}</dd>
    </>
  );
}
