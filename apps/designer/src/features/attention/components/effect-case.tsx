import { Button } from '@mantine/core';
import type { EvidenceBundle, SettlementOutcome } from '@penstock/contracts';
import { useMayOperate } from '../../../shared/api/use-may-operate';
import { formatMoney } from '../../../shared/lib/format-money';
import { LookUps } from '../../../shared/ui/look-ups';
import { When } from '../../../shared/ui/values';
import { answerWords, isInDoubt, moneyWords, nextSteps } from '../model/case-words';
import { outcomeWords } from '../model/outcome-words';
import { strings } from '../strings';
import { CaseFacts } from './case-facts';
import { CaseEnvironment } from './case-environment';
import { SameFact, TechnicalDetails } from './case-record';
import { SettleDialog } from './settle-dialog';

export interface SettleDialogState {
  /** Whose dialog is open. */
  readonly asked: SettlementOutcome | null;
  onAsk(outcome: SettlementOutcome | null): void;
  onDecided(): void;
}

interface EffectCaseProps extends SettleDialogState {
  readonly evidence: EvidenceBundle;
}

/** One effect in doubt: all there is to know, then the decision. */
export function EffectCase({ evidence, asked, onAsk, onDecided }: EffectCaseProps) {
  const { effect, proposals } = evidence;
  const open = isInDoubt(effect);
  return (
    <div className="ps-case">
      <CaseEnvironment environment={evidence.environment} />
      <div className={open ? 'ps-notice ps-notice--attention' : 'ps-notice'} role="status">
        <div className="ps-case__headline">
          <span className="ps-notice__title">{evidence.stepName}</span>
          {effect.amount !== null && (
            <span className="ps-case__amount">{formatMoney(effect.amount, effect.currency)}</span>
          )}
        </div>
        <div>{moneyWords(evidence)}</div>
        {!open && effect.resolvedBy !== null && (
          <div className="ps-meta">
            {strings.settledBy} {effect.resolvedBy}
          </div>
        )}
      </div>
      {open &&
        proposals.map(({ outcome, by, reason, at }) => (
          <div key={outcome} className="ps-notice ps-notice--running" role="status">
            <div className="ps-notice__title">{strings.proposedNotice(by, outcomeWords[outcome].title)}</div>
            <div>
              “{reason}” · <When at={at} />
            </div>
            <div>{outcome === 'give-up-unasked' ? strings.leaveTwoPersons : strings.twoPersons}</div>
          </div>
        ))}
      <CaseFacts evidence={evidence} />
      <section>
        <h3>{strings.answered}</h3>
        <p>{answerWords(evidence)}</p>
      </section>
      <section>
        <h3>{strings.lookUps}</h3>
        <LookUpHistory evidence={evidence} />
      </section>
      <WordsSaid words={evidence.words} />
      {open && (
        <section>
          <h3>{strings.doNext}</h3>
          <p>{evidence.meaning}</p>
          <ul className="ps-case__steps">
            {nextSteps(evidence).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      )}
      <SameFact evidence={evidence} />
      <TechnicalDetails evidence={evidence} />
      {open && <Verdicts mayGiveUpUnasked={evidence.mayGiveUpUnasked} onAsk={onAsk} />}
      {asked && <SettleDialog evidence={evidence} outcome={asked} onClose={() => onAsk(null)} onDecided={onDecided} />}
    </div>
  );
}

function LookUpHistory({ evidence: { effect, lookUps, canBeAsked } }: { readonly evidence: EvidenceBundle }) {
  return (
    <>
      {lookUps.length > 0 && <LookUps lookUps={lookUps} label={strings.lookUps} />}
      {lookUps.length === 0 && <p>{canBeAsked ? strings.noLookUps : strings.cannotAsk}</p>}
      {effect.status === 'unknown' && effect.resolveAfter !== null && (
        <p className="ps-dimmed">
          {strings.nextLookUp} <When at={effect.resolveAfter} />
        </p>
      )}
    </>
  );
}

function WordsSaid({ words }: Pick<EvidenceBundle, 'words'>) {
  if (words.length === 0) return null;
  return (
    <section>
      <h3>{strings.wordsSaid}</h3>
      <ul className="ps-case__steps">
        {words.map(({ outcome, by, remoteId, reason, at }) => (
          <li key={at}>
            {by}: {outcomeWords[outcome].title}
            {remoteId === null ? '' : ` (${remoteId})`}. “{reason}” · <When at={at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Verdicts({ mayGiveUpUnasked, onAsk }: Pick<EvidenceBundle, 'mayGiveUpUnasked'> & Pick<SettleDialogState, 'onAsk'>) {
  if (!useMayOperate()) return <div className="ps-notice">{strings.mayNot}</div>;
  return (
    <div className="ps-case__verdicts">
      <Button onClick={() => onAsk('happened')}>{strings.happened}</Button>
      <Button variant="default" onClick={() => onAsk('did-not-happen-send')}>
        {strings.send}
      </Button>
      <Button variant="default" onClick={() => onAsk('did-not-happen-stop')}>
        {strings.giveUp}
      </Button>
      {mayGiveUpUnasked && (
        <Button variant="default" onClick={() => onAsk('give-up-unasked')}>
          {strings.leave}
        </Button>
      )}
    </div>
  );
}
