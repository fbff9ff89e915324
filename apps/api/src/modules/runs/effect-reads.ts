import { Injectable } from '@nestjs/common';
import type { Effect, EffectStatus, PersonsWord, SettlementOutcome } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { PersonsWord as RecordedWord } from '@penstock/engine';
import { parseJson } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { failureFrom } from '../../platform/recorded-json';

const selectEffects = `
  select id, run_id, step_id, attempt, connector, action, kind, class, business_key, state, amount::text, currency, remote_id, resolved_at,
         resolved_by, probes, sent_at, resolve_after, failure, word
  from effect where organization_id = $1 and run_id = $2 order by sent_at, id`;

const statusByState: Record<string, EffectStatus> = {
  INTENT: 'intended',
  DONE: 'confirmed',
  REJECTED: 'rejected',
  NOT_SENT: 'not-sent',
  UNKNOWN: 'unknown',
  ABSENT: 'absent',
  NEEDS_HUMAN: 'needs-person',
  COMPENSATED: 'compensated',
};

interface EffectRow {
  readonly id: string;
  readonly run_id: string;
  readonly step_id: string;
  readonly attempt: number;
  readonly connector: string;
  readonly action: string;
  readonly kind: Effect['kind'];
  readonly class: Effect['class'];
  readonly business_key: string;
  readonly state: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly remote_id: string | null;
  readonly resolved_by: string | null;
  readonly resolved_at: Date | null;
  readonly probes: number;
  readonly sent_at: Date | null;
  readonly resolve_after: Date | null;
  readonly failure: string | null;
  readonly word: string | null;
}

@Injectable()
export class EffectReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the order in which they were sent. */
  async ofRun(ctx: RequestContext, runId: string): Promise<Effect[]> {
    const rows = await this.unitOfWork.read(ctx).query<EffectRow>(selectEffects, [runId]);
    return rows.map(effectFrom);
  }
}

/** A state of a newer release: the safe reading is that nobody knows. What waits for a person has no outcome, unless it was left so. */
const statusOf = ({ state, resolved_at: settledAt }: EffectRow): EffectStatus =>
  state === 'NEEDS_HUMAN' && settledAt !== null ? 'left-unknown' : (statusByState[state] ?? 'unknown');

const effectFrom = (row: EffectRow): Effect => ({
  id: row.id,
  runId: row.run_id,
  stepId: row.step_id,
  attempt: row.attempt,
  connector: row.connector,
  action: row.action,
  kind: row.kind,
  class: row.class,
  businessKey: row.business_key,
  status: statusOf(row),
  amount: row.amount,
  currency: row.currency,
  remoteId: row.remote_id,
  resolvedBy: row.resolved_by,
  settledAt: row.resolved_at?.toISOString() ?? null,
  probes: row.probes,
  sentAt: row.sent_at?.toISOString() ?? null,
  resolveAfter: row.resolve_after?.toISOString() ?? null,
  failure: failureFrom(row.failure),
  word: row.word === null ? null : wordFrom(row.word),
});

const outcomeOf: Readonly<Record<RecordedWord['says'], SettlementOutcome>> = {
  happened: 'happened',
  send: 'did-not-happen-send',
  stop: 'did-not-happen-stop',
  leave: 'give-up-unasked',
};

/** As the engine records it. */
export function wordFrom(text: string): PersonsWord {
  const { says, by, remoteId } = parseJson(text) as unknown as RecordedWord;
  return { outcome: outcomeOf[says], by, remoteId };
}
