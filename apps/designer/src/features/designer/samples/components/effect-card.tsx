import type { PlannedEffectView } from '@penstock/contracts';
import { standingLooks } from '../../../../shared/lib/effect-standing';
import { Identifier, JsonBlock, Money } from '../../../../shared/ui/values';
import { strings } from '../strings';

interface EffectCardProps {
  readonly effect: PlannedEffectView;
  readonly stepName: string;
  /** A pinned sample is its answer, not that of the connector. */
  readonly isPinned: boolean;
}

/** The write that a real run would make, and that the test did not. */
export function EffectCard({ effect, stepName, isPinned }: EffectCardProps) {
  const { amount, currency, businessKey, standing, kind, request } = effect;
  return (
    <section className="ps-effect-card" aria-label={strings.requestOf(stepName)}>
      <div>{strings.neverSent(kind)}</div>
      <dl>
        {amount !== null && (
          <>
            <dt>{strings.amount}</dt>
            <dd>
              <Money amount={amount} currency={currency} />
            </dd>
          </>
        )}
        <dt>{strings.businessKey}</dt>
        <dd>
          <Identifier value={businessKey} />
        </dd>
        <dt>{strings.standing}</dt>
        <dd>{standingLooks[standing].words}</dd>
      </dl>
      <details>
        <summary className="ps-meta">{strings.request}</summary>
        <JsonBlock value={request} label={strings.request} />
      </details>
      <div className="ps-meta">{isPinned ? strings.pinnedAnswer : strings.sampleAnswer}</div>
    </section>
  );
}
