import type { EvidenceBundle } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import { labelTitle } from '../../../shared/lib/run-columns';
import { Identifier, Money, When } from '../../../shared/ui/values';
import { strings } from '../strings';

const ofMoney = new Set(['amount', 'currency']);

/** What was to be done, for whom, how much, with which card, when and through what. */
export function CaseFacts({ evidence }: { readonly evidence: EvidenceBundle }) {
  const { effect, labels, cardLastFour, connectionName } = evidence;
  return (
    <dl className="ps-definitions">
      <dt>{strings.toBeDone}</dt>
      <dd>
        {evidence.stepName} <span className="ps-dimmed">· {evidence.flowName}</span>
      </dd>
      {effect.amount !== null && (
        <>
          <dt>{strings.amountAtStake}</dt>
          <dd>
            <Money amount={effect.amount} currency={effect.currency} />
          </dd>
        </>
      )}
      {cardLastFour !== null && (
        <>
          <dt>{strings.card}</dt>
          <dd>{strings.cardEnding(cardLastFour)}</dd>
        </>
      )}
      {Object.entries(labels)
        .filter(([name]) => !ofMoney.has(name))
        .map(([name, value]) => (
          <Fact key={name} name={labelTitle(name)} value={value} />
        ))}
      <Fact name={strings.businessKey} value={effect.businessKey} />
      <dt>{strings.through}</dt>
      <dd>{connectionName ?? effect.connector}</dd>
      <dt>{strings.sent}</dt>
      <dd>
        <When at={effect.sentAt} />
      </dd>
      <dt>{strings.run}</dt>
      <dd>
        <Link to="/runs/$runId" params={{ runId: effect.runId }}>
          {strings.openRun}
        </Link>
      </dd>
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Identifier value={value} />
      </dd>
    </>
  );
}
