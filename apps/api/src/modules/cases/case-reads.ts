import { createHash } from 'node:crypto';
import { redactCardData } from '@penstock/card-data-guard';
import { Injectable } from '@nestjs/common';
import type { Effect, EvidenceBundle, OpenCase } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { canonicalJson, parseJson, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { EffectReads } from '../runs/effect-reads';
import { effectNotFound } from './use-cases/settle-effect';

/** What is shown at once; a longer list is a day's work for several people. */
const MOST_CASES = 500;

const selectCases = `
  select 'effect' as kind, e.id::text as id, e.run_id, f.name as flow_name, e.step_id, e.failure::jsonb->>'message' as question, null as prompt,
    e.amount::text as amount, e.currency, e.sent_at as opened_at, null::timestamptz as expires_at
  from effect e join run r on r.id = e.run_id join flow f on f.id = r.flow_id
  where e.organization_id = $1 and e.state = 'NEEDS_HUMAN'
  union all
  select 'decision', w.run_id || '/' || w.key, w.run_id, f.name, w.key, null, w.prompt, null, null, w.opened_at, w.expires_at
  from waitpoint w join run r on r.id = w.run_id join flow f on f.id = r.flow_id
  where w.organization_id = $1 and w.state = 'open' and w.kind = 'decision' and r.finished_at is null
  order by opened_at limit ${MOST_CASES}`;

const selectEffect = `
  select e.run_id, e.class, e.scope, e.action, e.business_key, e.request, e.response, r.event_id
  from effect e join run r on r.id = e.run_id where e.organization_id = $1 and e.id = $2`;
const selectSameKey = `select distinct run_id from effect where organization_id = $1 and scope = $2 and action = $3 and business_key = $4`;

interface CaseRow {
  readonly kind: 'effect' | 'decision';
  readonly id: string;
  readonly run_id: string;
  readonly flow_name: string;
  readonly step_id: string;
  readonly question: string | null;
  readonly prompt: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly opened_at: Date;
  readonly expires_at: Date | null;
}

interface EvidenceRow {
  readonly run_id: string;
  readonly class: Effect['class'];
  readonly scope: string;
  readonly action: string;
  readonly business_key: string;
  readonly request: string | null;
  readonly response: string | null;
  readonly event_id: string;
}

const meaningOf: Readonly<Record<Effect['class'], string>> = {
  I: 'The remote system refuses to do this twice under one key: sending it again is safe.',
  L: 'The remote system can be asked whether it happened; nothing is sent before it has said no twice.',
  H: 'The remote system cannot be asked. Nothing is sent before a person has looked.',
};

/** Everything a person decides: effects in doubt and open questions, and the evidence for them. */
@Injectable()
export class CaseReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly effects: EffectReads,
  ) {}

  async open(ctx: RequestContext): Promise<OpenCase[]> {
    const rows = await this.unitOfWork.read(ctx).query<CaseRow>(selectCases, []);
    return rows.map(caseFrom);
  }

  async evidence(ctx: RequestContext, id: string): Promise<EvidenceBundle> {
    const read = this.unitOfWork.read(ctx);
    const [row] = await read.query<EvidenceRow>(selectEffect, [id]);
    if (!row) throw effectNotFound();
    const runs = await read.query<{ run_id: string }>(selectSameKey, [row.scope, row.action, row.business_key]);
    const all = (await Promise.all(runs.map(({ run_id: runId }) => this.effects.ofRun(ctx, runId)))).flat();
    const effect = all.find((candidate) => candidate.id === id);
    if (!effect) throw effectNotFound();
    const content = {
      effect,
      eventId: row.event_id,
      request: recorded(row.request),
      response: recorded(row.response),
      sameBusinessKey: all.filter((other) => other.businessKey === row.business_key && other.id !== id),
      meaning: meaningOf[row.class],
    };
    return { ...content, sha256: createHash('sha256').update(canonicalJson(content as unknown as Json)).digest('hex') } as EvidenceBundle;
  }
}

const recorded = (text: string | null): Json => (text === null ? null : redactCardData(parseJson(text)));

function caseFrom(row: CaseRow): OpenCase {
  const prompt = row.prompt === null ? undefined : (parseJson(row.prompt) as unknown as { readonly question: string; readonly choices: OpenCase['choices'] });
  return {
    kind: row.kind,
    id: row.id,
    runId: row.run_id,
    flowName: row.flow_name,
    stepId: row.step_id,
    question: prompt?.question ?? row.question ?? 'It is not known whether this happened.',
    choices: prompt ? [...prompt.choices] : [],
    amount: row.amount,
    currency: row.currency,
    openedAt: row.opened_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}
