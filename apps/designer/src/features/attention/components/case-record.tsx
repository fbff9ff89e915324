import type { EvidenceBundle } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import { effectWords } from '../../../shared/lib/effect-words';
import { Identifier, JsonBlock, When } from '../../../shared/ui/values';
import { strings } from '../strings';

/** Other tries for the same business fact: one of them may have done it. */
export function SameFact({ evidence: { sameBusinessKey } }: { readonly evidence: EvidenceBundle }) {
  if (sameBusinessKey.length === 0) return null;
  return (
    <section>
      <h3>{strings.sameFact}</h3>
      <p className="ps-dimmed">{strings.sameFactHelp}</p>
      <ul className="ps-case__steps">
        {sameBusinessKey.map((effect) => (
          <li key={effect.id}>
            <Link to="/runs/$runId" params={{ runId: effect.runId }}>
              <When at={effect.sentAt} />
            </Link>{' '}
            <span className={`ps-status--${effectWords(effect).tone}`}>{effectWords(effect).words}</span>{' '}
            {effect.remoteId !== null && <Identifier value={effect.remoteId} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TechnicalDetails({ evidence }: { readonly evidence: EvidenceBundle }) {
  return (
    <details className="ps-case__technical">
      <summary>{strings.technical}</summary>
      <h4>{strings.request}</h4>
      <JsonBlock value={evidence.request} label={strings.request} />
      {evidence.response !== null && (
        <>
          <h4>{strings.response}</h4>
          <JsonBlock value={evidence.response} label={strings.response} />
        </>
      )}
      <h4>{strings.fingerprint}</h4>
      <Identifier value={evidence.sha256} short />
    </details>
  );
}
