import { IconRepeat, IconShieldHalf } from '@tabler/icons-react';
import { EvidenceBadge, RunLine } from './step-card';
import { stepStatusLooks } from '../ui/status';
import type { StepView } from './step-view';

/** A loop or a try: a titled frame behind the cards of its body. Only the title takes the pointer. */
export function FrameCard({ view, selected = false }: { readonly view: StepView; readonly selected?: boolean }) {
  const { name, subtitle, kind, disabled, problemCount, run, frame, evidence } = view;
  const FrameIcon = kind === 'for-each' ? IconRepeat : IconShieldHalf;
  const className = [
    'ps-frame',
    selected && 'ps-frame--selected',
    disabled && 'ps-card--disabled',
    run && `ps-frame--run ps-frame--${stepStatusLooks[run.status].tone}`,
    run?.status === 'skipped' && 'ps-card--untaken',
  ];
  return (
    <div className={className.filter(Boolean).join(' ')}>
      <div className="ps-frame__title">
        <FrameIcon size={16} stroke={1.75} aria-hidden />
        <span className="ps-frame__name" title={name}>
          {name}
        </span>
        {run ? <RunLine run={run} /> : <span className="ps-card__subtitle">{disabled ? 'Disabled' : subtitle}</span>}
        {evidence !== null && !run && <EvidenceBadge evidence={evidence} />}
      </div>
      {frame?.isEmpty && <div className="ps-frame__empty">Put steps in here</div>}
      {problemCount > 0 && (
        <span className="ps-card__problems" title={`${problemCount} to mend`}>
          {problemCount}
        </span>
      )}
    </div>
  );
}
