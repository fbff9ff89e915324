import { redactCardData, redactCardDataInText } from '@penstock/card-data-guard';
import type { AnyAction, EffectContract, Verdict } from '@penstock/connector-sdk';
import { messageOf, parseJson, type Json } from '@penstock/kernel';
import { decideAfterVerdict, type VerdictDecision } from '../core/decide-after-verdict';
import type { EffectRecord } from '../core/effect';
import type { PlannedAction } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import type { ClaimedRun, LookUpRecord } from '../ports/run-store';
import { connectionFor } from './call-remote';
import type { ExecutionContext } from './execution-context';

export interface LookUp {
  readonly decision: VerdictDecision;
  readonly output: Json;
  readonly remoteId: string | null;
  /** What the remote side had said, when it had refused. */
  readonly refusal: FailureRecord | null;
  /** For the record. */
  readonly said: Pick<LookUpRecord, 'verdict' | 'words'>;
}

interface LookUpParts {
  readonly context: ExecutionContext;
  readonly run: ClaimedRun;
  readonly step: PlannedAction;
  readonly action: AnyAction;
}
export type Verify = NonNullable<EffectContract<unknown, unknown, unknown>['verify']>;

/**
 * Asks the remote side whether an effect happened. It passes no gate: a look-up is a read, and the sooner doubt ends
 * the better. A look-up that fails in any way cannot tell.
 */
export async function lookUpEffect(parts: LookUpParts, effect: EffectRecord, verify: Verify): Promise<LookUp> {
  const verdict = await ask(parts, effect, verify);
  const decision = decideAfterVerdict(verdict, effect, parts.context.timings);
  return { decision, ...foundIn(verdict), said: saidBy(verdict), refusal: verdict.verdict === 'refused' ? { ...verdict.failure, stepId: parts.step.id } : null };
}

async function ask({ context, run, step, action }: LookUpParts, effect: EffectRecord, verify: Verify): Promise<Verdict<unknown>> {
  try {
    const connection = await connectionFor(context, run, { step, sameAs: effect });
    const input = action.input.parse(parseJson(effect.request));
    return await verify(connection.context, { input, businessKey: effect.businessKey, ...context.restoreGuard.windowFor(effect.sentAt) });
  } catch (thrown) {
    return { verdict: 'unsure', reason: messageOf(thrown) };
  }
}

/** More is no help to a person. */
const MOST_WORDS = 500;

function saidBy(verdict: Verdict<unknown>): LookUp['said'] {
  return { verdict: verdict.verdict, words: redactCardDataInText(wordsOf(verdict)).slice(0, MOST_WORDS) };
}

function wordsOf(verdict: Verdict<unknown>): string {
  switch (verdict.verdict) {
    case 'found':
      return verdict.remoteId === undefined ? '' : `Under the id ${verdict.remoteId}.`;
    case 'duplicate':
      return `Under the ids ${verdict.remoteIds.join(', ')}.`;
    case 'refused':
      return verdict.failure.message;
    case 'absent':
      return verdict.evidence;
    case 'unsure':
      return verdict.reason;
  }
}

function foundIn(verdict: Verdict<unknown>): { output: Json; remoteId: string | null } {
  if (verdict.verdict === 'found') return { output: redactCardData(verdict.output as Json), remoteId: verdict.remoteId ?? null };
  if (verdict.verdict === 'duplicate') return { output: redactCardData(verdict.output as Json), remoteId: verdict.remoteIds[0] ?? null };
  return { output: null, remoteId: null };
}
