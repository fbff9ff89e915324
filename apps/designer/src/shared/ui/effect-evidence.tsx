import type { Effect } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/api-context';
import { evidenceQuery } from '../api/case-queries';
import { isInDoubt } from '../lib/effect-words';
import { effectKnowledge } from '../lib/effect-knowledge';
import { LookUps } from './look-ups';
import { ProblemNotice, RowsSkeleton } from './notices';
import { Identifier, Money, When } from './values';

const words = {
  known: 'How it is known',
  reason: 'Reason given',
  sent: 'Sent',
  notSent: 'Not sent',
  settled: 'Known since',
  left: 'Given up',
  amount: 'Amount',
  key: 'Business key',
  keyHelp: 'What makes this one business fact: under the same key it is never done twice.',
  remote: 'Id on the other side',
  remoteHelp: 'Click to copy it, then look it up there.',
  lookUps: 'Look-ups',
  noLookUps: 'None was needed.',
  noLookUpsYet: 'None yet.',
};

/** All that shows whether a write to the outside happened, and how that is known. */
export function EffectEvidence({ effect }: { readonly effect: Effect }) {
  const { words: known, person } = effectKnowledge(effect);
  return (
    <dl className="ps-definitions">
      <dt>{words.known}</dt>
      <dd>{known}</dd>
      {person && (
        <>
          <dt>{words.reason}</dt>
          <dd>“{person.reason}”</dd>
        </>
      )}
      <dt>{words.sent}</dt>
      <dd>{effect.sentAt === null ? words.notSent : <When at={effect.sentAt} />}</dd>
      {effect.settledAt !== null && (
        <>
          <dt>{effect.status === 'left-unknown' ? words.left : words.settled}</dt>
          <dd>
            <When at={effect.settledAt} />
          </dd>
        </>
      )}
      {effect.remoteId !== null && (
        <>
          <dt title={words.remoteHelp}>{words.remote}</dt>
          <dd>
            <Identifier value={effect.remoteId} />
          </dd>
        </>
      )}
      {effect.amount !== null && (
        <>
          <dt>{words.amount}</dt>
          <dd>
            <Money amount={effect.amount} currency={effect.currency} />
          </dd>
        </>
      )}
      <dt title={words.keyHelp}>{words.key}</dt>
      <dd>
        <Identifier value={effect.businessKey} />
      </dd>
      <dt>{words.lookUps}</dt>
      <dd>{effect.probes > 0 ? <Asked effectId={effect.id} /> : isInDoubt(effect) ? words.noLookUpsYet : words.noLookUps}</dd>
    </dl>
  );
}

function Asked({ effectId }: { readonly effectId: string }) {
  const { data, error } = useQuery(evidenceQuery(useApi(), effectId));
  if (error) return <ProblemNotice error={error} />;
  return data ? <LookUps lookUps={data.lookUps} label={words.lookUps} /> : <RowsSkeleton rows={1} />;
}
