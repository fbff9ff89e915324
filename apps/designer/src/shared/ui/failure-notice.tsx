import type { FailureView } from '@penstock/contracts';
import type { ReactNode } from 'react';
import { FailureExplanation } from './failure-explanation';

const words = { happened: 'What happened', forTheMoney: 'For the money:' };

interface FailureNoticeProps {
  readonly failure: FailureView;
  /** What can be done about it from here. */
  readonly children?: ReactNode;
}

/** What happened, what it means for the money and what to do, with the other side's own code for whoever looks it up. */
export function FailureNotice({ failure, children }: FailureNoticeProps) {
  const { code, message, money, remedy, remoteCode, field } = failure;
  return (
    <div className="ps-notice ps-notice--attention" role="status" aria-label={words.happened}>
      <div className="ps-notice__title">{message}</div>
      {money !== undefined && (
        <div>
          <span className="ps-dimmed">{words.forTheMoney}</span> {money}
        </div>
      )}
      {remedy !== undefined && <div>{remedy}</div>}
      <div className="ps-meta ps-mono">
        {[code, ...(remoteCode === undefined ? [] : [remoteCode]), ...(field === undefined ? [] : [field])].join(' · ')}
      </div>
      <FailureExplanation code={code} class={failure.class} />
      {children}
    </div>
  );
}
