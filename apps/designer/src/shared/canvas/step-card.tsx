import { IconClock, IconCoin, IconPin } from '@tabler/icons-react';
import { formatDuration } from '../lib/format-time';
import { useNow } from '../lib/use-now';
import { ConnectorMark } from '../ui/connector-mark';
import { stepStatusLooks } from '../ui/status';
import { evidenceWords } from './evidence-words';
import type { StepEvidence, StepRunView, StepView } from './step-view';

/** Between two cards of a finished run lighting up. */
const revealStepMs = 90;

interface StepCardProps {
  readonly view: StepView;
  readonly selected?: boolean;
}

/** The face of a step: 220 × 64, the same on every canvas. */
export function StepCard({ view, selected = false }: StepCardProps) {
  const { name, subtitle, kind, mark, movesMoney, disabled, problemCount, run, evidence, isPinned } = view;
  const className = [
    'ps-card',
    `ps-card--${kind}`,
    selected && 'ps-card--selected',
    disabled && 'ps-card--disabled',
    run && `ps-card--run ps-card--${stepStatusLooks[run.status].tone}`,
    run?.status === 'skipped' && 'ps-card--untaken',
  ];
  return (
    <div
      className={className.filter(Boolean).join(' ')}
      {...(run && { style: { transitionDelay: `${run.order * revealStepMs}ms` } })}
    >
      <span className="ps-card__mark">
        <ConnectorMark mark={mark} kind={kind} />
      </span>
      <span className="ps-card__text">
        <span className="ps-card__name" title={name}>
          {name}
        </span>
        {run ? <RunLine run={run} /> : <span className="ps-card__subtitle">{disabled ? 'Disabled' : subtitle}</span>}
      </span>
      {kind === 'wait' && <IconClock className="ps-card__clock" size={16} stroke={1.75} aria-label="Waits" />}
      {movesMoney && <IconCoin className="ps-card__coin" size={16} stroke={1.75} aria-label="Moves money" />}
      {isPinned && <IconPin className="ps-card__pin" size={15} stroke={1.75} aria-label="Sample pinned" />}
      {evidence !== null && problemCount === 0 && !run && (
        <EvidenceBadge evidence={evidence} />
      )}
      {problemCount > 0 && (
        <span className="ps-card__problems" title={`${problemCount} to mend`}>
          {problemCount}
        </span>
      )}
    </div>
  );
}

/** Quiet, below the card. What is said to those who do not see it is in the card's name. */
export function EvidenceBadge({ evidence }: { readonly evidence: StepEvidence }) {
  const now = useNow();
  return (
    <span className={`ps-card__evidence ps-card__evidence--${evidence.state}`} aria-hidden>
      {evidenceWords(evidence, now)}
    </span>
  );
}

export function RunLine({ run }: { readonly run: StepRunView }) {
  const { icon: StateIcon, word, tone } = stepStatusLooks[run.status];
  const { items } = run;
  const details = [
    ...(items || run.durationMs === null ? [] : [formatDuration(run.durationMs)]),
    ...(items ? [items.failed > 0 ? `${items.failed} of ${items.count} items failed` : `${items.count} items`] : []),
    ...(!items && run.attempts > 1 ? [`${run.attempts} attempts`] : []),
  ];
  return (
    <span className={`ps-card__state ps-status--${tone}`}>
      <StateIcon size={13} stroke={2} aria-hidden className={run.status === 'running' ? 'ps-turning' : undefined} />
      {run.isUndone ? 'Undone' : word}
      {details.length > 0 && <span className="ps-card__details">{details.join(' · ')}</span>}
    </span>
  );
}
