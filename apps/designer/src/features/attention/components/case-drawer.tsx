import { Drawer } from '@mantine/core';
import type { SettlementOutcome } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '@penstock/api-client';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { casesQuery, evidenceQuery } from '../../../shared/api/case-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { strings } from '../strings';
import { Gone } from './gone';
import { DecisionCase } from './decision-case';
import { EffectCase, type SettleDialogState } from './effect-case';

interface CaseDrawerProps {
  /** An effect's id, or `<run>/<key>` of a question. */
  readonly caseId: string;
  onClose(): void;
  /** The case is closed: on to the next one. */
  onDecided(): void;
}

export function CaseDrawer({ caseId, onClose, onDecided }: CaseDrawerProps) {
  const [asked, setAsked] = useState<SettlementOutcome | null>(null);
  const [choice, setChoice] = useState<string | null>(null);
  return (
    <Drawer
      opened
      onClose={onClose}
      // Escape closes one level: the dialog first.
      closeOnEscape={asked === null && choice === null}
      position="right"
      size={640}
      title={strings.case}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      {caseId.includes('/') ? (
        <Question caseId={caseId} asked={choice} onAsk={setChoice} onDecided={onDecided} />
      ) : (
        <Doubt effectId={caseId} asked={asked} onAsk={setAsked} onDecided={onDecided} />
      )}
    </Drawer>
  );
}

interface DoubtProps extends SettleDialogState {
  readonly effectId: string;
}

function Doubt({ effectId, ...dialog }: DoubtProps) {
  const { data: evidence, error, refetch } = useQuery(evidenceQuery(useApi(), effectId));
  if (error) return isGone(error) ? <Gone /> : <ProblemNotice error={error} retry={() => void refetch()} />;
  return evidence ? <EffectCase evidence={evidence} {...dialog} /> : <RowsSkeleton rows={8} />;
}

interface QuestionProps {
  readonly caseId: string;
  /** The choice that is about to be confirmed. */
  readonly asked: string | null;
  onAsk(choice: string | null): void;
  onDecided(): void;
}

function Question({ caseId, ...dialog }: QuestionProps) {
  const { data: cases, error, refetch } = useQuery(casesQuery(useApi(), { runId: caseId.split('/')[0] ?? '' }));
  const found = cases?.find(({ id }) => id === caseId);
  // A question that is answered meanwhile stays readable, under the words of whoever was quicker.
  const [known, setKnown] = useState(found);
  if (found && found !== known) setKnown(found);
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />;
  if (!cases) return <RowsSkeleton />;
  return known ? <DecisionCase question={known} isClosed={!found} {...dialog} /> : <Gone />;
}

const isGone = (error: Error): boolean => error instanceof ApiProblem && error.status === 404;
