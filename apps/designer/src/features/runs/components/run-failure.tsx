import type { FailureView } from '@penstock/contracts';
import { strings } from '../strings';
import { FailureExplanation } from './failure-explanation';

/** What happened, what it means for the money and what to do, with the other side's own code for whoever looks it up. */
export function RunFailure({ failure }: { readonly failure: FailureView }) {
  const { code, message, money, remedy, remoteCode, field } = failure;
  return (
    <div className="ps-notice ps-notice--attention" role="status" aria-label={strings.happened}>
      <div className="ps-notice__title">{message}</div>
      {money !== undefined && (
        <div>
          <span className="ps-dimmed">{strings.forTheMoney}</span> {money}
        </div>
      )}
      {remedy !== undefined && <div>{remedy}</div>}
      <div className="ps-meta ps-mono">
        {[code, ...(remoteCode === undefined ? [] : [remoteCode]), ...(field === undefined ? [] : [field])].join(' · ')}
      </div>
      <FailureExplanation code={code} class={failure.class} />
    </div>
  );
}
