import { Inject, Injectable } from '@nestjs/common';
import { redactCardData } from '@penstock/card-data-guard';
import { mostCases, type CaseQuery, type OpenCase } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { parseJson, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';
import type { ApiConfig } from '../../platform/config/api-config';
import { API_CONFIG } from '../../platform/tokens';
import { failureFrom, labelsFrom } from '../../platform/recorded-json';
import { stepNameOf } from '../runs/step-name-sql';
import { outdatedAfter } from './settlement-proposals';

const place = (key: string): string => `
  join run r on r.id = ${key}.run_id join flow f on f.id = r.flow_id join environment v on v.id = r.environment_id
  join flow_version d on d.id = r.flow_version_id`;

/** Where a parameter is null, of all. */
const wanted = `($2::text is null or v.key = $2) and ($3::uuid is null or r.id = $3)`;

const selectCases = `
  select 'effect' as kind, e.id::text as id, e.run_id, v.key as environment, f.name as flow_name, e.step_id, ${stepNameOf('d.document', 'e.step_id')} as step_name,
    r.labels, e.kind as effect_kind, e.action, e.failure, null as prompt, e.amount::text as amount, e.currency, e.sent_at as opened_at, null::timestamptz as expires_at,
    (select string_agg(p.actor_name, ', ' order by p.proposed_at) from settlement_proposal p where p.effect_id = e.id and ${outdatedAfter('$4')} is null) as proposed_by
  from effect e ${place('e')}
  where e.organization_id = $1 and e.state = 'NEEDS_HUMAN' and e.resolved_at is null and ${wanted}
  union all
  select 'decision', w.run_id || '/' || w.key, w.run_id, v.key, f.name, w.key, ${stepNameOf('d.document', 'w.key')}, r.labels, null, null, null, w.prompt, null, null, w.opened_at, w.expires_at, null
  from waitpoint w ${place('w')}
  where w.organization_id = $1 and w.state = 'open' and w.kind = 'decision' and r.finished_at is null and ${wanted}
  order by opened_at limit ${mostCases}`;

interface CaseRow {
  readonly kind: 'effect' | 'decision';
  readonly id: string;
  readonly run_id: string;
  readonly environment: string;
  readonly flow_name: string;
  readonly step_id: string;
  readonly step_name: string;
  readonly labels: string;
  readonly effect_kind: OpenCase['effectKind'];
  readonly action: string | null;
  readonly failure: string | null;
  readonly prompt: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly opened_at: Date;
  readonly expires_at: Date | null;
  readonly proposed_by: string | null;
}

interface Shown {
  path: string;
  value: Json;
}
type Prompt = Partial<Pick<OpenCase, 'question' | 'choices'>> & { readonly shown?: readonly Shown[] };
/** With exact values, as they were recorded. */
export type ReadCase = Omit<OpenCase, 'shown'> & { readonly shown: Shown[] };

/** Everything that waits for a person's decision: effects in doubt and open questions. */
@Injectable()
export class CaseReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** Oldest first. */
  async open(ctx: RequestContext, { environment, runId }: CaseQuery): Promise<ReadCase[]> {
    const rows = await this.unitOfWork.read(ctx).query<CaseRow>(selectCases, [environment ?? null, runId ?? null, this.config.proposalHours]);
    return rows.map(caseFrom);
  }
}

function caseFrom(row: CaseRow): ReadCase {
  const prompt = (row.prompt === null ? {} : redactCardData(parseJson(row.prompt))) as unknown as Prompt;
  const labels = labelsFrom(row.labels);
  const failure = failureFrom(row.failure);
  return {
    kind: row.kind,
    id: row.id,
    runId: row.run_id,
    environment: row.environment,
    flowName: row.flow_name,
    stepId: row.step_id,
    stepName: row.step_name,
    labels,
    question: prompt.question ?? failure?.message ?? 'It is not known whether this happened.',
    choices: [...(prompt.choices ?? [])],
    shown: (prompt.shown ?? []).map(({ path, value }) => ({ path, value: maskOneTimeTokens(value, path.split('.').at(-1)) })),
    // A question moves no money itself: what its run carries is what waits.
    amount: row.amount ?? (row.kind === 'decision' ? (labels['amount'] ?? null) : null),
    currency: row.currency ?? (row.kind === 'decision' ? (labels['currency'] ?? null) : null),
    openedAt: row.opened_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
    effectKind: row.effect_kind,
    action: row.action,
    failure,
    proposedBy: row.proposed_by,
  };
}
